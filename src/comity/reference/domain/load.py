"""Loading the shipped reference data into the database: idempotent, in one transaction."""

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from comity.reference import models
from comity.reference.domain import rows
from comity.reference.domain.sync import Tally, sync
from comity.reference.files import raw, read


@dataclass
class LoadReport(Tally):
    """What a load did. ``loaded`` names the files that were new or changed; seconds is wall-clock time."""

    loaded: list[str] = field(default_factory=list)
    seconds: float = 0.0


def _simple(model: Any, make: Callable[[], Iterable[rows.Row]], key: str = "code") -> Tally:
    return sync(model, make(), key=(key,))


def write_states(records: list[dict[str, Any]]) -> Tally:
    """Write States and their groups from records of the shape of states.json; also used for fictional States."""
    tally = sync(models.State, [rows.states(record) for record in records], key=("code",))
    memberships = [row for record in records for row in rows.groups(record)]
    within = models.StateGroup.objects.filter(state__in=[record["code"] for record in records])
    tally.add(sync(models.StateGroup, memberships, key=("state_id", "group", "since"), within=within))
    return tally


def _states() -> Tally:
    data = read("states")
    return write_states([*data["states"], *data["other"]])


def _instruments() -> Tally:
    tally = _simple(models.Instrument, rows.instruments)
    tally.add(_simple(models.Provision, rows.provisions))
    return tally


def _treaty_status() -> Tally:
    within = models.TreatyStatus.objects.filter(state__fictional=False)
    return sync(models.TreatyStatus, rows.treaty_statuses(), key=("state_id", "instrument_id"), within=within)


def write_treaty_statuses(records: Iterable[dict[str, Any]], *, as_of: date) -> Tally:
    """Write where fictional States stand; the shipped table speaks of real ones alone."""
    found = [rows.one_treaty_status(record["state"], record["instrument"], record, as_of) for record in records]
    return sync(models.TreatyStatus, found, key=("state_id", "instrument_id"))


def _sdg() -> Tally:
    tally = _simple(models.SdgGoal, rows.goals)
    tally.add(_simple(models.SdgTarget, rows.targets))
    tally.add(_simple(models.SdgIndicator, rows.indicators))
    return tally


def _sessions() -> Tally:
    tally = _simple(models.UprSession, rows.sessions, key="number")
    within = models.UprReview.objects.filter(state__fictional=False)
    tally.add(sync(models.UprReview, rows.reviews(), key=("session_id", "state_id"), within=within))
    return tally


LOADERS: dict[str, Callable[[], Tally]] = {  # in the order in which tables point to each other
    "states": _states,
    "instruments": _instruments,
    "treaty-status": _treaty_status,
    "sdg": _sdg,
    "persons-groups": lambda: _simple(models.PersonsGroup, rows.persons_groups),
    "themes": lambda: _simple(models.Theme, rows.themes),
    "issues": lambda: _simple(models.Issue, rows.issues),
    "bodies": lambda: _simple(models.Body, rows.bodies),
    "sectors": lambda: _simple(models.Sector, rows.sectors),
    "upr-sessions": _sessions,
}


@transaction.atomic
def load_reference(*, only_if_changed: bool = True) -> LoadReport:
    """Make the tables equal to the shipped files. A second run writes nothing: created, updated, deleted are 0.

    With ``only_if_changed`` a file whose digest the database already holds is not even compared.
    """
    report, begun = LoadReport(), time.perf_counter()
    held = dict(models.DataRelease.objects.values_list("name", "digest"))
    for name, loader in LOADERS.items():
        digest = hashlib.sha256(raw(name).encode()).hexdigest()
        if only_if_changed and held.get(name) == digest:
            continue
        report.add(loader())
        report.loaded.append(name)
        if held.get(name) != digest:
            release = {"version": read(name)["version"], "digest": digest, "loaded_at": timezone.now()}
            models.DataRelease.objects.update_or_create(name=name, defaults=release)
    report.seconds = time.perf_counter() - begun
    return report
