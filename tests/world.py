"""A small world for tests: two States, a coordinator, providers, consulted bodies; each person in one role.

Reads like a story: ``world.focal_point`` endorses what ``world.preparer`` wrote.
"""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from comity.assistance.domain import offers, plans, requests, screening
from comity.assistance.models import (
    CommitmentLink,
    ConsultationRecord,
    NeedItem,
    Offer,
    Plan,
    PreparingBody,
    ProviderChoice,
    SupportRequest,
)
from comity.kernel.roles import Role
from comity.people.enums import OrganisationType as Kind
from comity.people.models import Membership, Organisation, User
from comity.reference.models import State
from comity.reference.vocabulary import ConsultationCategory

YESTERDAY = timedelta(days=1)


def state(code: str, name: str) -> State:
    return State.objects.get_or_create(
        code=code,
        defaults={"iso2": code[:2], "m49": "", "names": dict.fromkeys(("ar", "en", "es", "fr", "ru", "zh"), name)},
    )[0]


def organisation(code: str, kind: str, of: State | None = None) -> Organisation:
    return Organisation.objects.create(
        code=code, names={"en": code.title(), "ar": f"منظمة {code}"}, type=kind, state=of
    )


def person(role: str, at: Organisation, *, name: str = "", **membership: Any) -> User:
    address = f"{name or role}.{at.code}@example.org".lower()
    user = User.objects.create_user(address, "correct horse battery", title=f"{Role(role).label}, {at.code}")
    Membership.objects.create(
        user=user, organisation=at, role=role, valid_from=timezone.localdate() - YESTERDAY, **membership
    )
    return user


def build() -> SimpleNamespace:
    """The world: States SVN and NOR; organisations by code; people by what they do."""
    w = SimpleNamespace(slovenia=state("SVN", "Slovenia"), norway=state("NOR", "Norway"))
    w.ministry = organisation("ministry", Kind.STATE_AGENCY, w.slovenia)
    w.mission = organisation("mission", Kind.STATE_MISSION, w.slovenia)
    w.other_mission = organisation("other-mission", Kind.STATE_MISSION, w.norway)
    w.office = organisation("office", Kind.UN_COORDINATOR)
    w.agency = organisation("agency", Kind.UN_ENTITY)
    w.second_agency = organisation("second-agency", Kind.UN_ENTITY)
    w.foundation = organisation("foundation", Kind.FOUNDATION)
    w.institution = organisation("institution", Kind.NHRI, w.slovenia)
    w.society = organisation("society", Kind.CIVIL_SOCIETY, w.slovenia)
    w.preparer = person(Role.STATE_PREPARER, w.ministry)
    w.focal_point = person(Role.STATE_FOCAL_POINT, w.mission)
    w.alternate = person(Role.STATE_FOCAL_POINT, w.mission, name="alternate")
    w.other_focal_point = person(Role.STATE_FOCAL_POINT, w.other_mission)
    w.other_preparer = person(Role.STATE_PREPARER, w.other_mission)
    w.coordinator = person(Role.COORDINATOR, w.office)
    w.administrator = person(Role.ADMINISTRATOR, w.office)
    w.officer = person(Role.PROVIDER_OFFICER, w.agency)
    w.clearer = person(Role.PROVIDER_CLEARER, w.agency)
    w.second_officer = person(Role.PROVIDER_OFFICER, w.second_agency)
    w.second_clearer = person(Role.PROVIDER_CLEARER, w.second_agency)
    w.private_officer = person(Role.PROVIDER_OFFICER, w.foundation)
    w.nhri = person(Role.NHRI, w.institution)
    w.ngo = person(Role.CIVIL_SOCIETY, w.society)
    w.academic = person(Role.ACADEMIA_BUSINESS, organisation("university", Kind.ACADEMIA))
    w.safeguarding = person(Role.SAFEGUARDING, w.office)
    w.secretary = person(Role.FUND_SECRETARY, w.office)
    w.trustee = person(Role.TRUSTEE, w.office)
    w.editor = person(Role.EDITOR, w.office)
    w.mechanism = person(Role.MECHANISM_STAFF, w.office)
    w.facilitator = person(Role.FACILITATOR, w.society)
    w.steward = person(Role.DATA_STEWARD, w.agency)
    return w


def fresh(user: User) -> User:
    """The person as a new request of the web would load them: memberships read anew."""
    return User.objects.get(pk=user.pk)


def draft(w: SimpleNamespace, *, marker: str = "", audience: str = "un-agencies", extent: str = "summary",
needs: int = 2,
          report_use: str = "aggregated") -> SupportRequest:  # fmt: skip
    """A complete draft written by the preparer; ``marker`` stands in every text, so that a leak can be found."""
    say = f" {marker} {marker}" if marker else ""
    request = requests.start_request(state=w.slovenia, by=w.preparer)
    request = requests.write_request(
        request,
        by=w.preparer,
        changes={
            "authority": w.ministry, "focal_point": f"Counsellor{say}focal",
            "title": f"Teachers for distant schools{say}title",
            "summary": f"Teachers are needed{say}summary", "situation": f"Schools are far apart{say}situation",
            "impact": f"Schools closed{say}impact", "groups": {"girls": f"They leave first{say}groups"},
            "kinds": ["training"],
            "modalities": ["multilateral"], "national_contribution": f"Salaries{say}contribution",
            "known_funding": f"None{say}funding", "monitoring": f"Inspectorate{say}monitoring",
            "sustainability": f"In the budget law{say}sustainability", "audience": audience, "extent": extent,
            "report_use": report_use,
        },
    )  # fmt: skip
    for rank in range(1, needs + 1):
        need = NeedItem(
            rank=rank, area="teachers-capacity", description=f"Training{say}need", already_done=f"Two courses{say}done",
            done_by=f"Institute{say}doneby", expected_result=f"Better lessons{say}result",
            indicator=f"Share trained{say}indicator",
            baseline=f"10 %{say}baseline", kinds=["training"],
        )  # fmt: skip
        requests.save_part(request, need, by=w.preparer)
    requests.save_part(
        request,
        PreparingBody(name=f"Ministry{say}body", type=Kind.STATE_AGENCY, part=f"Wrote it{say}part"),
        by=w.preparer,
    )
    requests.save_part(request, CommitmentLink(kind="sdg-target", reference_code="4.c"), by=w.preparer)
    for category in ConsultationCategory.values:
        record = ConsultationRecord(category=category, who=f"Bodies{say}who", method=f"Meeting{say}method")
        requests.save_part(request, record, by=w.preparer)
    request.refresh_from_db()
    return request


def name_provider(w: SimpleNamespace, request: SupportRequest, provider: Organisation, kind: str = "named") -> None:
    requests.save_part(request, ProviderChoice(organisation=provider, kind=kind), by=w.preparer)


def submitted(w: SimpleNamespace, **choices: Any) -> SupportRequest:
    request = draft(w, **choices)
    requests.endorse_request(request, by=w.focal_point)
    step = requests.submit_request(SupportRequest.objects.get(pk=request.pk), by=w.focal_point)
    return step.record


ANSWERS = {
    name: [{"question": question.code, "answer": "yes", "note": ""} for question in questions]
    for name, questions in screening.QUESTIONS.items()
}


def opened(w: SimpleNamespace, **choices: Any) -> SupportRequest:
    """A request that was acknowledged, found admissible and circulated."""
    request = submitted(w, **choices)
    screening.acknowledge_request(request, by=w.coordinator)
    screening.screen_request(
        SupportRequest.objects.get(pk=request.pk), result="admissible", reasons="Clear and complete.", answers=ANSWERS,
        by=w.coordinator,
    )  # fmt: skip
    return screening.circulate_request(SupportRequest.objects.get(pk=request.pk), by=w.coordinator).record


OFFER_FIELDS = {
    "title": "Courses for teachers", "description": "Twenty courses", "modality": "multilateral", "in_kind": "Trainers",
    "contact": "Programme section",
}  # fmt: skip


def offered(w: SimpleNamespace, request: SupportRequest, *, officer: User | None = None, clearer: User | None = None,
            provider: Organisation | None = None, **fields: Any) -> Offer:  # fmt: skip
    """A cleared and submitted offer for all needs of the request."""
    values = {**OFFER_FIELDS, "valid_until": timezone.localdate() + timedelta(days=60), **fields}
    needs = {need.pk: "Courses" for need in request.needs.all()}
    offer = offers.draft_offer(
        request, provider=provider or w.agency, by=officer or w.officer, fields=values, needs=needs
    )
    offers.clear_offer(offer, by=clearer or w.clearer)
    return offers.submit_offer(offer, by=clearer or w.clearer).record


def accepted(w: SimpleNamespace, request: SupportRequest, **how: Any) -> Offer:
    offer = offered(w, request, **how)
    offers.consider_offer(offer, by=w.focal_point)
    return offers.accept_offer(offer, by=w.focal_point).record


def proposed(w: SimpleNamespace, request: SupportRequest) -> Plan:
    """A plan with one component for each accepted provider, the agency among them, put to both sides."""
    accepted(w, request)
    plan = plans.open_plan(SupportRequest.objects.get(pk=request.pk), by=w.coordinator)
    today = timezone.localdate()
    plan = plans.write_plan(
        plan, by=w.coordinator,
        fields={"aim": "Trained teachers", "starts_on": today, "ends_on": today + timedelta(days=300),
        "monitoring": "Twice a year"},
    )  # fmt: skip
    for component in plan.components.all():
        plans.write_component(
            plan, by=w.coordinator, provider=component.provider, fields={"title": "Courses",
            "description": "Twenty courses"},
            needs=[need.pk for need in request.needs.all()],
            outputs=[{"title": "Teachers trained", "indicator": "Number", "baseline": "0", "target": "400"}],
        )  # fmt: skip
    plans.propose_plan(plan, by=w.coordinator)
    return plans.put_plan_to_both(plan, by=w.coordinator).record


def active(w: SimpleNamespace, request: SupportRequest) -> Plan:
    plan = proposed(w, request)
    plans.accept_plan(plan, version_hash=plan.version_hash, by=w.focal_point)
    plans.accept_plan(plan, version_hash=plan.version_hash, by=w.clearer)
    return plans.activate_plan(Plan.objects.get(pk=plan.pk), by=w.coordinator).record
