"""Acts on offers, by the name of the arrow in the offer's machine."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from comity.assistance.domain import offers
from comity.assistance.models import Offer
from comity.demo.cast import Cast
from comity.demo.days import day
from comity.kernel.roles import System

Record = dict[str, Any]
SAME = (
    "title",
    "description",
    "modality",
    "is_new",
    "in_kind",
    "amount",
    "currency",
    "money_status",
    "conditions",
    "contact",
)
VERBS = {
    "clear": offers.clear_offer,
    "submit": offers.submit_offer,
    "consider": offers.consider_offer,
    "withdraw": offers.withdraw_offer,
    "decline": offers.decline_offer,
}


def draft_offer(cast: Cast, record: Record, step: Record) -> None:
    del step
    ranks = cast.needs(record["request"])
    fields = {name: record[name] for name in SAME}
    offer = offers.draft_offer(
        cast.request(record["request"]), provider=cast.organisations[record["provider"]],
        by=cast.person(record["prepared_by"]),
        needs={ranks[row["rank"]]: row["contribution"] for row in record["needs"]},
        fields={**fields, "valid_until": _while_the_story_runs(record)},
    )  # fmt: skip
    cast.offers[record["key"]] = offer.pk


def _while_the_story_runs(record: Record) -> date:
    """An offer that ran out long ago must be valid while its story is acted, which is today."""
    return max(day(record["valid_until_day"]), timezone.localdate() + timedelta(days=1))


def act_on_offer(cast: Cast, record: Record, step: Record) -> None:
    offer, act = cast.offer(record["key"]), step["act"]
    if act == "expire":
        _run_out(offer, record)
        offers.expire_offers(System("periodic"))
        return
    by, reason = cast.person(step["by"]), {"reason": step["reason"]} if step.get("reason") else {}
    if act in ("accept", "accept_in_part"):
        ranks = cast.needs(record["request"])
        offers.accept_offer(offer, by=by, needs=[ranks[rank] for rank in record["accepted_needs"]], **reason)
    else:
        VERBS[act](offer, by=by, **reason)
    if step is record["history"][-1]:
        _run_out(offer, record)


def _run_out(offer: Offer, record: Record) -> None:
    """From now on the offer is valid until the day that its provider wrote."""
    Offer.objects.filter(pk=offer.pk).update(valid_until=day(record["valid_until_day"]))
