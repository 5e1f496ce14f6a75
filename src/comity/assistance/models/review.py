"""What the coordinator and consulted bodies add to a request: screening, assessment, notes."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comity.kernel.roles import Role
from comity.kernel.visibility import Level, VisibleQuerySet


class Screening(models.Model):
    """Three tests kept apart: eligibility, prioritisation, balance; each a list of {question, answer, note}."""

    class Result(models.TextChoices):
        ADMISSIBLE = "admissible", _("Admissible")
        DECLINED = "declined", _("Declined")

    request = models.ForeignKey("assistance.SupportRequest", on_delete=models.CASCADE, related_name="screenings")
    version = models.PositiveIntegerField()
    eligibility = models.JSONField(default=list)
    prioritisation = models.JSONField(default=list)
    balance = models.JSONField(default=list)
    result = models.CharField(max_length=12, choices=Result.choices)
    reasons = models.TextField(_("reasons, sent to the focal point"))
    referral = models.TextField(_("where else the State may turn"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="screening_has_reasons")]


class Assessment(models.Model):
    """A needs assessment. Its report reaches providers only after the State approved it."""

    class Mode(models.TextChoices):
        PRESENCE = "presence", _("by the presence in the country")
        MISSION = "mission", _("by a mission")
        REMOTE = "remote", _("from a distance")

    request = models.ForeignKey("assistance.SupportRequest", on_delete=models.CASCADE, related_name="assessments")
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices)
    terms = models.TextField(_("terms of reference"))
    consulted = models.TextField(_("who was consulted"), blank=True)
    report = models.TextField(_("report"), blank=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    reported_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]


class NoteQuerySet(VisibleQuerySet["StakeholderNote"]):
    def visible_to(self, user: Any) -> "NoteQuerySet":
        """The author's own body; C2 notes: State and coordinator of a visible request; C3: safeguarding alone (R13)."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        from comity.assistance.models.request import SupportRequest  # noqa: PLC0415 - models import each other

        roles = user.roles()
        own = Q(organisation__in=user.organisations(Role.NHRI, Role.CIVIL_SOCIETY, Role.ACADEMIA_BUSINESS))
        shared = SupportRequest.objects.of_state(user).values("pk")
        concerned = Q(level__lte=Level.CONCERNED, request__in=shared)
        if Role.COORDINATOR in roles:
            circulated = SupportRequest.objects.circulated_to(user).values("pk")
            concerned |= Q(level__lte=Level.CONCERNED, request__in=circulated)
        restricted = Q(level=Level.RESTRICTED) if Role.SAFEGUARDING in roles else Q(pk__in=[])
        barred = (
            Q(level=Level.RESTRICTED)
            if roles & {Role.STATE_PREPARER, Role.STATE_FOCAL_POINT, Role.ADMINISTRATOR}
            else Q(pk__in=[])
        )
        return self.filter(own | concerned | restricted).exclude(barred)


class StakeholderNote(models.Model):
    """A comment by a consulted body. C2 is shared with the State; C3 (a fear of reprisals) with safeguarding only."""

    request = models.ForeignKey("assistance.SupportRequest", on_delete=models.CASCADE, related_name="notes")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("comment"))
    level = models.PositiveSmallIntegerField(_("who may read it"), choices=Level.choices, default=Level.CONCERNED)
    at = models.DateTimeField(auto_now_add=True)

    objects = NoteQuerySet.as_manager()

    if TYPE_CHECKING:
        organisation_id: int

    class Meta:
        ordering = ["id"]
