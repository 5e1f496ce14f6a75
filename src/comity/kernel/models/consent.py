"""Consent as data (resolution 45/32, fourth preambular paragraph and paragraph 2). Fail-closed: no row, no sharing."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ConsentQuerySet(models.QuerySet["Consent"]):
    def live(self) -> "ConsentQuerySet":
        """Given, not withdrawn, not superseded, and not past its last day."""
        today = timezone.localdate()
        return self.filter(status__in=Consent.GIVEN).filter(models.Q(until__isnull=True) | models.Q(until__gte=today))

    def of(self, subject_type: str, subject: int) -> "ConsentQuerySet":
        return self.filter(subject_type=subject_type, subject=subject)


class Consent(models.Model):
    """One State's decision on one version of one record: for what, towards whom, how long, on which conditions."""

    class Scope(models.TextChoices):
        SUBMISSION = "submission", _("submit and circulate")
        PUBLICATION = "publication", _("publish")
        REPORT = "report", _("use in the report of the Office of the High Commissioner")
        ASSESSMENT = "assessment", _("needs assessment")
        PARTICIPATION = "participation", _("take part in a request of several States")
        PLAN = "plan", _("publish the cooperation plan")

    class Status(models.TextChoices):
        REQUESTED = "requested", _("asked for")
        GIVEN = "given", _("given")
        CONDITIONAL = "given_with_conditions", _("given with conditions")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")
        SUPERSEDED = "superseded", _("superseded by a later one")

    GIVEN = ("given", "given_with_conditions")
    FIXED = ("subject_type", "subject", "version_hash", "scope", "audience", "extent", "conditions", "state", "until")

    subject_type = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    version_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=3, help_text="ISO 3166 alpha-3 code of the State that decides.")
    scope = models.CharField(max_length=16, choices=Scope.choices)
    audience = models.CharField(max_length=20, blank=True)
    extent = models.CharField(max_length=20, blank=True)
    conditions = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=24, choices=Status.choices, default=Status.REQUESTED)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_type", "subject", "scope", "status"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What was decided cannot be rewritten: only the standing of the decision moves on."""
        if self.pk:
            before = type(self)._base_manager.filter(pk=self.pk).values(*self.FIXED).first()
            if before and any(before[name] != getattr(self, name) for name in self.FIXED):
                raise TypeError("Consent is append-only: a changed decision is a new consent.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Any:
        raise TypeError("Consent is append-only: it is withdrawn, never deleted.")

    @property
    def is_live(self) -> bool:
        return self.status in self.GIVEN and (self.until is None or self.until >= timezone.localdate())
