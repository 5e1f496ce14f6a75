"""Sustainable Development Goals, their targets, and the global indicators of Goal 4."""

from django.db import models

from comity.reference.models.state import in_reader_language


class SdgGoal(models.Model):
    code = models.CharField(primary_key=True, max_length=2)
    names = models.JSONField(help_text="Short names by language.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def name(self) -> str:
        return in_reader_language(self.names)


class SdgTarget(models.Model):
    code = models.CharField(primary_key=True, max_length=5)
    goal = models.ForeignKey(SdgGoal, on_delete=models.CASCADE, related_name="targets")
    name = models.CharField(max_length=100, help_text="In our own words.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class SdgIndicator(models.Model):
    code = models.CharField(primary_key=True, max_length=8)
    target = models.ForeignKey(SdgTarget, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(max_length=100, help_text="In our own words.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
