"""Reports of a State under a treaty: due and submitted, as the State itself records them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TreatyReport(models.Model):
    """One report. Without ``submitted_on`` it is awaited; of those there is at most one a treaty."""

    state = models.ForeignKey("reference.State", on_delete=models.PROTECT, related_name="treaty_reports")
    instrument = models.ForeignKey("reference.Instrument", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("due on"), null=True, blank=True)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    symbol = models.CharField(_("symbol of the document"), max_length=60, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    if TYPE_CHECKING:
        id: int
        state_id: str
        instrument_id: str

    class Meta:
        ordering = ["state", "instrument", "-submitted_on", "-due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["state", "instrument"], condition=Q(submitted_on__isnull=True), name="one_awaited_report"
            ),
            models.UniqueConstraint(fields=["state", "instrument", "submitted_on"], name="submitted_once_a_day"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(submitted_on__isnull=False), name="report_has_a_day"
            ),
        ]
