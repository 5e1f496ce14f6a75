from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One file read: what it held, what became of each row, who read it in. The answer of ``comity import``."""

    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    reader = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    rows_read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    repaired = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, help_text=_("Row by row; cut after ten thousand."))
    seconds = models.FloatField(default=0)

    class Meta:
        ordering = ["-id"]
