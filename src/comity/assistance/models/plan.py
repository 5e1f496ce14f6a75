"""The cooperation plan: versions, acceptance of one and the same version by both sides, one component per provider."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.assistance.enums import ComponentStatus, PlanStatus, Side
from comity.kernel.models import Record
from comity.kernel.roles import PROVIDER_ROLES, Role
from comity.kernel.visibility import VisibleQuerySet


class PlanQuerySet(VisibleQuerySet["Plan"]):
    def visible_to(self, user: Any) -> "PlanQuerySet":
        """The State, the coordinator and the providers of the plan; the public reads through the register."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        from comity.assistance.models.request import SupportRequest  # noqa: PLC0415 - models import each other

        circulated = SupportRequest.objects.circulated_to(user).values("pk")
        who = models.Q(request__in=SupportRequest.objects.of_state(user).values("pk"))
        if Role.COORDINATOR in user.roles():
            who |= models.Q(request__in=circulated)
        own = Component.objects.filter(provider__in=user.organisations(*PROVIDER_ROLES)).values("plan")
        paired = models.Q(request__offers__in=_accepted_offers(user))
        return self.filter(who | (models.Q(request__in=circulated) & (models.Q(pk__in=own) | paired))).distinct()


def _accepted_offers(user: Any) -> Any:
    from comity.assistance.models.offer import Offer  # noqa: PLC0415 - models import each other

    return Offer.objects.filter(
        provider__in=user.organisations(*PROVIDER_ROLES), status__in=["accepted", "accepted_in_part"]
    ).values("pk")


class Plan(Record):
    request = models.OneToOneField("assistance.SupportRequest", on_delete=models.PROTECT, related_name="plan")
    status = models.CharField(max_length=24, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    status_since = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    version_hash = models.CharField(
        max_length=64, blank=True, help_text=_("Hash of the proposed version; empty while a draft.")
    )
    aim = models.TextField(_("aim"), blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    monitoring = models.TextField(_("monitoring arrangement"), blank=True)
    sustainability = models.TextField(_("sustainability and exit"), blank=True)
    gender_marker = models.PositiveSmallIntegerField(
        _("gender marker"), choices=[(n, str(n)) for n in range(4)], default=0
    )
    rights_marker = models.PositiveSmallIntegerField(
        _("human rights marker"), choices=[(n, str(n)) for n in range(4)], default=0
    )
    is_public = models.BooleanField(_("the State lets the public read the agreed plan"), default=False)

    objects = PlanQuerySet.as_manager()

    if TYPE_CHECKING:
        id: int
        request_id: int

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.request} · v{self.version}"


class PlanVersion(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_row_a_plan_version")]


class PlanAcceptance(models.Model):
    """One side's yes to one version hash. Rows stay; an edit gives a new hash that they do not fit (rule R3)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="acceptances")
    version_hash = models.CharField(max_length=64)
    side = models.CharField(max_length=8, choices=Side.choices)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version_hash", "side", "organisation"], name="one_acceptance_a_version"
            ),
        ]


class Component(Record):
    """One provider's part of the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="components")
    provider = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="components")
    status = models.CharField(max_length=16, choices=ComponentStatus.choices, default=ComponentStatus.PIPELINE)
    state_before = models.CharField(max_length=16, blank=True)
    status_since = models.DateTimeField(default=timezone.now)
    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("what will be done"))
    needs = models.ManyToManyField("assistance.NeedItem", related_name="components", verbose_name=_("needs served"))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    budget = models.DecimalField(_("budget"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="USD", blank=True)

    if TYPE_CHECKING:
        id: int
        plan_id: int
        provider_id: int

    class Meta:
        ordering = ["id"]

    ENDED = (ComponentStatus.CLOSED, ComponentStatus.CANCELLED)

    def __str__(self) -> str:
        return self.title


class Output(models.Model):
    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="outputs")
    title = models.CharField(_("output"), max_length=200)
    indicator = models.CharField(_("indicator"), max_length=300)
    baseline = models.CharField(_("baseline"), max_length=150, blank=True)
    target = models.CharField(_("target"), max_length=150)

    class Meta:
        ordering = ["id"]


class Milestone(models.Model):
    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=200)
    due_on = models.DateField(_("due"))
    reached_on = models.DateField(_("reached"), null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
