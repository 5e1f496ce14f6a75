"""What the coordinator does with a request, always within the State's consent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.assistance.domain.consents import own_focal_point
from comity.assistance.domain.machines import REQUEST
from comity.assistance.enums import RequestStatus
from comity.assistance.models import Assessment, Screening, SupportRequest
from comity.kernel import audit, consents
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.kernel.models import Consent
from comity.kernel.roles import Capacity, Person, Role, held, identity
from comity.kernel.transitions import Step, lock, transition


@dataclass(frozen=True)
class Question:
    code: str
    text: Any


# Three separate tests, as the request systems of the climate field keep them; see docs/explanation.
QUESTIONS: Mapping[str, Sequence[Question]] = {
    "eligibility": (
        Question("state-act", gettext_lazy("Does the State itself ask, through its focal point?")),
        Question(
            "human-rights", gettext_lazy("Does the request serve a human rights obligation, recommendation or pledge?")
        ),
        Question("capacity", gettext_lazy("Will national capacity be stronger afterwards?")),
        Question("monitoring", gettext_lazy("Is there a monitoring arrangement in the country?")),
    ),
    "prioritisation": (
        Question("vulnerable", gettext_lazy("Are girls and the groups in the most vulnerable situations reached?")),
        Question("consulted", gettext_lazy("Did institutions, civil society and children take part?")),
        Question(
            "ldc-sids", gettext_lazy("Is the State a least developed country or a small island developing State?")
        ),
        Question("linked", gettext_lazy("Does it build on what is already being done?")),
    ),
    "balance": (
        Question("region", gettext_lazy("Does support reach all regions evenly?")),
        Question("area", gettext_lazy("Does support reach all need areas evenly?")),
    ),
}


def coordinator(by: Person) -> Capacity:
    found = held(by.capacities(), (Role.COORDINATOR,))
    if not found:
        raise NotEntitled(_("Only the coordinator can do this."))
    return found[0]


def acknowledge_request(request: SupportRequest, *, by: Person, expected: int | None = None) -> Step:
    return transition(REQUEST, request, "acknowledge", by=by, expected=expected)


def return_request(request: SupportRequest, *, missing: str, by: Person, expected: int | None = None) -> Step:
    """Return the request with the list of missing points; the State's text is not touched."""
    return transition(REQUEST, request, "return", by=by, expected=expected, reason=missing)


@transaction.atomic
def screen_request(
    request: SupportRequest, *, result: str, reasons: str, answers: Mapping[str, Sequence[Mapping[str, str]]],
    by: Person, referral: str = "", expected: int | None = None,
) -> Step:  # fmt: skip
    """Find a request admissible or decline it, with reasons that go to the focal point (rule R4).

    ``answers`` holds, for each of the three lists, rows of {"question", "answer": yes|no|unknown, "note"}.
    """
    coordinator(by)
    if not reasons.strip():
        raise Incomplete(_("Give the reasons: a decision without reasons is not possible."))
    for name, questions in QUESTIONS.items():
        given = {row.get("question"): row.get("answer") for row in answers.get(name, ())}
        if any(given.get(question.code) not in ("yes", "no", "unknown") for question in questions):
            raise Incomplete(_("Answer every question of the three lists; “not known” is an answer."))
    arrow = "admit" if result == Screening.Result.ADMISSIBLE else "decline"
    step = transition(REQUEST, request, arrow, by=by, expected=expected, reason=reasons, screening=True)
    if step.changed:
        Screening.objects.create(
            request=step.record, version=step.record.version, eligibility=list(answers["eligibility"]),
            prioritisation=list(answers["prioritisation"]), balance=list(answers["balance"]), result=result,
            reasons=reasons.strip(), referral=referral.strip(), by_id=identity(by),
        )  # fmt: skip
    return step


@transaction.atomic
def propose_assessment(request: SupportRequest, *, mode: str, terms: str, by: Person) -> Assessment:
    """Propose a needs assessment; nothing happens before the State consents."""
    fresh: SupportRequest = lock(REQUEST, request)
    capacity = coordinator(by)
    if fresh.status != RequestStatus.ADMISSIBLE:
        raise NotPossible(_("A needs assessment is proposed for an admissible request."))
    if fresh.assessments.filter(approved_at__isnull=True).exists():
        raise NotPossible(_("A needs assessment is proposed already."))
    if not terms.strip():
        raise Incomplete(_("Write the terms of reference."))
    assessment = Assessment.objects.create(request=fresh, mode=mode, terms=terms)
    Consent.objects.create(
        subject_type="request",
        subject=fresh.pk,
        version_hash=fresh.version_hash,
        state=fresh.state_id,
        scope="assessment",
    )
    audit.append(by=capacity, action="request.propose_assessment", subject_type="request", subject=fresh.pk)
    return assessment


@transaction.atomic
def agree_to_assessment(request: SupportRequest, *, by: Person, expected: int | None = None) -> Step:
    """The State consents to the proposed assessment, and it begins."""
    step = transition(REQUEST, request, "assess", by=by, expected=expected)
    if step.changed:
        fresh: SupportRequest = step.record
        consents.give(
            subject_type="request",
            subject=fresh,
            version_hash=fresh.version_hash,
            state=fresh.state_id,
            scope="assessment",
            by=by,
        )
    return step


@transaction.atomic
def report_assessment(request: SupportRequest, *, consulted: str, report: str, by: Person) -> Assessment:
    """Hand the report to the State; providers see nothing of it before the State approved it."""
    fresh: SupportRequest = lock(REQUEST, request)
    capacity = coordinator(by)
    if fresh.status != RequestStatus.ASSESSING:
        raise NotPossible(_("No needs assessment is under way."))
    if not (consulted.strip() and report.strip()):
        raise Incomplete(_("Write the report and say who was consulted."))
    assessment: Assessment = fresh.assessments.latest("id")
    assessment.consulted, assessment.report, assessment.reported_at = consulted, report, timezone.now()
    assessment.save()
    audit.append(by=capacity, action="request.report_assessment", subject_type="request", subject=fresh.pk)
    return assessment


@transaction.atomic
def approve_assessment(request: SupportRequest, *, by: Person, expected: int | None = None) -> Step:
    """The State approves the report; only then the request opens for offers."""
    own_focal_point(request, by)
    step = transition(REQUEST, request, "approve_assessment", by=by, expected=expected)
    if step.changed:
        step.record.assessments.filter(reported_at__isnull=False).update(approved_at=timezone.now())
    return step


def circulate_request(request: SupportRequest, *, by: Person, expected: int | None = None) -> Step:
    return transition(REQUEST, request, "circulate", by=by, expected=expected)


def find_unmet(request: SupportRequest, *, letter: str, by: Person, expected: int | None = None) -> Step:
    """Nobody answered in time: the coordinator's letter to the focal point is the reason of the step."""
    return transition(REQUEST, request, "find_unmet", by=by, expected=expected, reason=letter)
