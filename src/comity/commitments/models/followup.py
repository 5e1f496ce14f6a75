"""Where a recommendation stands, in its State's own assessment: append-only, each with who said so and on what."""

from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.commitments.grades import Grade, grades
from comity.commitments.models.visibility import states_of
from comity.kernel.roles import Role
from comity.kernel.visibility import VisibleQuerySet

IS_PUBLIC = Q(published_at__isnull=False, unpublished_at__isnull=True)


class StatusQuerySet(VisibleQuerySet["StatusEntry"]):
    def visible_to(self, user: Any) -> "StatusQuerySet":
        """What focal points published, and everything of the States whose people ``user`` is among."""
        return self.filter(IS_PUBLIC | Q(state__in=states_of(user)))

    def public(self) -> "StatusQuerySet":
        return self.filter(IS_PUBLIC)

    def standing(self) -> "StatusQuerySet":
        """Entries that were not corrected by a later one."""
        return self.filter(corrected_by__isnull=True)

    def update(self, **_kwargs: Any) -> NoReturn:
        raise TypeError("A status is never rewritten: a correction is a new entry.")

    def delete(self) -> NoReturn:
        raise TypeError("A status is never deleted: a correction is a new entry.")


class StatusEntry(models.Model):
    """One assessment of one recommendation by its State: a grade of :mod:`comity.commitments.grades` as of a day.

    ``rolled_down``: said of several recommendations at once, with the reason why together. What stands is the entry
    with the latest day that nobody corrected; of one day, the recommendation's own before a rolled-down one.
    """

    FIXED = (
        "recommendation_id", "state_id", "grade", "on", "note", "rolled_down", "reason", "corrects_id",
        "organisation_id", "role", "by_id",
    )  # fmt: skip

    recommendation = models.ForeignKey(
        "commitments.Recommendation", on_delete=models.PROTECT, related_name="status_entries"
    )
    state = models.ForeignKey("reference.State", on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(_("status"), max_length=2)
    on = models.DateField(_("as of"))
    note = models.TextField(_("what was done, and what is missing"), blank=True)
    rolled_down = models.BooleanField(default=False)
    reason = models.TextField(blank=True, help_text="Why several recommendations share the entry, or why corrected.")
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)
    unpublished_at = models.DateTimeField(null=True)

    objects = StatusQuerySet.as_manager()

    if TYPE_CHECKING:
        recommendation_id: int
        state_id: str
        organisation_id: int
        by_id: int

    class Meta:
        ordering = ["-on", "rolled_down", "-id"]
        indexes = [models.Index(fields=["state", "recommendation"], name="status_of_state")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What was said stays; only its publication begins and ends."""
        if self.pk:
            before = type(self)._base_manager.filter(pk=self.pk).values(*self.FIXED).first()
            if before and any(before[name] != getattr(self, name) for name in self.FIXED):
                raise TypeError("A status is never rewritten: a correction is a new entry.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TypeError("A status is never deleted: a correction is a new entry.")

    @property
    def scale(self) -> Grade:
        """The step of the scale, with its words in the reader's language."""
        return grades()[self.grade]

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.unpublished_at is None

    @property
    def who(self) -> str:
        """Who said so: the institution and the role, never a person."""
        return f"{self.organisation.name}, {Role(self.role).label}"


class Evidence(models.Model):
    """What a status rests on: a dated source, and what it shows. Read only through its entry."""

    entry = models.ForeignKey(StatusEntry, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(_("title of the source"), max_length=200)
    source = models.CharField(_("address or document symbol"), max_length=300)
    dated = models.DateField(_("date of the source"))
    shows = models.TextField(_("what it shows"))

    class Meta:
        ordering = ["dated", "id"]
        verbose_name_plural = "evidence"

    @property
    def url(self) -> str:
        """The address where the source is one, else empty."""
        return self.source if self.source.startswith(("https://", "http://")) else ""
