"""Which requests a reader may know of (rules R1, R10, R13). Fail-closed: without a live consent, only the State.

What of a request the reader may read is a second question, answered in :mod:`comity.assistance.reading`.
"""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from comity.assistance.enums import Audience, Extent, OfferStatus, RequestStatus
from comity.kernel.models import Consent
from comity.kernel.roles import PROVIDER_ROLES, Role
from comity.kernel.visibility import VisibleQuerySet
from comity.people.enums import OrganisationType

if TYPE_CHECKING:
    from comity.assistance.models.request import SupportRequest  # noqa: F401 - a name for the type checker only

INSIDE = (RequestStatus.DRAFT, RequestStatus.ENDORSED, RequestStatus.WITHDRAWN)
BEFORE_CIRCULATION = (
    RequestStatus.SUBMITTED, RequestStatus.ACKNOWLEDGED, RequestStatus.RETURNED, RequestStatus.ADMISSIBLE,
    RequestStatus.DECLINED, RequestStatus.ASSESSING,
)  # fmt: skip
UN_TYPES = (OrganisationType.UN_ENTITY, OrganisationType.UN_COUNTRY_TEAM, OrganisationType.UN_COORDINATOR)
ACCEPTED = (OfferStatus.ACCEPTED, OfferStatus.IN_PART)
NO_CONTENT_ROLES = frozenset({Role.ADMINISTRATOR})


def live(scope: str, **where: Any) -> Exists:
    """Whether the request of the outer query has a live consent in ``scope`` for its present version."""
    consents: QuerySet[Consent] = Consent.objects.live().filter(
        subject_type="request", subject=OuterRef("pk"), version_hash=OuterRef("version_hash"), scope=scope,
        state=OuterRef("state"), **where,
    )  # fmt: skip
    return Exists(consents)


class RequestQuerySet(VisibleQuerySet["SupportRequest"]):
    def of_state(self, user: Any) -> "RequestQuerySet":
        """Requests of the States for which ``user`` prepares or decides, in any status."""
        states = user.states(Role.STATE_PREPARER, Role.STATE_FOCAL_POINT) if user.is_authenticated else ()
        return self.filter(
            Q(state__in=states) | Q(states__state__in=states, states__standing__in=["invited", "joined"])
        ).distinct()

    def published(self) -> "RequestQuerySet":
        """Requests that the State let the public know of, as things stand today."""
        wide = live(Consent.Scope.PUBLICATION, extent__in=[Extent.TITLE_AREA, Extent.SUMMARY, Extent.FULL])
        return self.exclude(status__in=INSIDE).exclude(on_hold_inside()).filter(wide)

    def circulated_to(self, user: Any) -> "RequestQuerySet":
        """Requests that reached ``user`` as a provider, participant, invited body or coordinator, by a live consent."""
        reach = _reach(user)
        if reach is None:
            return self.none()
        return self.exclude(status__in=INSIDE).filter(live(Consent.Scope.SUBMISSION)).filter(reach)

    def visible_to(self, user: Any) -> "RequestQuerySet":
        """Every request that ``user``, signed in or not, may know to exist."""
        ids = Q(pk__in=self.published().values("pk"))
        if getattr(user, "is_authenticated", False):
            ids |= Q(pk__in=self.of_state(user).values("pk"))
            ids |= Q(pk__in=self.circulated_to(user).values("pk"))
        return self.filter(ids)


def on_hold_inside() -> Q:
    """On hold since before submission does not exist; kept apart so that a new machine cannot open a hole."""
    return Q(status=RequestStatus.ON_HOLD, state_before__in=INSIDE)


def _reach(user: Any) -> Q | None:
    roles = user.roles() - NO_CONTENT_ROLES if getattr(user, "is_authenticated", False) else frozenset()
    if not roles:
        return None
    organisations = user.organisations(*(roles))
    reach = Q(pk__in=[])
    if Role.COORDINATOR in roles:
        reach |= Q(pk__isnull=False)
    after = ~Q(status__in=BEFORE_CIRCULATION) & ~Q(status=RequestStatus.ON_HOLD, state_before__in=BEFORE_CIRCULATION)
    asked = user.organisations(*PROVIDER_ROLES)
    excluded = Q(choices__kind="excluded", choices__organisation__in=organisations)
    audiences = [Audience.PARTICIPANTS, Audience.PUBLIC]
    if any(c.organisation_type in UN_TYPES for c in user.capacities() if c.role in PROVIDER_ROLES):
        audiences.append(Audience.UN_AGENCIES)
    wide = Q(live(Consent.Scope.SUBMISSION, audience__in=audiences)) & ~Q(pk__in=_with(excluded))
    named = Q(pk__in=_with(Q(choices__kind="named", choices__organisation__in=asked))) & Q(
        live(Consent.Scope.SUBMISSION, audience=Audience.NAMED)
    )
    paired = Q(pk__in=_with(Q(offers__provider__in=asked, offers__status__in=ACCEPTED)))
    consulted = Q(pk__in=_with(Q(choices__kind="consulted", choices__organisation__in=organisations)))
    return reach | (after & (wide | named | paired)) | consulted


def _with(condition: Q) -> "QuerySet[Any, Any]":
    """Primary keys of the requests that meet ``condition`` over a many-valued relation, without multiplying rows."""
    from comity.assistance.models.request import SupportRequest  # noqa: PLC0415 - the model needs this module first

    return SupportRequest._base_manager.filter(condition).values("pk")
