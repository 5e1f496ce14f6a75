"""The demonstration's content as the nineteen fields of the request form, written by the preparer through the verbs."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile

from comity.assistance.domain.requests import invite_state, replace_parts, save_part, start_request, write_request
from comity.assistance.models import (
    Attachment,
    CommitmentLink,
    ConsultationRecord,
    NeedItem,
    PreparingBody,
    ProviderChoice,
    SupportRequest,
)
from comity.commitments.models import Recommendation
from comity.demo.days import day
from comity.people.models import Organisation, User
from comity.reference.models import State

SAME = (
    "title", "summary", "situation", "impact_levels", "groups", "kinds", "modalities", "budget", "currency",
    "national_contribution", "known_funding", "monitoring", "sustainability",
)  # fmt: skip
SAME_IN_NEED = (
    "rank", "area", "description", "right_aspect", "sdg_targets", "groups", "geography", "already_done", "done_by",
    "expected_result", "indicator", "baseline", "kinds", "budget", "currency",
)  # fmt: skip


def write_form(record: dict[str, Any], *, organisations: dict[str, Organisation], by: User) -> SupportRequest:
    """A complete draft; further States are invited, but have not answered yet."""
    request = start_request(state=State.objects.get(pk=record["states"][0]), by=by, language=record["language"])
    request = write_request(request, by=by, changes=_fields(record, organisations))
    for code in record["states"][1:]:
        focal_point = User.objects.get(email=record["focal_point"])
        invite_state(request, state=State.objects.get(pk=code), by=focal_point)
    for name, parts in _parts(record, organisations).items():
        if parts:
            replace_parts(request, name, parts, by=by)
    for title in record["attachments"]:
        save_part(request, _file(title), by=by)
    request.refresh_from_db()
    return request


def _fields(record: dict[str, Any], organisations: dict[str, Organisation]) -> dict[str, Any]:
    consent = record["consent"]
    return {
        **{name: record[name] for name in SAME},
        "authority": organisations[record["authority"]],
        "focal_point": User.objects.get(email=record["focal_point"]).title,
        "impact": "\n\n".join(filter(None, (record["impact"], record["impact_indicators"]))),
        "starts_on": day(record["from_day"]),
        "ends_on": day(record["to_day"]),
        **{name: consent[name] for name in ("audience", "extent", "report_use", "conditions")},
        "consent_until": day(consent["until_day"]),
    }


def _parts(record: dict[str, Any], organisations: dict[str, Organisation]) -> dict[str, list[Any]]:
    return {
        "bodies": [_body(row, organisations) for row in record["preparing_bodies"]],
        "commitments": list(_commitments(record["commitments"])),
        "needs": [_need(row) for row in record["needs"]],
        "consultations": [_consultation(row) for row in record["consultations"]],
        "choices": list(_choices(record, organisations)),
    }


def _body(row: dict[str, Any], organisations: dict[str, Organisation]) -> PreparingBody:
    organisation = organisations[row["organisation"]]
    return PreparingBody(name=organisation.name, type=organisation.type, part=row["part"])


def _commitments(record: dict[str, list[str]]) -> Iterator[CommitmentLink]:
    kinds = CommitmentLink.Kind
    keys = {
        **dict.fromkeys(record["recommendations"], kinds.RECOMMENDATION),
        **dict.fromkeys(record["pledges"], kinds.PLEDGE),
    }
    found = dict(Recommendation.objects.filter(key__in=keys).values_list("key", "pk"))
    for key, kind in keys.items():
        yield CommitmentLink(kind=kind, recommendation_id=found[key])
    for code in record["provisions"]:
        yield CommitmentLink(kind=kinds.PROVISION, reference_code=code)
    for code in record["sdg_targets"]:
        yield CommitmentLink(kind=kinds.SDG_TARGET, reference_code=code)


def _need(row: dict[str, Any]) -> NeedItem:
    same = {name: row[name] for name in SAME_IN_NEED}
    return NeedItem(**same, starts_on=day(row["from_day"]), ends_on=day(row["to_day"]))


def _consultation(row: dict[str, Any]) -> ConsultationRecord:
    same = {name: row.get(name, "") for name in ("category", "took_place", "method", "changed", "why_not")}
    counts = ", ".join(f"{band}: {number}" for band, number in row.get("counts", {}).items())
    who = f"{row['who']} ({counts})" if counts else row.get("who", "")
    return ConsultationRecord(**same, who=who, held_on=day(row.get("held_day")))


def _choices(record: dict[str, Any], organisations: dict[str, Organisation]) -> Iterator[ProviderChoice]:
    kinds = ProviderChoice.Kind
    named = {
        kinds.NAMED: record["consent"]["named"],
        kinds.PREFERRED: record["preferred"],
        kinds.EXCLUDED: record["excluded"],
        kinds.CONSULTED: record["consulted"],
    }
    for kind, codes in named.items():
        for code in codes:
            yield ProviderChoice(organisation=organisations[code], kind=kind)


def _file(title: str) -> Attachment:
    text = f"{title}\n\nThis file stands for a note verbale of a fictional State. It belongs to the demonstration.\n"
    content = text.encode()
    return Attachment(
        title=title, file=ContentFile(content, name="note-verbale.txt"), size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
