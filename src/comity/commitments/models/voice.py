"""Voices on recommendations: each signed by its author, side by side, none over another.

The State's entry, a comment by the national human rights institution, evidence of civil society, a note of the United
Nations, findings from work with children. Who may read a voice is decided by whoever wrote it.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comity.kernel.models.record import Record
from comity.kernel.roles import PROVIDER_ROLES, STATE_ROLES, Role
from comity.kernel.visibility import Level, VisibleQuerySet

BARRED = STATE_ROLES | {Role.ADMINISTRATOR}  # never read what is in confidence, whatever else they are (rule R13)
UNITED_NATIONS = ("un-coordinator", "un-entity", "unct")
FOLLOWING = frozenset({Role.COORDINATOR, Role.MECHANISM_STAFF})  # follow up every State's recommendations
FOLLOWING_OWN = STATE_ROLES | {Role.NHRI}  # follow up those of their own State


class VoiceQuerySet(VisibleQuerySet["Voice"]):
    def visible_to(self, user: Any) -> "VoiceQuerySet":
        """What is published, as far as its author's rule goes; the author's own; in confidence: safeguarding alone."""
        published = self.filter(status=Voice.Status.PUBLISHED)
        if not getattr(user, "is_authenticated", False):
            return published.filter(level=Level.PUBLIC)
        shared = Q(level=Level.PUBLIC) | Q(level=Level.CONCERNED, state__in=user.states(*FOLLOWING_OWN))
        if user.roles() & FOLLOWING:
            shared |= Q(level=Level.CONCERNED)
        found = Q(status=Voice.Status.PUBLISHED) & shared | _own(user) | _handed_over(user)
        rows = self.filter(found)
        return rows.exclude(level=Level.RESTRICTED) if user.roles() & BARRED else rows

    def own(self, user: Any) -> "VoiceQuerySet":
        """Of the bodies for which this person writes, in whatever state."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        rows = self.filter(_own(user))
        return rows.exclude(level=Level.RESTRICTED) if user.roles() & BARRED else rows

    def public(self) -> "VoiceQuerySet":
        return self.filter(status=Voice.Status.PUBLISHED, level=Level.PUBLIC)


def _own(user: Any) -> Q:
    """The State's entries for its preparers and focal points; every other voice for the writers of that very body."""
    un = {
        capacity.organisation_id
        for capacity in user.capacities()
        if capacity.role in FOLLOWING
        or (capacity.role in PROVIDER_ROLES and capacity.organisation_type in UNITED_NATIONS)
    }
    kinds = Voice.Kind
    return (
        Q(kind=kinds.STATE, state__in=user.states(*STATE_ROLES))
        | Q(kind=kinds.NHRI, organisation__in=user.organisations(Role.NHRI))
        | Q(kind=kinds.CIVIL_SOCIETY, organisation__in=user.organisations(Role.CIVIL_SOCIETY))
        | Q(kind=kinds.CHILDREN, organisation__in=user.organisations(Role.FACILITATOR))
        | Q(kind=kinds.UN, organisation__in=un)
    )


def _handed_over(user: Any) -> Q:
    """What waits for safeguarding: voices in confidence, and findings of children before they are published."""
    if Role.SAFEGUARDING not in user.roles():
        return Q(pk__in=[])
    return Q(status=Voice.Status.SUBMITTED) & (Q(level=Level.RESTRICTED) | Q(kind=Voice.Kind.CHILDREN))


class Voice(Record):
    """What one body says on one or several recommendations to one State. Without organisation: sent in by receipt."""

    class Kind(models.TextChoices):
        STATE = "state", _("Entry of the State")
        NHRI = "nhri", _("Comment of the national human rights institution")
        CIVIL_SOCIETY = "civil-society", _("Evidence of civil society")
        UN = "un", _("Note of the United Nations")
        CHILDREN = "children", _("Findings from work with children")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Rule(models.TextChoices):
        NAMED = "named", _("Everybody, with the name of our body")
        UNNAMED = "unnamed", _("Everybody, without the name of our body")
        FOLLOW_UP = "follow-up", _("Only those who follow up the recommendations to this State")
        CONFIDENCE = "confidence", _("Only the safeguarding officers, in confidence")

    recommendations = models.ManyToManyField("commitments.Recommendation", related_name="voices")
    state = models.CharField(max_length=3)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=4, blank=True, help_text="In which it was written.")
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en")
    text = models.TextField(_("text"), blank=True)
    sources = models.TextField(_("sources"), blank=True)
    groups = models.JSONField(default=list, help_text="Children as counts: {by, group, number}; nothing about one.")
    rule = models.CharField(_("who may read it"), max_length=12, choices=Rule.choices, default=Rule.CONFIDENCE)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.RESTRICTED)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    submitted_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True, help_text="Children's findings: by safeguarding, before publication.")

    objects = VoiceQuerySet.as_manager()

    if TYPE_CHECKING:
        id: int
        organisation_id: int | None
        author_id: int | None

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "status"], name="voice_state_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(rule="confidence", level=Level.RESTRICTED)
                | Q(rule="follow-up", level=Level.CONCERNED)
                | Q(rule__in=["named", "unnamed"], level=Level.PUBLIC),
                name="voice_level_follows_rule",
            ),
            models.CheckConstraint(
                condition=~Q(level=Level.RESTRICTED, status="published"), name="nothing_in_confidence_is_published"
            ),
        ]
