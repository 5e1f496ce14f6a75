"""My desk as one query object: what waits for me, what I wait for, what is due, what is new. Visibility comes first.

The lists together cost the same number of queries for one record and for a thousand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from comity.assistance.desk_acts import offer_act, plan_act, request_act
from comity.assistance.domain.notes import CONSULTED_ROLES
from comity.assistance.enums import OfferStatus, PlanStatus, RequestStatus, Side
from comity.assistance.models import Offer, Pairing, Plan, ProviderChoice, StakeholderNote, SupportRequest
from comity.assistance.news import News, news
from comity.assistance.reading import Reading, readings
from comity.assistance.turns import Turn, offer_turn, plan_turn, request_turn
from comity.kernel.roles import PROVIDER_ROLES, Role
from comity.kernel.visibility import Level

ENDED = (RequestStatus.DECLINED, RequestStatus.WITHDRAWN, RequestStatus.CLOSED)
OPEN_OFFERS = (OfferStatus.DRAFT, OfferStatus.CLEARED, OfferStatus.SUBMITTED, OfferStatus.CONSIDERED)
WITH_PLAN = (RequestStatus.PLANNING, RequestStatus.IN_DELIVERY)
WITH_REQUEST = (PlanStatus.AGREED, PlanStatus.COMPLETED)  # the request, which has the time limit, is on the desk
PLANS_ENDED = (PlanStatus.CLOSED, PlanStatus.TERMINATED)
SOON = timedelta(days=60)  # how long before its day a pairing's twelve-month return is announced


@dataclass(frozen=True)
class Line:
    """One record on the desk. ``act``: what the person may do now, in words; empty where others have the turn."""

    kind: str  # request, offer, plan, pairing
    record: Any
    reading: Reading
    title: str
    turn: Turn
    act: str
    path: str  # without language and host

    @property
    def mine(self) -> bool:
        return bool(self.act)

    @property
    def code(self) -> str:
        return self.reading.request.code or ""

    @property
    def last_day(self) -> date | None:
        return self.turn.last_day

    @property
    def order(self) -> tuple[date, str]:
        return (self.last_day or date.max, self.code)


class Desk:
    """The desk of one person. Lines are :class:`Line`, sorted by last day; those without a limit come last."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.roles: frozenset[str] = user.roles()
        self.own_organisations: frozenset[int] = user.organisations(*PROVIDER_ROLES)

    @cached_property
    def readings(self) -> dict[int, Reading]:
        """Private readings of requests that go on, by primary key: what only the public reads is in the register."""
        rows = SupportRequest.objects.visible_to(self.user).exclude(status__in=ENDED)
        rows = rows.select_related("state", "authority").prefetch_related("assessments", "states", "closure_views")
        found = readings(rows.order_by("-id"), self.user)
        return {one.request.pk: one for one in found if one.is_private}

    @cached_property
    def lines(self) -> list[Line]:
        found = [*self._requests(), *self._offers(), *self._plans(), *self._pairings()]
        return sorted(found, key=lambda line: line.order)

    @property
    def waiting_for_me(self) -> list[Line]:
        return [line for line in self.lines if line.mine]

    @property
    def waiting_for_others(self) -> list[Line]:
        return [line for line in self.lines if not line.mine and line.turn.roles]

    @property
    def due(self) -> list[Line]:
        """Everything with a last day, earliest first, whoever has the turn."""
        return [line for line in self.lines if line.last_day]

    @cached_property
    def news(self) -> News:
        return news(self.user)

    @cached_property
    def restricted_notes(self) -> int:
        """How many comments in confidence safeguarding may read; 0 for everybody else."""
        if Role.SAFEGUARDING not in self.roles:
            return 0
        return StakeholderNote.objects.visible_to(self.user).filter(level=Level.RESTRICTED).count()

    @property
    def may_start(self) -> bool:
        """Whether the person may begin a request."""
        return bool(self.user.states(Role.STATE_PREPARER, Role.STATE_FOCAL_POINT))

    # Requests

    def _requests(self) -> Iterator[Line]:
        for reading in self.readings.values():
            request = reading.request
            turn = request_turn(request)
            act = request_act(reading, turn, self)
            if (act or self._follows(reading)) and not self._is_with_plan(request):
                yield Line(
                    "request",
                    request,
                    reading,
                    str(reading.content["title"]),
                    turn,
                    act,
                    f"/desk/requests/{request.pk}/",
                )

    def _follows(self, reading: Reading) -> bool:
        """Whether the person waits for the request itself: providers wait for their own offers and plans instead."""
        return reading.scope in ("own", "coordinator")

    def _is_with_plan(self, request: SupportRequest) -> bool:
        """While a plan is written or delivered, the plan is on the desk and the request would only repeat it."""
        return request.status in WITH_PLAN and any(plan.request_id == request.pk for plan in self.plans)

    @cached_property
    def invited(self) -> set[int]:
        """Requests on which the person's organisation is invited to comment and has not commented."""
        mine = self.user.organisations(*CONSULTED_ROLES)
        if not mine:
            return set()
        asked = ProviderChoice.objects.filter(kind=ProviderChoice.Kind.CONSULTED, organisation__in=mine)
        said = StakeholderNote.objects.filter(organisation__in=mine).values_list("request", flat=True)
        return set(asked.values_list("request", flat=True)) - set(said)

    @cached_property
    def written_on(self) -> set[int]:
        """Requests on which the person wrote, and which somebody else must therefore endorse and submit."""
        return set(SupportRequest.objects.filter(contributors__user=self.user.pk).values_list("pk", flat=True))

    # Offers, plans and the return after twelve months

    @cached_property
    def offers(self) -> list[Offer]:
        rows = Offer.objects.visible_to(self.user).filter(request__in=list(self.readings))
        return list(rows.select_related("provider", "request"))

    @property
    def answered(self) -> set[int]:
        """Requests for which an own organisation has an offer, in whatever state."""
        return {offer.request_id for offer in self.offers if offer.provider_id in self.own_organisations}

    def _offers(self) -> Iterator[Line]:
        for offer in self.offers:
            if offer.status in OPEN_OFFERS:
                turn, reading = offer_turn(offer), self.readings[offer.request_id]
                act = offer_act(offer, turn, self)
                yield Line("offer", offer, reading, offer.title, turn, act, f"/desk/offers/{offer.pk}/")

    @cached_property
    def plans(self) -> list[Plan]:
        rows = (
            Plan.objects.visible_to(self.user).filter(request__in=list(self.readings)).exclude(status__in=PLANS_ENDED)
        )
        return list(rows.select_related("request").prefetch_related("components", "acceptances"))

    def _plans(self) -> Iterator[Line]:
        for plan in self.plans:
            if plan.status in WITH_REQUEST:
                continue
            turn, reading = plan_turn(plan), self.readings[plan.request_id]
            title = _("Plan: %(title)s") % {"title": reading.content["title"]}
            yield Line("plan", plan, reading, title, turn, plan_act(plan, turn, self), f"/desk/plans/{plan.pk}/")

    def _pairings(self) -> Iterator[Line]:
        """Offers whose pairings come up for their return; gone once the person's side has given its update."""
        soon = timezone.localdate() + SOON
        accepted = [offer.pk for offer in self.offers if offer.status in (OfferStatus.ACCEPTED, OfferStatus.IN_PART)]
        rows = Pairing.objects.filter(offer__in=accepted, review_on__lte=soon).select_related("offer")
        shown: set[int] = set()
        for pairing in rows.order_by("review_on", "id").prefetch_related("updates"):
            reading = self.readings[pairing.offer.request_id]
            own = pairing.offer.provider_id in self.own_organisations
            side = Side.PROVIDER if own else Side.STATE
            given = any(update.side == side for update in pairing.updates.all())
            if given or pairing.offer.pk in shown:
                continue
            shown.add(pairing.offer.pk)
            turn = Turn((Role.STATE_FOCAL_POINT, Role.PROVIDER_CLEARER), pairing.review_on)
            act = _("Give the twelve-month update") if own or reading.scope == "own" else ""
            yield Line("pairing", pairing, reading, pairing.offer.title, turn, act, self._path(pairing))

    def _path(self, pairing: Pairing) -> str:
        """The plan, where updates are given; the offer as long as there is none."""
        plan = next((plan for plan in self.plans if plan.request_id == pairing.offer.request_id), None)
        return f"/desk/plans/{plan.pk}/" if plan else f"/desk/offers/{pairing.offer_id}/"  # type: ignore[attr-defined]
