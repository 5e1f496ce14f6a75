from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.assistance.enums import Rating, Side


class ProgressUpdate(models.Model):
    """One side's account of one period of a plan; the two sides' accounts stand side by side."""

    plan = models.ForeignKey("assistance.Plan", on_delete=models.CASCADE, related_name="updates")
    pairing = models.ForeignKey(
        "assistance.Pairing", null=True, blank=True, on_delete=models.PROTECT, related_name="updates"
    )
    side = models.CharField(max_length=8, choices=Side.choices)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    period_from = models.DateField(_("from"))
    period_to = models.DateField(_("until"))
    done = models.TextField(_("what was done"))
    results = models.TextField(_("results, with values of the indicators"), blank=True)
    obstacles = models.TextField(_("obstacles"), blank=True)
    views = models.TextField(_("what children and civil society say"), blank=True)

    class Meta:
        ordering = ["-period_to", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_to__gte=models.F("period_from")), name="period_ends_after_it_begins"
            ),
        ]


class ClosureView(models.Model):
    """One side's view at the end: what was achieved, what was learnt, whether it lasts."""

    request = models.ForeignKey("assistance.SupportRequest", on_delete=models.CASCADE, related_name="closure_views")
    side = models.CharField(max_length=8, choices=Side.choices)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    rating = models.CharField(_("result"), max_length=10, choices=Rating.choices)
    lessons = models.TextField(_("lessons"))
    sustained = models.TextField(_("what will last, and by what means"), blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["request", "side", "organisation"], name="one_view_a_side")]
