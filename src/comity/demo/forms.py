"""The demonstration's content as the nineteen fields of the request form, written by the preparer through the verbs."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.db import models

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

ASPECTS = {
    "available": "availability", "accessible": "accessibility", "acceptable": "acceptability", "adaptable": "adaptability",
}  # fmt: skip
PROVISIONS = {"CRC-23": "CRC-23-3", "CERD-5": "ICERD-5-e-v"}  # whole articles whose part on education has a code of its own


def write_form(record: dict[str, Any], *, organisations: dict[str, Organisation], by: User) -> SupportRequest:
    """A complete draft; further States are invited, but have not answered yet."""
    request = start_request(state=State.objects.get(pk=record["states"][0]), by=by, language=record["language"])
    request = write_request(request, by=by, changes=_fields(record, organisations))
    for code in record["states"][1:]:
        invite_state(request, state=State.objects.get(pk=code), by=by)
    for name, parts in _parts(record, organisations).items():
        if parts:
            replace_parts(request, name, parts, by=by)
    for attachment in record["attachments"]:
        save_part(request, _file(attachment["title"]), by=by)
    request.refresh_from_db()
    return request


def _fields(record: dict[str, Any], organisations: dict[str, Organisation]) -> dict[str, Any]:
    impact, plan, consent = record["impact"], record["time_and_money"], record["consent"]
    return {
        "authority": organisations[record["authority"]],
        "focal_point": record.get("focal_point_function") or _function_of(record["focal_point"]),
        **{name: record[name] for name in ("title", "summary", "situation", "monitoring", "sustainability")},
        "impact": "\n\n".join(filter(None, (impact["text"], impact["indicators"]))),
        "impact_levels": impact["levels"],
        "groups": {row["group"]: row["reason"] for row in record["groups"]},
        "kinds": record["modality"]["kinds"],
        "modalities": record["modality"]["wanted"],
        "starts_on": day(plan["from_day"]),
        "ends_on": day(plan["to_day"]),
        "budget": (plan["budget"] or {}).get("amount"),
        "currency": (plan["budget"] or {}).get("currency", "USD"),
        "national_contribution": plan["national_contribution"],
        "known_funding": plan["known_funding"],
        "audience": consent["circulate"],
        "extent": consent["publish"],
        "report_use": consent["report"],
        "consent_until": day(consent["until_day"]),
        "conditions": consent["conditions"],
    }


def _function_of(email: str) -> str:
    return User.objects.get(email=email).title


def _parts(record: dict[str, Any], organisations: dict[str, Organisation]) -> dict[str, list[models.Model]]:
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
    keys = {**dict.fromkeys(record["recommendations"], kinds.RECOMMENDATION), **dict.fromkeys(record["pledges"], kinds.PLEDGE)}
    found = dict(Recommendation.objects.filter(key__in=keys).values_list("key", "pk"))
    for key, kind in keys.items():
        yield CommitmentLink(kind=kind, recommendation_id=found[key])
    for code in record["provisions"]:
        yield CommitmentLink(kind=kinds.PROVISION, reference_code=PROVISIONS.get(code, code))
    for code in record["sdg_targets"]:
        yield CommitmentLink(kind=kinds.SDG_TARGET, reference_code=code)


def _need(row: dict[str, Any]) -> NeedItem:
    budget = row["budget"] or {}
    return NeedItem(
        rank=row["rank"], area=row["area"], description=row["description"], right_aspect=ASPECTS[row["four_a"][0]],
        sdg_targets=row["sdg_targets"], groups=row["target_groups"], geography=row["geography"],
        already_done=row["already_done"], done_by=row["already_done_by"], expected_result=row["expected_result"],
        indicator=row["indicator"], baseline=row["baseline"], starts_on=day(row["from_day"]), ends_on=day(row["to_day"]),
        kinds=row["kinds"], budget=budget.get("amount"), currency=budget.get("currency", "USD"),
    )  # fmt: skip


def _consultation(row: dict[str, Any]) -> ConsultationRecord:
    counts = ", ".join(f"{band}: {number}" for band, number in row.get("counts", {}).items())
    who = f"{row['who']} ({counts})" if counts else row.get("who", "")
    return ConsultationRecord(
        category=row["category"], took_place=row["held"], who=who, held_on=day(row.get("day")),
        method=row.get("how", ""), changed=row.get("changed", ""), why_not=row.get("why_not", ""),
    )  # fmt: skip


def _choices(record: dict[str, Any], organisations: dict[str, Organisation]) -> Iterator[ProviderChoice]:
    kinds = ProviderChoice.Kind
    named = {
        kinds.NAMED: record["consent"]["named"],
        kinds.PREFERRED: record["modality"]["preferred"],
        kinds.EXCLUDED: record["modality"]["excluded"],
        kinds.CONSULTED: record.get("consulted", []),
    }
    for kind, codes in named.items():
        for code in codes:
            yield ProviderChoice(organisation=organisations[code], kind=kind)


def _file(title: str) -> Attachment:
    text = f"{title}\n\nThis file stands for a note verbale. It belongs to the demonstration; the States in it are fictional.\n"
    content = text.encode()
    return Attachment(
        title=title, file=ContentFile(content, name="note-verbale.txt"), size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
