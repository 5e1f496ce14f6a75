"""The repeating parts of a request: who prepared it, needs, commitments served, consultations, files."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.kernel.visibility import Level
from comity.people.enums import OrganisationType
from comity.reference.vocabulary import ConsultationCategory, FourA, NeedArea


class PreparingBody(models.Model):
    """A body that prepared the request, and how (field 3)."""

    request = models.ForeignKey("assistance.SupportRequest", on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(_("body"), max_length=200)
    type = models.CharField(_("type"), max_length=20, choices=OrganisationType.choices)
    part = models.CharField(_("part it took"), max_length=300)

    class Meta:
        ordering = ["id"]


class NeedItem(models.Model):
    """One need: the unit that is matched, offered for and covered (fields 8 to 10)."""

    request = models.ForeignKey("assistance.SupportRequest", on_delete=models.CASCADE, related_name="needs")
    rank = models.PositiveSmallIntegerField(_("rank"))
    area = models.CharField(_("area"), max_length=32, choices=NeedArea.choices, blank=True)
    description = models.TextField(_("what is needed"), blank=True)
    right_aspect = models.CharField(
        _("aspect of the right to education"), max_length=20, choices=FourA.choices, blank=True
    )
    sdg_targets = models.JSONField(_("SDG targets"), default=list, blank=True)
    groups = models.JSONField(_("groups of persons"), default=list, blank=True)
    geography = models.CharField(_("where in the country"), max_length=200, blank=True)
    already_done = models.TextField(_("already being done"), blank=True)
    done_by = models.CharField(_("by whom"), max_length=200, blank=True)
    expected_result = models.TextField(_("expected result"), blank=True)
    indicator = models.CharField(_("indicator"), max_length=300, blank=True)
    baseline = models.CharField(_("baseline"), max_length=150, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    kinds = models.JSONField(_("kinds of support"), default=list, blank=True)
    budget = models.DecimalField(_("budget estimate"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="USD", blank=True)
    covered = models.BooleanField(_("the State considers this need covered"), default=False)

    if TYPE_CHECKING:
        request_id: int

    class Meta:
        ordering = ["rank", "id"]
        constraints = [models.UniqueConstraint(fields=["request", "rank"], name="need_rank_unique")]


class CommitmentLink(models.Model):
    """A commitment that the request serves (field 7). A link never touches the commitment itself (rule R16)."""

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", _("Recommendation")
        PLEDGE = "pledge", _("Voluntary pledge")
        PROVISION = "provision", _("Treaty provision")
        SDG_TARGET = "sdg-target", _("SDG target")

    request = models.ForeignKey("assistance.SupportRequest", on_delete=models.CASCADE, related_name="commitments")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    recommendation = models.ForeignKey(
        "commitments.Recommendation", null=True, blank=True, on_delete=models.PROTECT, related_name="served_by"
    )
    reference_code = models.CharField(max_length=20, blank=True, help_text=_("Code of the provision or SDG target."))

    if TYPE_CHECKING:
        recommendation_id: int | None

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "recommendation"],
                condition=models.Q(recommendation__isnull=False),
                name="recommendation_served_once",
            ),
            models.UniqueConstraint(
                fields=["request", "kind", "reference_code"],
                condition=models.Q(recommendation__isnull=True),
                name="reference_served_once",
            ),
            models.CheckConstraint(
                condition=models.Q(recommendation__isnull=False, reference_code="")
                | (models.Q(recommendation__isnull=True) & ~models.Q(reference_code="")),
                name="link_points_to_one_thing",
            ),
        ]


class ConsultationRecord(models.Model):
    """Who was consulted, when, how, and what changed; or why not (field 12, paragraph 5 of the resolution)."""

    request = models.ForeignKey("assistance.SupportRequest", on_delete=models.CASCADE, related_name="consultations")
    category = models.CharField(_("who"), max_length=24, choices=ConsultationCategory.choices)
    took_place = models.BooleanField(_("consulted"), default=True)
    who = models.CharField(_("bodies or groups, no names of persons"), max_length=300, blank=True)
    held_on = models.DateField(_("when"), null=True, blank=True)
    method = models.CharField(_("how"), max_length=300, blank=True)
    changed = models.TextField(_("what it changed"), blank=True)
    why_not = models.TextField(_("why not"), blank=True)

    class Meta:
        ordering = ["id"]


class Attachment(models.Model):
    """A file of the State, such as the note verbale (field 17). Served only through a page that asks who reads."""

    request = models.ForeignKey("assistance.SupportRequest", on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(_("title"), max_length=150)
    file = models.FileField(_("file"), upload_to="requests/%Y/%m/")
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.CONCERNED)

    class Meta:
        ordering = ["id"]
