"""One cluster: its members side by side with what differs marked, why they stand together, and what can be done."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.commitments import clusters as questions
from comity.commitments.clustering import Wording
from comity.commitments.clustering.differences import differing
from comity.commitments.followup import covered
from comity.commitments.models import Cluster, ClusterMember, Recommendation
from comity.commitments.models.visibility import states_of
from comity.web.clusters.forms import ClusterForm, MergeForm, MoveForm, NameForm, NoteForm, SplitForm
from comity.web.clusters.places import trail
from comity.web.clusters.why import in_words

CUT = 90  # characters of a text in a list of choices


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, find(request, pk))


def find(request: HttpRequest, pk: int) -> Cluster:
    return get_object_or_404(Cluster.objects.visible_to(request.user).select_related("state", "lead"), pk=pk)


def page(
    request: HttpRequest, cluster: Cluster, *, given: Mapping[str, ClusterForm] | None = None, status: int = 200
) -> HttpResponse:
    """The cluster's page. ``given``: a form that was refused, by its act, so that it is shown with its errors."""
    own = cluster.state_id in states_of(request.user)
    members = list(cluster.members.select_related("recommendation"))
    context: dict[str, Any] = {
        "cluster": cluster,
        "own": own,
        "why": in_words(cluster.why),
        "members": _shown(members),
        "trail": trail(cluster.state, own=own, here=cluster.label),
        "refused": list((given or {}).values()),
    }
    if own:
        context |= _answer(cluster, members, request.user)
        context |= _tools(request, cluster, members, given or {})
        for one in context["members"]:
            one["note"] = _note(one["row"], cluster, given or {})
    return render(request, "clusters/show.html", context, status=status)


def _answer(cluster: Cluster, members: list[ClusterMember], user: Any) -> dict[str, Any]:
    """What of the State's plan answers the cluster: no member is to be left without an action."""
    left = [row.recommendation for row in questions.uncovered(cluster, covered(cluster.state_id, user=user))]
    everyone = [row.recommendation_id for row in members]
    return {
        "uncovered": left,
        "covered": len(members) - len(left),
        "plan_url": _for_several("followup-action-new", cluster, [one.pk for one in left] or everyone),
        "status_url": _for_several("followup-roll-down", cluster, everyone),
    }


def _for_several(name: str, cluster: Cluster, numbers: list[int]) -> str:
    return f"{reverse(name)}?{urlencode({'state': cluster.state_id, 'r': numbers}, doseq=True)}"


def _shown(members: list[ClusterMember]) -> list[dict[str, Any]]:
    texts = [Wording(row.pk, row.recommendation.text, row.recommendation.language) for row in members]
    return [
        {"row": row, "recommendation": row.recommendation, "pieces": pieces}
        for row, pieces in zip(members, differing(texts), strict=True)
    ]


def _tools(
    request: HttpRequest, cluster: Cluster, members: list[ClusterMember], given: Mapping[str, ClusterForm]
) -> dict[str, Any]:
    seen = {"expected": cluster.row_version}
    names = [(row.recommendation_id, short(row.recommendation)) for row in members]
    others = other_clusters(cluster, request.user)
    tools: dict[str, ClusterForm] = {
        "rename": NameForm(initial={**seen, "label": cluster.label, "common_ask": cluster.common_ask}, prefix="name"),
        "move": MoveForm(initial=seen, choices={"recommendation": names, "to": others}, prefix="move"),
        "merge": MergeForm(initial=seen, choices={"other": others}, prefix="merge"),
        "split": SplitForm(initial=seen, choices={"recommendations": names}, prefix="split"),
    }
    proposed = Recommendation.objects.visible_to(request.user).filter(pk__in=cluster.proposed).order_by("pk")
    return {
        "tools": {**tools, **{act: form for act, form in given.items() if act in tools}},
        "has_others": bool(others),
        "proposed": list(proposed),
        "last": questions.last_change(cluster.state_id, request.user),
    }


def _note(row: ClusterMember, cluster: Cluster, given: Mapping[str, ClusterForm]) -> ClusterForm:
    refused = given.get("note")
    if refused is not None and str(refused.data.get(f"{refused.prefix}-recommendation")) == str(row.recommendation_id):
        return refused
    initial = {"expected": cluster.row_version, "recommendation": row.recommendation_id, "text": row.nuance}
    return NoteForm(initial=initial, prefix=f"note{row.recommendation_id}")


def other_clusters(cluster: Cluster, user: Any) -> list[tuple[int, str]]:
    rows = Cluster.objects.visible_to(user).filter(state=cluster.state_id).exclude(pk=cluster.pk)
    return [(one.pk, one.label) for one in rows.order_by("label", "pk")]


def short(one: Recommendation) -> str:
    text = one.text if len(one.text) <= CUT else one.text[:CUT].rsplit(" ", 1)[0] + " …"
    return _("%(paragraph)s: %(text)s") % {"paragraph": one.paragraph, "text": text} if one.paragraph else text
