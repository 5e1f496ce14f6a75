"""The repeating parts of a step as a list: each entry with its address to change it, and one to add another."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.assistance.domain.completeness import MOST_NEEDS, missing_in_need
from comity.assistance.models import RequestState, SupportRequest
from comity.assistance.rules import acts_for
from comity.kernel.roles import Role
from comity.people.enums import OrganisationType
from comity.reference.vocabulary import ConsultationCategory, NeedArea


@dataclass(frozen=True)
class Entry:
    title: str
    text: str
    pk: int
    change: str
    remove: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartList:
    """``add`` is the address of an empty page, "" where no more can be added; ``gaps`` are ready-made beginnings."""

    name: str
    heading: str
    entries: list[Entry]
    add: str
    add_label: str
    empty: str
    gaps: list[dict[str, str]]
    note: str = ""  # why nothing can be added


def part_lists(record: SupportRequest, step: str, user: Any) -> dict[str, PartList]:
    found = {"who": (_states, _bodies), "needs": (_needs,), "inclusion": (_consultations, _attachments)}.get(step, ())
    lists = {one.name: one for one in (make(record) for make in found)}
    if "states" in lists and not acts_for(record, user, (Role.STATE_FOCAL_POINT,)):
        note = _("Your focal point can ask further States: whoever is asked reads the draft.")
        lists["states"] = replace(lists["states"], add="", note=note)
    return lists


def _addresses(record: SupportRequest, step: str, part: str, pk: int, *, changes: bool = True) -> dict[str, Any]:
    place = [record.pk, step, part, pk]
    return {
        "pk": pk,
        "change": reverse("request-part", args=place) if changes else "",
        "remove": reverse("request-part-remove", args=place),
    }


def _add(record: SupportRequest, step: str, part: str) -> str:
    return reverse("request-part-new", args=[record.pk, step, part])


def _bodies(record: SupportRequest) -> PartList:
    entries = [
        Entry(
            body.name,
            f"{OrganisationType(body.type).label} · {body.part}",
            **_addresses(record, "who", "bodies", body.pk),
        )
        for body in record.bodies.all()
    ]
    return PartList(
        "bodies", _("Bodies that prepared the request, and how"), entries, _add(record, "who", "bodies"),
        _("Add a body"), _("No body is named yet. At least one is needed."), [],
    )  # fmt: skip


def _states(record: SupportRequest) -> PartList:
    rows = record.states.exclude(standing=RequestState.Standing.LEAD).select_related("state")
    entries = [
        Entry(
            part.state.name, part.get_standing_display(), **_addresses(record, "who", "states", part.pk, changes=False)
        )  # type: ignore[attr-defined]
        for part in rows
    ]
    return PartList(
        "states", _("Further States"), entries, _add(record, "who", "states"), _("Ask a further State to take part"),
        _("The request is of one State alone."), [],
    )  # fmt: skip


def _needs(record: SupportRequest) -> PartList:
    needs = list(record.needs.all())
    entries = [
        Entry(
            NeedArea(need.area).label if need.area else _("Area not chosen yet"), need.description,
            **_addresses(record, "needs", "needs", need.pk), missing=tuple(missing_in_need(need)),
        )
        for need in needs
    ]  # fmt: skip
    add = _add(record, "needs", "needs") if len(needs) < MOST_NEEDS else ""
    return PartList(
        "needs", _("Needs in your order"), entries, add, _("Add a need"), _("No need is described yet."), []
    )


def _consultations(record: SupportRequest) -> PartList:
    rows = list(record.consultations.all())
    entries = [
        Entry(
            ConsultationCategory(row.category).label,
            row.who if row.took_place else _("not consulted: %s") % row.why_not,
            **_addresses(record, "inclusion", "consultations", row.pk),
        )
        for row in rows
    ]  # fmt: skip
    address = _add(record, "inclusion", "consultations")
    return PartList(
        "consultations", _("Who was consulted"), entries, address, _("Add a consultation"),
        _("Nothing is said yet. For each of the five: were they consulted, or why not?"),
        list(_silent(rows, address)),
    )  # fmt: skip


def _silent(rows: Iterable[Any], address: str) -> Iterable[dict[str, str]]:
    """Categories of which nothing is said yet, as links to a page that begins with them."""
    spoken_of = {row.category for row in rows}
    for value, label in ConsultationCategory.choices:
        if value not in spoken_of:
            yield {"label": str(label), "url": f"{address}?category={value}"}


def _attachments(record: SupportRequest) -> PartList:
    entries = [
        Entry(row.title, "", **_addresses(record, "inclusion", "attachments", row.pk, changes=False))
        for row in record.attachments.all()
    ]
    return PartList(
        "attachments", _("Files, for example the note verbale"), entries, _add(record, "inclusion", "attachments"),
        _("Attach a file"), _("No file is attached."), [],
    )  # fmt: skip
