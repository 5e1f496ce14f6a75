"""The commitments that a request serves, with their texts and addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comity.assistance.models import CommitmentLink
from comity.commitments.models import Recommendation
from comity.reference.models import Provision, SdgTarget
from comity.web.addresses import address

Kind = CommitmentLink.Kind


@dataclass(frozen=True)
class Served:
    """``over`` says what kind and whence; ``link`` is the row that makes it served, where the page may change it."""

    kind: str
    over: str
    text: str
    language: str
    url: str
    link: CommitmentLink | None


def commitments_shown(content: Sequence[dict[str, Any]], user: Any, *, keep: Sequence[Any] = ()) -> list[Served]:
    """Entries of a request's content as a page shows them: three queries, however many; unknown ones by their code."""
    links = list(keep) or [None] * len(content)
    ids = [one["recommendation"] for one in content if one["recommendation"]]
    codes = [one["code"] for one in content if one["code"]]
    known = Recommendation.objects.visible_to(user).in_bulk(ids)
    provisions = Provision.objects.select_related("instrument").in_bulk(codes)
    targets = SdgTarget.objects.in_bulk(codes)
    found = []
    for entry, link in zip(content, links, strict=True):
        kind = Kind(entry["kind"])
        if entry["recommendation"]:
            one = known.get(entry["recommendation"])
            if one:
                found.append(
                    Served(kind, _source(one, kind), one.text, one.language, address("recommendation", one.pk), link)
                )
            continue
        row = provisions.get(entry["code"]) if kind == Kind.PROVISION else targets.get(entry["code"])
        found.append(Served(kind, str(kind.label), _named(row, entry["code"]), "", "", link))
    return found


def by_kind(served: Sequence[Served]) -> list[dict[str, Any]]:
    """Grouped for reading: recommendations and pledges in full, provisions and targets as short lists."""
    headings = {Kind.PROVISION: _("Treaty provisions"), Kind.SDG_TARGET: _("SDG targets")}
    short = [
        {"heading": heading, "entries": [one for one in served if one.kind == kind]}
        for kind, heading in headings.items()
    ]
    texts = [one for one in served if one.kind not in headings]
    return [{"heading": "", "entries": texts}, *(group for group in short if group["entries"])]


def _source(one: Recommendation, kind: Kind) -> str:
    return " · ".join(filter(None, [str(kind.label), one.body, one.symbol, one.paragraph]))


def _named(row: Any, code: str) -> str:
    if isinstance(row, Provision):
        return f"{row.instrument.name}, {row.article}: {row.name}"
    return str(row or code)
