"""Which organisations an audience means today: what a State is told before it consents."""

from dataclasses import dataclass

from django.utils import timezone

from comity.assistance.enums import Audience
from comity.assistance.models import SupportRequest
from comity.assistance.models.visibility import NO_CONTENT_ROLES, UN_TYPES
from comity.people.models import Membership, Organisation
from comity.people.queries import providers


@dataclass(frozen=True)
class Reach:
    """``named``: the organisations where the State names them; otherwise ``number`` says how many there are today."""

    named: tuple[Organisation, ...]
    consulted: tuple[Organisation, ...]
    number: int


def reach(request: SupportRequest, audience: str) -> Reach:
    """Whom the request reaches, if circulated to ``audience``. Organisations the State excludes do not count."""
    choices = list(request.choices.select_related("organisation"))
    of_kind = {kind: [c.organisation for c in choices if c.kind == kind] for kind in ("named", "consulted", "excluded")}
    named = tuple(of_kind["named"]) if audience == Audience.NAMED else ()
    excluded = [organisation.pk for organisation in of_kind["excluded"]]
    return Reach(named, tuple(of_kind["consulted"]), len(named) or _number(audience, excluded))


def _number(audience: str, excluded: list[int]) -> int:
    if audience == Audience.UN_AGENCIES:
        return providers().filter(type__in=UN_TYPES).exclude(pk__in=excluded).count()
    if audience in (Audience.PARTICIPANTS, Audience.PUBLIC):
        valid = Membership.objects.valid_on(timezone.localdate()).exclude(role__in=list(NO_CONTENT_ROLES))
        return Organisation.objects.filter(pk__in=valid.values("organisation")).exclude(pk__in=excluded).count()
    return 0
