"""States: the 193 Members and two observers of the United Nations, and other entities that records name."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from comity.reference.vocabulary import CountryGroup, RegionalGroup, StateKind


def in_reader_language(names: dict[str, str]) -> str:
    """The name in the reader's language, in English where there is none."""
    language = (get_language() or "en")[:2]
    return names.get(language) or names["en"]


class StateQuerySet(models.QuerySet["State"]):
    def states(self) -> "StateQuerySet":
        """Member and observer States, without other entities concerned."""
        return self.filter(kind__in=[StateKind.MEMBER, StateKind.OBSERVER])

    def in_group(self, group: str, *, on: dt.date | None = None) -> "StateQuerySet":
        """Those in ``group`` (LDC, LLDC, SIDS) on the day ``on``, today if none is given."""
        return self.filter(pk__in=StateGroup.objects.filter(group=group).on(on).values("state"))


class State(models.Model):
    code = models.CharField(primary_key=True, max_length=3, help_text="ISO 3166-1 alpha-3.")
    iso2 = models.CharField(max_length=2, unique=True)
    m49 = models.CharField(max_length=3, blank=True)
    names = models.JSONField(help_text="UNTERM short names by language: ar, en, es, fr, ru, zh.")
    formal_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=StateKind.choices)
    regional_group = models.CharField(max_length=32, choices=RegionalGroup.choices, blank=True)
    regional_group_verified = models.BooleanField(default=False)
    region = models.CharField(max_length=40, blank=True)
    subregion = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=200, blank=True)
    fictional = models.BooleanField(default=False, help_text="Made for a demonstration; never in a real installation.")

    objects = StateQuerySet.as_manager()

    if TYPE_CHECKING:
        memberships: "models.Manager[StateGroup]"

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Short name in the active language, in English where there is none."""
        return in_reader_language(self.names)

    def in_group(self, group: str, *, on: dt.date | None = None) -> bool:
        """Whether the State was in ``group`` (LDC, LLDC, SIDS) on the day ``on``, today if none is given."""
        return StateGroup.objects.filter(state=self, group=group).on(on).exists()


class StateGroupQuerySet(models.QuerySet["StateGroup"]):
    def on(self, day: dt.date | None) -> "StateGroupQuerySet":
        """Memberships in force on ``day``, today if none is given. The day of graduation no longer counts."""
        day = day or timezone.localdate()
        begun = Q(since__isnull=True) | Q(since__lte=day)
        return self.filter(begun & (Q(until__isnull=True) | Q(until__gt=day)))


class StateGroup(models.Model):
    """Membership of a State in a group with dates; without ``since`` it began before the source did."""

    state = models.ForeignKey(State, on_delete=models.CASCADE, related_name="memberships")
    group = models.CharField(max_length=4, choices=CountryGroup.choices)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    verified = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)

    objects = StateGroupQuerySet.as_manager()

    class Meta:
        ordering = ["state", "group", "since"]
        constraints = [
            models.UniqueConstraint(fields=["state", "group", "since"], name="one_entry_a_group"),
            models.UniqueConstraint(
                fields=["state", "group"], condition=Q(since__isnull=True), name="one_undated_entry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.state_id}"
