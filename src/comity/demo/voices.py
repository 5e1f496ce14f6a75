"""Voices, submissions and treaty reports of the demonstration, each step by the person entitled to it."""

from typing import Any

from comity.commitments.domain import contacts, submissions, voices
from comity.commitments.domain.receipts import code_for
from comity.commitments.domain.treaty_reports import record_report_due, record_report_submitted
from comity.commitments.models import Recommendation, Submission, Voice
from comity.demo.cast import Cast
from comity.demo.content import load
from comity.demo.days import day
from comity.kernel.roles import Role
from comity.people.models import User
from comity.reference.models import Instrument, State

Record = dict[str, Any]


def write(cast: Cast, record: Record, step: Record) -> None:
    del step
    recommendations = list(Recommendation.objects.filter(key__in=record["recommendations"]).order_by("pk"))
    voice = voices.write_voice(
        by=cast.person(record["by"]), recommendations=recommendations, groups=record.get("groups", ()),
        **{name: record[name] for name in ("text", "rule", "language", "sources")},
    )  # fmt: skip
    cast.voices[record["key"]] = voice.pk


def act(cast: Cast, record: Record, step: Record) -> None:
    """A step of a voice: submit, check, publish or withdraw; by its author where the content names nobody."""
    voice = Voice.objects.get(pk=cast.voices[record["key"]])
    by = cast.person(step["by"] or record["by"])
    if step["act"] == "check":
        voices.check_findings(voice, by=by)
        return
    {"submit": voices.submit_voice, "publish": voices.publish_voice, "withdraw": voices.withdraw_voice}[step["act"]](
        voice, by=by
    )


def tell(_cast: Cast, record: Record, step: Record) -> None:
    """Somebody without account; their receipt is forgotten with the form."""
    del step
    submissions.receive_submission(
        recommendation=Recommendation.objects.get(key=record["recommendation"]), receipt=code_for(record["key"]),
        **{name: record[name] for name in ("text", "sources", "language", "contact", "concern", "may_publish")},
    )  # fmt: skip


def weigh(cast: Cast, record: Record, step: Record) -> None:
    found = submissions.by_receipt(code_for(record["key"]))
    if found is None:
        raise LookupError(f"The submission “{record['key']}” was not told before it was weighed.")
    officer = _officer(cast)
    if step["act"] == "publish":
        submissions.publish_submission(found, by=officer)
    elif step["act"] == "ask":
        contacts.ask_for_contact(found, reason=step["by"], by=officer)
    else:
        submissions.triage_submission(found, finding=step["act"], answer=step["by"], by=officer)


def _officer(cast: Cast) -> User:
    return next(person for person in cast.people.values() if Role.SAFEGUARDING in person.roles())


def settle_days() -> None:
    """Submissions keep a day, not an hour: set back to the day of the story."""
    for record in load("submissions"):
        found = submissions.by_receipt(code_for(record["key"]))
        if found:
            Submission.objects.filter(pk=found.pk).update(received_on=day(record["day"]))


def report(cast: Cast, record: Record, step: Record) -> None:
    del step
    where: dict[str, Any] = {
        "state": State.objects.get(pk=record["state"]), "instrument": Instrument.objects.get(pk=record["instrument"]),
        "by": cast.person(record["by"]),
    }  # fmt: skip
    if record["submitted_day"] is None:
        record_report_due(due_on=day(int(record["due_day"])), **where)
    else:
        record_report_submitted(submitted_on=day(int(record["submitted_day"])), symbol=record["symbol"], **where)
