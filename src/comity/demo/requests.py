"""Acts on requests, by the name of the arrow in the request's machine."""

from collections.abc import Callable
from typing import Any

from comity.assistance.domain import consents, requests, screening
from comity.assistance.domain.plans import close_request
from comity.assistance.models import SupportRequest
from comity.demo.cast import Cast
from comity.demo.days import moment, settle
from comity.kernel.models import Notification

Record = dict[str, Any]
Act = Callable[[Cast, Record, Record], object]


def act_on_request(cast: Cast, record: Record, step: Record) -> None:
    """Take one step of a request's history."""
    ACTS[step["act"]](cast, record, step)
    if step["act"] == "submit":
        _number_by_year(cast.request(record["key"]), step["day"])


def _number_by_year(request: SupportRequest, day: int) -> None:
    """The code says the year of submission: the story's, not the builder's."""
    given, year = request.code or "", moment(day).year
    start = f"REQ-{request.state_id}-{year}-"
    if given.startswith(start):
        return
    request.code = f"{start}{SupportRequest.objects.filter(code__startswith=start).count() + 1}"
    request.save(update_fields=["code"])
    Notification.objects.filter(code=given).update(code=request.code)


def _endorse(cast: Cast, record: Record, step: Record) -> None:
    for part in record.get("participations", ())[1:]:
        consents.join_request(cast.request(record["key"]), state=part["state"], by=cast.person(part["focal_point"]))
    requests.endorse_request(cast.request(record["key"]), by=cast.person(step["by"]))


def _return(cast: Cast, record: Record, step: Record) -> None:
    missing = "\n".join([step["reason"], *(f"– {point}" for point in record["returned_points"])])
    screening.return_request(cast.request(record["key"]), missing=missing, by=cast.person(step["by"]))


def _screen(cast: Cast, record: Record, step: Record) -> None:
    found = record["screening"]
    screening.screen_request(
        cast.request(record["key"]), result=found["result"], reasons=step.get("reason") or found["reasons"],
        answers={name: found[name] for name in screening.QUESTIONS}, by=cast.person(step["by"]),
        referral=record.get("referral", {}).get("text", ""),
    )  # fmt: skip


def propose_assessment(cast: Cast, record: Record, step: Record) -> None:
    found = record["assessment"]
    request = cast.request(record["key"])
    screening.propose_assessment(request, mode=found["mode"], terms=found["terms"], by=cast.person(step["by"]))


def report_assessment(cast: Cast, record: Record, step: Record) -> None:
    found = record["assessment"]
    screening.report_assessment(
        cast.request(record["key"]), consulted=found["consulted"], report=found["report"], by=cast.person(step["by"])
    )


def _simple(verb: Callable[..., object], **words: str) -> Act:
    """An act that needs no more than the request, the person and, under the verb's own ``words``, the step's text."""

    def act(cast: Cast, record: Record, step: Record) -> None:
        given = {name: step[key] for name, key in words.items()}
        verb(cast.request(record["key"]), by=cast.person(step["by"]), **given)

    return act


def _find_unmet(cast: Cast, record: Record, step: Record) -> None:
    settle()  # the verb asks how long the request has been open
    screening.find_unmet(cast.request(record["key"]), letter=step["reason"], by=cast.person(step["by"]))


ACTS: dict[str, Act] = {
    "endorse": _endorse,
    "submit": _simple(requests.submit_request),
    "acknowledge": _simple(screening.acknowledge_request),
    "return": _return,
    "admit": _screen,
    "decline": _screen,
    "assess": _simple(screening.agree_to_assessment),
    "approve_assessment": _simple(screening.approve_assessment),
    "circulate": _simple(screening.circulate_request),
    "find_unmet": _find_unmet,
    "hold": _simple(requests.hold_request, reason="reason"),
    "withdraw": _simple(requests.withdraw_request),
    "close": _simple(close_request),
}
