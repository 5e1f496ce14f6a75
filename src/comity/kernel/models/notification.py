from django.conf import settings
from django.db import models


class Notification(models.Model):
    """A line in somebody's inbox. Holds a code and an address inside the product, never content of the record (R18)."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60, help_text="machine.transition, or the name of a reminder")
    code = models.CharField(max_length=60, help_text="The record's public code, for example REQ-SVN-2026-1.")
    path = models.CharField(max_length=200, help_text="Address of the record, without language and host.")
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["recipient", "read_at"])]
