"""Sessions of the Universal Periodic Review, and which data release is loaded."""

from django.db import models

from comity.reference.models.state import State


class UprSession(models.Model):
    """A session of the Working Group. Dates and States may be missing; ``complete``: all its States are here."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    cycle = models.PositiveSmallIntegerField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    dates_verified = models.BooleanField(default=False)
    complete = models.BooleanField(default=False)
    states = models.ManyToManyField(State, through="UprReview", related_name="upr_sessions")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"UPR {self.number}"


class UprReview(models.Model):
    """That a State was reviewed at a session."""

    session = models.ForeignKey(UprSession, on_delete=models.CASCADE, related_name="reviews")
    state = models.ForeignKey(State, on_delete=models.CASCADE, related_name="upr_reviews")

    class Meta:
        ordering = ["session", "state"]
        constraints = [models.UniqueConstraint(fields=["session", "state"], name="reviewed_once_a_session")]

    def __str__(self) -> str:
        return f"{self.state_id} at session {self.session_id}"


class DataRelease(models.Model):
    """Which version of a data file this database holds."""

    name = models.CharField(primary_key=True, max_length=40)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file; equal means nothing to load.")
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
