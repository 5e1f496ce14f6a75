"""What people send in without an account, and apart from it, how they can be reached.

No table here has a field for a network address, a browser or an hour: only the day on which something came. The audit,
which has to, notes when; no page shows it.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.commitments.models.voice import BARRED
from comity.kernel.roles import Role
from comity.kernel.visibility import VisibleQuerySet


class SubmissionQuerySet(VisibleQuerySet["Submission"]):
    def visible_to(self, user: Any) -> "SubmissionQuerySet":
        """Safeguarding officers, unless they also act for a State or administer the system (rule R13)."""
        roles = user.roles() if getattr(user, "is_authenticated", False) else frozenset()
        return self.all() if Role.SAFEGUARDING in roles and not roles & BARRED else self.none()


class Submission(models.Model):
    """One submission without account. Its sender holds a receipt code, of which only the hash is here."""

    class Status(models.TextChoices):
        RECEIVED = "received", _("Received")
        CARE = "care", _("Needs care")
        USABLE = "usable", _("Usable without a name")
        SET_ASIDE = "set_aside", _("Not usable")
        PUBLISHED = "published", _("Published without a name")
        WITHDRAWN = "withdrawn", _("Withdrawn by its sender")

    ERASED = ("set_aside", "withdrawn")

    recommendation = models.ForeignKey(
        "commitments.Recommendation", on_delete=models.CASCADE, related_name="submissions"
    )
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default="en")
    text = models.TextField(blank=True)
    sources = models.TextField(blank=True)
    concern = models.BooleanField(_("fears reprisals"), default=False)
    may_publish = models.BooleanField(_("may be published without a name"), default=False)
    receipt_hash = models.CharField(max_length=64, unique=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.RECEIVED)
    answer = models.TextField(_("what its sender reads by the receipt"), blank=True)
    received_on = models.DateField(default=timezone.localdate)
    voice = models.OneToOneField("commitments.Voice", null=True, on_delete=models.SET_NULL, related_name="submission")
    row_version = models.PositiveIntegerField(default=1, editable=False)

    objects = SubmissionQuerySet.as_manager()

    if TYPE_CHECKING:
        id: int
        recommendation_id: int
        voice_id: int | None

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="published", may_publish=False), name="published_only_if_its_sender_allowed"
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["set_aside", "withdrawn"]) | models.Q(text="", sources=""),
                name="nothing_is_kept_of_what_is_not_used",
            ),
        ]


class SubmissionAddition(models.Model):
    """What the sender added later, by the receipt."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="additions")
    text = models.TextField()
    received_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["id"]


class SenderContactQuerySet(VisibleQuerySet["SenderContact"]):
    """Never read as rows: ``domain.contacts.read_contact`` hands out one, to one person, after another agreed."""


class SenderContact(models.Model):
    """How a sender can be reached. A table of its own; two people open it, and each opening is recorded."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="contact")
    text = models.CharField(max_length=300)

    objects = SenderContactQuerySet.as_manager()


class ContactAccess(models.Model):
    """One safeguarding officer asks to see a contact, another person grants it. The log of who did, without content."""

    class Reason(models.TextChoices):
        DANGER = "danger", _("The sender may be in danger")
        WISH = "wish", _("The sender asked to be called back")
        CHECK = "check", _("A fact has to be checked before publication")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="accesses")
    reason = models.CharField(_("reason"), max_length=8, choices=Reason.choices)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(null=True)
    refused = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    times_read = models.PositiveSmallIntegerField(default=0)

    if TYPE_CHECKING:
        submission_id: int
        asked_by_id: int
        granted_by_id: int | None

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(granted_by__isnull=True) | ~models.Q(granted_by=models.F("asked_by")),
                name="two_people_open_a_contact",
            ),
        ]
