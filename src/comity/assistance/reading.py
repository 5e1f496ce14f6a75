"""What of a request a reader gets: the question after visibility, answered in one place for every surface (rule R1).

The State reads its working text. Everybody else reads the frozen version that the State consented to, cut to what the
consent says. Pages, register, search, exports and mails all start from a ``Reading``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import prefetch_related_objects

from comity.assistance.domain.content import PARTS, TAKING_PART, request_content
from comity.assistance.enums import Extent, RequestStatus
from comity.assistance.models import RequestState, RequestVersion, SupportRequest
from comity.kernel.models import Consent
from comity.kernel.roles import Role

Scope = Literal["own", "coordinator", "circulated", "full", "summary", "title-area"]

TITLE_AREA = ("title", "states", "language")
SUMMARY = (*TITLE_AREA, "summary", "commitments", "kinds", "modalities", "starts_on", "ends_on")
FULL = (
    *SUMMARY, "authority", "situation", "impact", "impact_levels", "groups", "bodies", "consultations", "budget",
    "currency",
    "national_contribution", "known_funding", "monitoring", "sustainability",
)  # fmt: skip
SUMMARY_NEED = ("id", "rank", "area", "expected_result", "groups", "kinds", "sdg_targets", "right_aspect")
PROVIDER_CHOICES = ("preferred", "excluded")


@dataclass(frozen=True)
class Reading:
    """One request as one reader may read it; ``content`` holds what may be shown and nothing else."""

    request: SupportRequest
    scope: Scope
    content: dict[str, Any]

    @property
    def areas(self) -> list[str]:
        """Codes of the need areas, without repetition, in the State's order."""
        return list(dict.fromkeys(self.content.get("areas") or [need["area"] for need in self.content["needs"]]))

    @property
    def is_private(self) -> bool:
        """Whether the reader sees more than the public does."""
        return self.scope in ("own", "coordinator", "circulated")


def public_content(content: dict[str, Any], extent: str) -> dict[str, Any]:
    """Cut a frozen version to what ``extent`` lets the public read."""
    areas = list(dict.fromkeys(need["area"] for need in content["needs"]))
    if extent == Extent.FULL:
        return {**{name: content[name] for name in FULL}, "needs": content["needs"], "areas": areas}
    if extent == Extent.SUMMARY:
        needs = [{name: need[name] for name in SUMMARY_NEED} for need in content["needs"]]
        groups = dict.fromkeys(content["groups"], "")
        return {**{name: content[name] for name in SUMMARY}, "groups": groups, "needs": needs, "areas": areas}
    return {**{name: content[name] for name in TITLE_AREA}, "needs": [], "areas": areas}


def circulated_content(content: dict[str, Any]) -> dict[str, Any]:
    """The whole version but the files and whom the State prefers or excludes: those are for the coordinator alone."""
    choices = [choice for choice in content["choices"] if choice["kind"] not in PROVIDER_CHOICES]
    areas = list(dict.fromkeys(need["area"] for need in content["needs"]))
    return {**content, "choices": choices, "attachments": [], "areas": areas}


def readings(requests: Iterable[SupportRequest], user: Any) -> list[Reading]:
    """The readings of ``requests`` by ``user``, in order; requests that the user may not see are left out.

    A constant number of queries, however many requests.
    """
    rows = list(requests)
    ids = [row.pk for row in rows]
    base = SupportRequest.objects.filter(pk__in=ids)
    signed_in = getattr(user, "is_authenticated", False)
    own = set(base.of_state(user).values_list("pk", flat=True)) if signed_in else set()
    circulated = set(base.circulated_to(user).values_list("pk", flat=True)) if signed_in else set()
    published = set(base.published().values_list("pk", flat=True))
    extents = dict(
        Consent.objects.live()
        .filter(subject_type="request", subject__in=published, scope=Consent.Scope.PUBLICATION)
        .order_by("id")
        .values_list("subject", "extent")
    )
    hashes = [row.version_hash for row in rows if row.version_hash]
    versions = dict(RequestVersion.objects.filter(request__in=ids, hash__in=hashes).values_list("request", "content"))
    parts = set(RequestState.objects.filter(request__in=ids, standing__in=TAKING_PART).values_list("request", "state"))
    for pk, content in versions.items():
        versions[pk] = {**content, "states": [code for code in content["states"] if (pk, code) in parts]}
    prefetch_related_objects([row for row in rows if row.pk in own and _reads_draft(row, versions)], *PARTS)
    coordinates = signed_in and Role.COORDINATOR in user.roles()
    found = []
    for row in rows:
        if row.pk in own:
            found.append(Reading(row, "own", _own(row, versions)))
        elif row.pk in circulated and coordinates:
            found.append(Reading(row, "coordinator", versions[row.pk]))
        elif row.pk in circulated:
            found.append(Reading(row, "circulated", circulated_content(versions[row.pk])))
        elif row.pk in published:
            extent = extents[row.pk]
            found.append(Reading(row, extent, public_content(versions[row.pk], extent)))
    return found


def _own(request: SupportRequest, versions: dict[int, dict[str, Any]]) -> dict[str, Any]:
    return request_content(request) if _reads_draft(request, versions) else versions[request.pk]


def _reads_draft(request: SupportRequest, versions: dict[int, dict[str, Any]]) -> bool:
    return request.pk not in versions or request.status in (RequestStatus.DRAFT, RequestStatus.RETURNED)


def reading(request: SupportRequest, user: Any) -> Reading | None:
    """The reading of one request, or None where ``user`` may not know of it."""
    found = readings([request], user)
    return found[0] if found else None
