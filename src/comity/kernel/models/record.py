from django.db import models


class Record(models.Model):
    """A record with a state. ``row_version`` rises with every write, so that no stale page overwrites a newer one."""

    row_version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True
