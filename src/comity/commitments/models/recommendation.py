"""Recommendations and voluntary pledges as imported.

Imported tags stay on the row exactly as the file said them (lists of strings); what they mean in one vocabulary is in
the search index as facets, and what people or a classifier add later goes to rows of its own, never over these.
"""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.commitments.models.fields import ImportedField
from comity.kernel.visibility import VisibleQuerySet


class RecommendationQuerySet(VisibleQuerySet["Recommendation"]):
    def visible_to(self, user: Any) -> "RecommendationQuerySet":
        """Recommendations of United Nations mechanisms and pledges are public documents: everybody may read all."""
        del user
        return self

    def recommendations(self) -> "RecommendationQuerySet":
        return self.filter(kind=Recommendation.Kind.RECOMMENDATION)

    def pledges(self) -> "RecommendationQuerySet":
        return self.filter(kind=Recommendation.Kind.PLEDGE)


class Recommendation(models.Model):
    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", _("Recommendation")
        PLEDGE = "pledge", _("Voluntary pledge")

    class Position(models.TextChoices):
        SUPPORTED = "supported", _("Supported")
        NOTED = "noted", _("Noted")
        PARTLY = "partly", _("Partly supported")
        PENDING = "pending", _("Pending")
        NONE = "", _("Not asked of the State")

    class Mechanism(models.TextChoices):
        UPR = "upr", _("Universal Periodic Review")
        TREATY_BODY = "treaty-body", _("Treaty bodies")
        SPECIAL_PROCEDURE = "special-procedure", _("Special procedures")
        OTHER = "other", _("Other mechanisms")

    key = models.CharField(max_length=160)
    fingerprint = models.CharField(max_length=32, help_text="Of the content as read; equal means unchanged.")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    source = models.CharField(max_length=12)
    state = models.CharField(max_length=3)
    also_states = ImportedField(default=list)
    text = models.TextField()
    language = models.CharField(max_length=8)
    mechanism = models.CharField(max_length=20, choices=Mechanism.choices, blank=True)
    body = models.CharField(max_length=80, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    session = models.PositiveSmallIntegerField(null=True)
    cycle = models.PositiveSmallIntegerField(null=True)
    paragraph = models.CharField(max_length=40, blank=True)
    position = models.CharField(max_length=40, blank=True, help_text="As imported.")
    position_code = models.CharField(max_length=12, choices=Position.choices, blank=True)
    recommending_states = ImportedField(default=list, help_text="Names as imported.")
    date = models.DateField(null=True)
    type = models.CharField(max_length=40, blank=True, help_text="As imported.")
    themes = ImportedField(default=list)
    affected_persons = ImportedField(default=list)
    sdgs = ImportedField(default=list)
    issues = ImportedField(default=list)
    action_rank = models.PositiveSmallIntegerField(null=True)
    extra = ImportedField(default=dict)
    imported_by = models.ForeignKey(
        "commitments.ImportRun", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    objects = RecommendationQuerySet.as_manager()

    if TYPE_CHECKING:
        id: int

    class Meta:
        ordering = ["-date", "-id"]
        # Declared here because a field's own index has a twin for LIKE on PostgreSQL, which an import would fill too.
        constraints = [models.UniqueConstraint(fields=["key"], name="recommendation_once")]
        indexes = [models.Index(fields=["state"], name="recommendation_state")]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("recommendation", args=[self.pk])

    @property
    def states(self) -> list[str]:
        """Codes of all States concerned, the State under review first."""
        return [self.state, *self.also_states]
