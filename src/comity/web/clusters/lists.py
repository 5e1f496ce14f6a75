"""A State's clusters as a list: list, counts and pages from the same rows, so that they cannot disagree."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.assistance.models import CommitmentLink, SupportRequest
from comity.assistance.rules import ENDED
from comity.commitments import clusters as questions
from comity.commitments.followup import covered
from comity.commitments.models import Cluster, ClusterMember, Recommendation
from comity.commitments.models.visibility import states_of
from comity.commitments.rules import may_publish_clusters
from comity.reference.models import State
from comity.web.assistance.kept import signed_in
from comity.web.clusters.places import address_of, chosen_state, trail

SIZE = 25
SHOWN = ("mechanism", "position_code", "session")


@dataclass(frozen=True)
class Row:
    """One cluster of the list: what kind, and what its members are."""

    cluster: Cluster
    size: int
    kinds: tuple[str, ...]
    mechanisms: tuple[str, ...]
    positions: tuple[str, ...]
    sessions: tuple[str, ...]
    plan: tuple[str, ...] = ()  # all, some or none of its members; empty for whoever cannot know
    assistance: tuple[str, ...] = ()

    @property
    def facts(self) -> dict[str, tuple[str, ...]]:
        return {
            "kind": self.kinds, "mechanism": self.mechanisms, "position": self.positions, "session": self.sessions,
            "plan": self.plan, "assistance": self.assistance,
        }  # fmt: skip

    @property
    def shown_mechanisms(self) -> list[str]:
        return [str(Recommendation.Mechanism(code).label) for code in self.mechanisms]

    @property
    def shown_positions(self) -> list[tuple[str, str]]:
        return [(code, str(Recommendation.Position(code).label)) for code in self.positions]


@require_safe
@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """The desk's list: suggestions and confirmed clusters, for the State's own people."""
    state, states = chosen_state(request)
    context = _context(request, state) | {
        "states": states,
        "own": True,
        "here": address_of(state, states),
        "alone": questions.in_no_cluster(state.pk, request.user).count(),
        "alone_url": address_of(state, states, "clusters-alone"),
        "published": questions.is_published(state.pk),
        "may_publish": may_publish_clusters(request.user, state.pk),
        "last": questions.last_change(state.pk, request.user),
    }
    return render(request, "clusters/index.html", context)


@require_safe
def public(request: HttpRequest, code: str) -> HttpResponse:
    """What the State published, for everybody; without that there is no such page."""
    state = get_object_or_404(State, pk=code.upper())
    if not questions.is_published(state.pk):
        raise Http404
    context = _context(request, state) | {"own": False, "here": request.path}
    context["trail"] = [*trail(state, own=False, here="")[:1], {"label": _("Clusters"), "url": ""}]
    return render(request, "clusters/index.html", context)


def _context(request: HttpRequest, state: State) -> dict[str, Any]:
    words = request.GET.get("q", "").strip()[:100]
    everything = rows_of(state.pk, request.user)
    names = NAMES if state.pk in states_of(request.user) else tuple(name for name in NAMES if name not in OWN)
    chosen = {name: request.GET.getlist(name) for name in names}
    chosen = {name: [value for value in values if _label(name, value)] for name, values in chosen.items()}
    found = [row for row in _matching(everything, state.pk, request.user, words) if _fits(row, chosen)]
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    pairs = [("state", state.pk)] if request.GET.get("state") else []
    filters = [(name, value) for name, values in chosen.items() for value in values] + ([("q", words)] if words else [])
    return {
        "state": state,
        "page": page,
        "total": len(everything),
        "words": words,
        "narrowed": bool(filters),
        "query": urlencode([*pairs, *filters]),
        "facets": [facet for name in names if (facet := _facet(name, everything, chosen[name]))],
        "trail": trail(state, own=True, here=_("Clusters"))[::2],
    }


def rows_of(state: str, user: Any) -> list[Row]:
    """All clusters that the person may know of, the largest first."""
    slim = ClusterMember.objects.select_related("recommendation").only(
        "cluster", "recommendation", *(f"recommendation__{name}" for name in SHOWN)
    )
    clusters = Cluster.objects.visible_to(user).filter(state=state).select_related("lead")
    answers = answers_of(state, user)
    rows = [_row(one, answers) for one in clusters.prefetch_related(Prefetch("members", queryset=slim))]
    return sorted(rows, key=lambda row: (-row.size, row.cluster.label, row.cluster.pk))


def _row(cluster: Cluster, answers: dict[str, set[int]]) -> Row:
    found = [member.recommendation for member in cluster.members.all()]
    members = {one.pk for one in found}
    kinds = ("suggested" if cluster.is_suggestion else "confirmed", *(("proposed",) if cluster.proposed else ()))
    return Row(
        cluster,
        len(found),
        kinds,
        _some(one.mechanism for one in found),
        _some(one.position_code for one in found),
        tuple(str(number) for number in sorted({one.session for one in found if one.session}, reverse=True)),
        **{name: (_share(members, answered),) for name, answered in answers.items()},
    )


def answers_of(state: str, user: Any) -> dict[str, set[int]]:
    """For the State's own people: recommendations that its plan answers, and those that its requests serve."""
    if state not in states_of(user):
        return {}
    requests = SupportRequest.objects.visible_to(user).filter(state=state).exclude(status__in=ENDED)
    served = CommitmentLink.objects.filter(request__in=requests, recommendation__isnull=False)
    return {"plan": covered(state, user=user), "assistance": set(served.values_list("recommendation", flat=True))}


def _share(members: set[int], answered: set[int]) -> str:
    return "all" if members <= answered else "some" if members & answered else "none"


def _some(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))


def _matching(rows: list[Row], state: str, user: Any, words: str) -> list[Row]:
    """Rows in whose title, common ask or members' texts the words stand."""
    if not words:
        return rows
    there = (
        Q(label__icontains=words) | Q(common_ask__icontains=words) | Q(members__recommendation__text__icontains=words)
    )
    found = set(Cluster.objects.visible_to(user).filter(there, state=state).values_list("pk", flat=True))
    return [row for row in rows if row.cluster.pk in found]


def _fits(row: Row, chosen: dict[str, list[str]]) -> bool:
    return all(not values or set(values) & set(row.facts[name]) for name, values in chosen.items())


def _kind_label(value: str) -> str:
    labels = {
        "suggested": _("Suggested"), "confirmed": _("Confirmed by a person"), "proposed": _("Further members proposed"),
    }  # fmt: skip
    return labels.get(value, "")


def _choice_label(choices: Any) -> Callable[[str], str]:
    return lambda value: str(choices(value).label) if value and value in choices.values else ""


def _share_label(value: str) -> str:
    return {"all": _("all members"), "some": _("some members"), "none": _("no member")}.get(value, "")


LABELS: dict[str, Callable[[str], str]] = {
    "kind": _kind_label,
    "plan": _share_label,
    "assistance": _share_label,
    "mechanism": _choice_label(Recommendation.Mechanism),
    "position": _choice_label(Recommendation.Position),
    "session": lambda value: value if value.isascii() and value.isdecimal() and len(value) <= 3 else "",  # noqa: PLR2004 - digits of a session
}
NAMES = tuple(LABELS)
OWN = ("plan", "assistance")  # filters by what only the State's own people know


def _label(name: str, value: str) -> str:
    return LABELS[name](value)


def _facet(name: str, rows: list[Row], chosen: list[str]) -> dict[str, Any] | None:
    counts = Counter(value for row in rows for value in row.facts[name])
    values = sorted({*counts, *chosen}, key=lambda value: (-int(value), "") if name == "session" else (0, value))
    if not values:
        return None
    titles = {
        "plan": _("Answered by the plan"), "assistance": _("In a request for assistance"),
        "kind": _("Kind"), "mechanism": _("Mechanism"), "position": _("Position"), "session": _("Session"),
    }  # fmt: skip
    options = [
        {"value": value, "label": _label(name, value), "count": counts[value], "chosen": value in chosen}
        for value in values
    ]
    return {
        "name": name, "label": titles[name], "open": name == "kind", "chosen": len(chosen), "options": options,
        "total": len(options),
    }  # fmt: skip
