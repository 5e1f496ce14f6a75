"""What recommendations are tagged with, and the sectors of aid."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonsGroup(models.Model):
    """A group of persons that a recommendation is about, as in the Universal Human Rights Index."""

    code = models.CharField(primary_key=True, max_length=60)
    name = models.CharField(max_length=200)
    current = models.BooleanField(default=True, help_text="Still in the index's vocabulary.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A theme of the Universal Human Rights Index. Retired themes of the guide of 2012 lead to a group of persons."""

    code = models.CharField(primary_key=True, max_length=100)
    name = models.CharField(max_length=200)
    education_related = models.BooleanField(default=False, help_text="On education or human rights education itself.")
    in_resolution = models.BooleanField(
        default=False, help_text="Education, or a subject of resolution 45/32 around it."
    )
    current = models.BooleanField(default=True)
    group = models.ForeignKey(PersonsGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Issue(models.Model):
    """One of the 54 issues that UPR Info codes."""

    code = models.CharField(primary_key=True, max_length=60)
    name = models.CharField(max_length=80)
    meaning = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """A body that makes recommendations."""

    class Mechanism(models.TextChoices):
        UPR = "upr", _("Universal Periodic Review")
        TREATY_BODY = "treaty-body", _("Treaty bodies")
        SPECIAL_PROCEDURE = "special-procedure", _("Special procedures")
        OTHER = "other", _("Other mechanisms")

    code = models.CharField(primary_key=True, max_length=60)
    name = models.CharField(max_length=200)
    mechanism = models.CharField(max_length=20, choices=Mechanism.choices)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.code


class Sector(models.Model):
    """An education sector of the Development Assistance Committee (11xxx)."""

    code = models.CharField(primary_key=True, max_length=5)
    name = models.CharField(max_length=80, help_text="In our own words.")
    active = models.BooleanField(default=True, help_text="Not withdrawn from the code list.")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
