"""What a State plans in answer to recommendations, and what its institutions report. The State's working material."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.commitments.enums import GOING_ON, LIVE, ActionStatus
from comity.commitments.models.visibility import states_of
from comity.kernel.models import Record
from comity.kernel.visibility import VisibleQuerySet


class ActionQuerySet(VisibleQuerySet["ImplementationAction"]):
    def visible_to(self, user: Any) -> "ActionQuerySet":
        """Actions of the States whose preparers and focal points ``user`` is among; nobody else knows of any (C2)."""
        return self.filter(state__in=states_of(user))

    def live(self) -> "ActionQuerySet":
        """All but the dropped ones."""
        return self.filter(status__in=LIVE)

    def going_on(self) -> "ActionQuerySet":
        return self.filter(status__in=GOING_ON)


class ImplementationAction(Record):
    """One action of a State's implementation plan. Its code (ACT-SVN-12) stays, so that ministries can name it."""

    code = models.CharField(max_length=24, unique=True)
    state = models.ForeignKey("reference.State", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("what will be done"), blank=True)
    lead = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="led_actions"
    )
    lead_name = models.CharField(_("lead institution that is not in the list"), max_length=200, blank=True)
    contributors = models.ManyToManyField("people.Organisation", related_name="+", blank=True)
    other_contributors = models.CharField(_("further contributing institutions"), max_length=300, blank=True)
    indicator = models.CharField(_("indicator"), max_length=300, blank=True)
    baseline = models.CharField(_("baseline"), max_length=150, blank=True)
    target = models.CharField(_("target"), max_length=150, blank=True)
    due_on = models.DateField(_("to be done by"), null=True, blank=True)
    budget = models.DecimalField(_("budget"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    status = models.CharField(max_length=12, choices=ActionStatus.choices, default=ActionStatus.PLANNED)
    status_since = models.DateTimeField(default=timezone.now)
    dropped_because = models.TextField(blank=True)
    smart = models.JSONField(default=dict, help_text="Criterion to {met, why}; what was not answered is not in it.")
    remind_months = models.PositiveSmallIntegerField(
        _("months between reminders"), null=True, blank=True, help_text="Empty: the limit followup_report."
    )
    reminded_on = models.DateField(null=True, editable=False)
    recommendations = models.ManyToManyField("commitments.Recommendation", related_name="actions")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ActionQuerySet.as_manager()

    if TYPE_CHECKING:
        state_id: str
        lead_id: int | None
        written_by_id: int

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["state", "status"], name="action_of_state")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("followup-action", args=[self.pk])

    @property
    def lead_label(self) -> str:
        """The lead institution's name, empty where none is named."""
        return self.lead.name if self.lead else self.lead_name

    @property
    def is_going_on(self) -> bool:
        return self.status in GOING_ON

    def is_overdue(self, on: date | None = None) -> bool:
        return self.is_going_on and self.due_on is not None and self.due_on < (on or timezone.localdate())


class ActionReport(models.Model):
    """An institution's account of an action on one day. A later account corrects it; none is rewritten."""

    action = models.ForeignKey(ImplementationAction, on_delete=models.CASCADE, related_name="reports")
    on = models.DateField(_("as of"))
    done = models.TextField(_("what was done"))
    value = models.CharField(_("value of the indicator"), max_length=150, blank=True)
    obstacles = models.TextField(_("obstacles"), blank=True)
    status = models.CharField(max_length=12, choices=ActionStatus.choices)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-id"]
