"""Each request travels to its state through the domain's verbs, as the persons whose turn each step is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from comity.assistance.domain import consents, requests, screening
from comity.assistance.models import SupportRequest
from comity.demo.days import happened, moment
from comity.demo.screenings import answers
from comity.kernel.models import Notification
from comity.kernel.roles import Role
from comity.people.models import User


@dataclass
class Journey:
    """One request of the content on its way: ``record`` as written, ``people`` by e-mail address."""

    record: dict[str, Any]
    request: SupportRequest
    people: dict[str, User]

    def travel(self) -> None:
        """Take every step of the content's history, each on its day."""
        for step in self.record["history"]:
            with happened(step["day"]):
                STEPS[step["to"]](self, step)
            self.request.refresh_from_db()
            if step["to"] == "submitted":
                self._number_by_year(step["day"])

    @property
    def focal_point(self) -> User:
        return self.people[self.record["focal_point"]]

    @property
    def coordinator(self) -> User:
        return next(person for person in self.people.values() if Role.COORDINATOR in person.roles())

    def _number_by_year(self, day: int) -> None:
        """The code says the year of submission; the story's, not the builder's."""
        given, year = self.request.code or "", moment(day).year
        start = f"REQ-{self.request.state_id}-{year}-"
        if given.startswith(start):
            return
        self.request.code = f"{start}{SupportRequest.objects.filter(code__startswith=start).count() + 1}"
        self.request.save(update_fields=["code"])
        Notification.objects.filter(code=given).update(code=self.request.code)


def _endorse(journey: Journey, step: dict[str, Any]) -> None:
    for part in journey.record.get("participations", ())[1:]:
        consents.join_request(journey.request, state=part["state"], by=journey.people[part["focal_point"]])
    journey.request.refresh_from_db()
    requests.endorse_request(journey.request, by=journey.people[step["by"]])


def _submit(journey: Journey, step: dict[str, Any]) -> None:
    requests.submit_request(journey.request, by=journey.people[step["by"]])


def _acknowledge(journey: Journey, step: dict[str, Any]) -> None:
    screening.acknowledge_request(journey.request, by=journey.people[step["by"]])


def _return(journey: Journey, step: dict[str, Any]) -> None:
    missing = "\n".join([step["reason"], *(f"– {point}" for point in journey.record["returned_points"])])
    screening.return_request(journey.request, missing=missing, by=journey.people[step["by"]])


def _screen(journey: Journey, step: dict[str, Any]) -> None:
    record = journey.record["screening"]
    screening.screen_request(
        journey.request, result=step["to"], reasons=step.get("reason") or record["reasons"],
        answers=answers(record, journey.request), referral=journey.record.get("referral", {}).get("reason", ""),
        by=journey.people[step["by"]],
    )  # fmt: skip


def _assess(journey: Journey, step: dict[str, Any]) -> None:
    record = journey.record["assessment"]
    screening.propose_assessment(
        journey.request, mode=record["mode"], terms=record["terms"], by=journey.people[step["by"]]
    )
    screening.agree_to_assessment(journey.request, by=journey.focal_point)


def _open(journey: Journey, step: dict[str, Any]) -> None:
    if journey.request.status == "assessing":
        record = journey.record["assessment"]
        screening.report_assessment(
            journey.request, consulted=record["consulted"], report=record["report"], by=journey.people[step["by"]]
        )
        screening.approve_assessment(journey.request, by=journey.focal_point)
    else:
        screening.circulate_request(journey.request, by=journey.people[step["by"]])


def _find_unmet(journey: Journey, step: dict[str, Any]) -> None:
    screening.find_unmet(journey.request, letter=step["reason"], by=journey.people[step["by"]])


def _hold(journey: Journey, step: dict[str, Any]) -> None:
    requests.hold_request(journey.request, reason=step["reason"], by=journey.people[step["by"]])


def _withdraw(journey: Journey, step: dict[str, Any]) -> None:
    requests.withdraw_request(journey.request, by=journey.people[step["by"]])


STEPS: dict[str, Callable[[Journey, dict[str, Any]], None]] = {
    "endorsed": _endorse,
    "submitted": _submit,
    "acknowledged": _acknowledge,
    "returned": _return,
    "admissible": _screen,
    "declined": _screen,
    "assessing": _assess,
    "open": _open,
    "unmet": _find_unmet,
    "on_hold": _hold,
    "withdrawn": _withdraw,
}
