"""The audit: append-only, chained by hash, without foreign keys, so that history outlives what it is about."""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(models.QuerySet[Any]):
    def update(self, **_kwargs: Any) -> NoReturn:
        raise TypeError("The audit is append-only: an event cannot be changed.")

    def delete(self) -> NoReturn:
        raise TypeError("The audit is append-only: an event cannot be deleted.")


class AuditEvent(models.Model):
    """One act: who, in which role, did what to which version of what. Holds hashes of content, never content (R10)."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    role = models.CharField(max_length=8)
    organisation = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60, db_index=True)
    subject_type = models.CharField(max_length=40)
    subject = models.CharField(max_length=64)
    before_hash = models.CharField(max_length=64, blank=True)
    after_hash = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject_type", "subject"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The audit is append-only: an event cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TypeError("The audit is append-only: an event cannot be deleted.")


class AuditHead(models.Model):
    """The single row that serialises the chain: whoever appends holds it locked until the transaction ends."""

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
