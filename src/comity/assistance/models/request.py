"""A State's request for support (resolution 45/32, paragraphs 2 and 8) and who takes part in it.

The rows hold the State's working text. Nobody outside the State reads them: other readers get the frozen
``RequestVersion`` that the State consented to, through :mod:`comity.assistance.reading`.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.assistance.enums import Audience, Extent, ReportUse, RequestStatus
from comity.assistance.models.visibility import RequestQuerySet
from comity.kernel.models import Record


class SupportRequest(Record):
    """All nineteen fields of the request form; those that repeat are in :mod:`comity.assistance.models.parts`."""

    code = models.CharField(  # noqa: DJ001 - unique where given; a draft has none
        max_length=30, unique=True, null=True, help_text=_("REQ-{ISO3}-{year}-{n}, given at submission.")
    )
    state = models.ForeignKey("reference.State", on_delete=models.PROTECT, related_name="requests")
    status = models.CharField(max_length=16, choices=RequestStatus.choices, default=RequestStatus.DRAFT)
    state_before = models.CharField(max_length=16, blank=True)
    status_since = models.DateTimeField(default=timezone.now)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    priority = models.PositiveSmallIntegerField(_("priority of the State"), null=True, blank=True)

    language = models.CharField(_("language of the request"), max_length=8, choices=settings.LANGUAGES, default="en")
    authority = models.ForeignKey(
        "people.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("requesting authority"),
    )
    focal_point = models.CharField(_("focal point: the function, not the person"), max_length=150, blank=True)
    title = models.CharField(_("title"), max_length=150, blank=True)
    summary = models.TextField(_("summary for readers outside"), blank=True)
    situation = models.TextField(_("situation and challenge"), blank=True)
    impact = models.TextField(_("impact of the disruption of education"), blank=True)
    impact_levels = models.JSONField(_("levels of education affected"), default=list, blank=True)
    groups = models.JSONField(_("groups, each with the reason"), default=dict, blank=True)
    kinds = models.JSONField(_("kinds of support wanted"), default=list, blank=True)
    modalities = models.JSONField(_("modalities wanted"), default=list, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    budget = models.DecimalField(_("budget estimate"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="USD", blank=True)
    national_contribution = models.TextField(_("national contribution"), blank=True)
    known_funding = models.TextField(_("funding already known"), blank=True)
    monitoring = models.TextField(_("monitoring arrangement in the country"), blank=True)
    sustainability = models.TextField(_("sustainability"), blank=True)

    audience = models.CharField(_("circulate to"), max_length=16, choices=Audience.choices, blank=True)
    extent = models.CharField(_("publish"), max_length=16, choices=Extent.choices, blank=True)
    report_use = models.CharField(_("use in the report"), max_length=16, choices=ReportUse.choices, blank=True)
    consent_until = models.DateField(_("consent until"), null=True, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)

    version = models.PositiveIntegerField(
        default=0, help_text=_("Number of the last frozen version; 0 before submission.")
    )
    version_hash = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True)

    objects = RequestQuerySet.as_manager()

    if TYPE_CHECKING:
        id: int
        state_id: str
        authority_id: int | None

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["state", "priority"], name="priority_unique_per_state"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="request_ends_after_it_starts",
            ),
        ]

    EDITABLE = (RequestStatus.DRAFT, RequestStatus.RETURNED)

    def __str__(self) -> str:
        return self.code or str(_("Draft request"))

    @property
    def is_editable(self) -> bool:
        return self.status in self.EDITABLE

    @property
    def status_label(self) -> Any:
        return RequestStatus(self.status).label


class RequestState(models.Model):
    """A State that takes part in a request. Each beside the first needs its own consent (rule R2)."""

    class Standing(models.TextChoices):
        LEAD = "lead", _("leads")
        INVITED = "invited", _("invited")
        JOINED = "joined", _("takes part")
        REFUSED = "refused", _("does not take part")

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="states")
    state = models.ForeignKey("reference.State", on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=8, choices=Standing.choices)

    if TYPE_CHECKING:
        state_id: str

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["request", "state"], name="one_part_a_state")]


class ProviderChoice(models.Model):
    """An organisation that the State names: as an addressee, as preferred, or as one not to be asked."""

    class Kind(models.TextChoices):
        NAMED = "named", _("to be circulated to")
        PREFERRED = "preferred", _("preferred provider")
        EXCLUDED = "excluded", _("not to be asked")
        CONSULTED = "consulted", _("invited to read and comment")

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="choices")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["request", "organisation", "kind"], name="one_choice_a_kind")]


class Contributor(models.Model):
    """A person who wrote on the request. Whoever endorses or submits it must be somebody else (separation of duty)."""

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="contributors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "user"], name="one_contributor_row")]


class RequestVersion(models.Model):
    """The request as submitted: what consent was given for, and all that readers outside the State ever get."""

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="one_row_a_version")]
