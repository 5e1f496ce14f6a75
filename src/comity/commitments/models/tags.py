"""What recommendations are about, by whom it is said: the source, the classifier, people.

The source's tags stay on the recommendation. What the classifier says is replaced by each newer reading of the text;
what people decide is only ever added to. Nothing here is secret: all of it is about public documents.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.commitments.models.fields import ImportedField
from comity.kernel.roles import Role

LONGEST_VALUE = 200


class TagKind(models.TextChoices):
    ISSUE = "issue", _("Issue (UPR Info)")
    EDUCATION = "education", _("Right to education")
    LEVEL = "level", _("Level of education")
    FOUR_A = "four_a", _("Essential feature of education")
    GOAL = "sdg_goal", _("Sustainable Development Goal")
    TARGET = "sdg_target", _("Target of a Goal")
    GROUP = "group", _("Group of persons")
    RANK = "action_rank", _("Action asked for")
    THEME = "theme", _("Theme")


class TagReading(models.Model):
    """That the classifier has read a recommendation's text as it is now: which model, and the terms that decided."""

    recommendation = models.OneToOneField(
        "commitments.Recommendation", on_delete=models.CASCADE, primary_key=True, related_name="tag_reading"
    )
    model = models.CharField(max_length=40)
    why = ImportedField(default=list, help_text="Terms with their weights, heaviest first.")


class TagSuggestion(models.Model):
    """What the classifier says of one value: that it applies (``says``), or that what somebody else said does not.

    Rows of the second kind stand for values that the source gave or that a person decided on, and the classifier did
    not find; without them nobody could look for disagreements.
    """

    recommendation = models.ForeignKey(
        "commitments.Recommendation", on_delete=models.CASCADE, related_name="tag_suggestions", db_index=False
    )
    kind = models.CharField(max_length=12, choices=TagKind.choices)
    value = models.CharField(max_length=LONGEST_VALUE)
    says = models.BooleanField()
    confidence = models.FloatField(null=True, help_text="Empty where the classifier gives none.")
    imported = models.BooleanField(null=True, help_text="Empty where the source says nothing of this kind.")

    if TYPE_CHECKING:
        id: int
        recommendation_id: int

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "kind", "value"], name="one_suggestion_for_a_tag")
        ]


class TagBatch(models.Model):
    """What one person decided in one act. An undo is a batch of its own, without decisions, that lifts the other."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=8)
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    lifts = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="lifted_by")

    if TYPE_CHECKING:
        id: int

    class Meta:
        ordering = ["-id"]

    @property
    def who(self) -> str:
        """The body for which it was decided, in the reader's language; the person's name is not for the public."""
        role = str(Role(self.role).label) if self.role in Role.values else self.role
        return f"{self.organisation}, {role}" if self.organisation_id else role  # type: ignore[attr-defined]


class TagDecision(models.Model):
    """One decision on one value. Rows are never changed or deleted; the latest that no undo lifted stands."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Rejected")
        ADDED = "added", _("Added")

    batch = models.ForeignKey(TagBatch, on_delete=models.PROTECT, related_name="decisions")
    recommendation = models.ForeignKey(
        "commitments.Recommendation", on_delete=models.CASCADE, related_name="tag_decisions", db_index=False
    )
    kind = models.CharField(max_length=12, choices=TagKind.choices)
    value = models.CharField(max_length=LONGEST_VALUE)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)

    if TYPE_CHECKING:
        id: int
        recommendation_id: int

    class Meta:
        indexes = [models.Index(fields=["recommendation", "kind", "value"], name="decision_on_a_tag")]

    @property
    def applies(self) -> bool:
        return self.verdict != self.Verdict.REJECTED
