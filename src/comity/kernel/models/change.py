from django.conf import settings
from django.db import models


class StateChange(models.Model):
    """One step of one record through its machine, with the reason given. Read only through the record it belongs to."""

    machine = models.CharField(max_length=40)
    record = models.BigIntegerField()
    transition = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    row_version = models.PositiveIntegerField(help_text="The record's row version before the step.")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=8)
    organisation = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["machine", "record", "row_version"], name="one_step_from_each_version"),
        ]
