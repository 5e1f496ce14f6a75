from django.db import models
from django.utils.translation import gettext_lazy as _


class Text(models.Model):
    """One text of one record in one further language, with its standing (official, unofficial, machine) and source."""

    class Status(models.TextChoices):
        OFFICIAL = "official", _("official")
        UNOFFICIAL = "unofficial", _("unofficial")
        MACHINE = "machine", _("machine translation")

    subject_type = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    text = models.TextField()
    status = models.CharField(max_length=12, choices=Status.choices)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject", "field", "language"], name="one_text_a_language"
            ),
        ]
