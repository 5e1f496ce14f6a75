"""Who may write which voice on what, and which rules of publication each kind of voice has (permission)."""

from collections.abc import Iterable

from comity.commitments.models import Recommendation, Voice
from comity.commitments.models.voice import UNITED_NATIONS
from comity.kernel.roles import Capacity, Person, Role
from comity.kernel.visibility import Level

Kind, Rule = Voice.Kind, Voice.Rule

KIND_OF_ROLE = {
    Role.STATE_PREPARER: Kind.STATE,
    Role.STATE_FOCAL_POINT: Kind.STATE,
    Role.NHRI: Kind.NHRI,
    Role.CIVIL_SOCIETY: Kind.CIVIL_SOCIETY,
    Role.FACILITATOR: Kind.CHILDREN,
    Role.COORDINATOR: Kind.UN,
    Role.MECHANISM_STAFF: Kind.UN,
    Role.PROVIDER_OFFICER: Kind.UN,
    Role.PROVIDER_CLEARER: Kind.UN,
}
WRITERS = tuple(KIND_OF_ROLE)
PREPARERS = (Role.STATE_PREPARER, Role.PROVIDER_OFFICER)  # write and submit; somebody else publishes
PUBLISHERS = tuple(role for role in WRITERS if role not in PREPARERS)
PROVIDERS = (Role.PROVIDER_OFFICER, Role.PROVIDER_CLEARER)

# What a government or an institution of which there is one says cannot be without a name: its kind would give it away.
RULES: dict[str, tuple[Rule, ...]] = {
    Kind.STATE: (Rule.NAMED,),
    Kind.NHRI: (Rule.NAMED, Rule.FOLLOW_UP, Rule.CONFIDENCE),
    Kind.CIVIL_SOCIETY: (Rule.NAMED, Rule.UNNAMED, Rule.FOLLOW_UP, Rule.CONFIDENCE),
    Kind.UN: (Rule.NAMED, Rule.FOLLOW_UP, Rule.CONFIDENCE),
    Kind.CHILDREN: (Rule.NAMED, Rule.UNNAMED, Rule.FOLLOW_UP, Rule.CONFIDENCE),
}
LEVELS = {
    Rule.NAMED: Level.PUBLIC,
    Rule.UNNAMED: Level.PUBLIC,
    Rule.FOLLOW_UP: Level.CONCERNED,
    Rule.CONFIDENCE: Level.RESTRICTED,
}


def kind_of(capacity: Capacity) -> str:
    """The kind of voice that this capacity writes; empty where it writes none."""
    if capacity.role in PROVIDERS and capacity.organisation_type not in UNITED_NATIONS:
        return ""
    return KIND_OF_ROLE[Role(capacity.role)] if capacity.role in WRITERS else ""


def concerns(capacity: Capacity, states: Iterable[str]) -> bool:
    """A State and its institution speak of their own State's recommendations; everybody else of all."""
    return kind_of(capacity) not in (Kind.STATE, Kind.NHRI) or capacity.state in set(states)


def writing_capacities(by: Person, recommendation: Recommendation) -> list[Capacity]:
    """The capacities in which ``by`` may write on this recommendation, one a kind of voice."""
    able = [c for c in by.capacities() if kind_of(c) and concerns(c, recommendation.states)]
    return list({kind_of(capacity): capacity for capacity in reversed(able)}.values())[::-1]


def stands_for(voice: Voice, capacity: Capacity) -> bool:
    """A voice belongs to the body that wrote it; the State's entry to the State, whichever ministry wrote it."""
    if not kind_of(capacity) or kind_of(capacity) != voice.kind:
        return False
    if voice.kind == Kind.STATE:
        return capacity.state == voice.state
    return voice.organisation_id is not None and capacity.organisation_id == voice.organisation_id
