"""What a person does with clusters: each form posts to an act, which calls one verb; refused, it shows why."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.commitments.domain import clusters as verbs
from comity.commitments.domain.suggesting import suggest_clusters
from comity.commitments.models import Cluster
from comity.commitments.models.visibility import states_of
from comity.kernel.errors import ActError, NotEntitled
from comity.web.assistance.kept import signed_in
from comity.web.assistance.numbers import number_in
from comity.web.clusters.forms import ClusterForm, MemberForm, MergeForm, MoveForm, NameForm, NoteForm, SplitForm
from comity.web.clusters.page import find, other_clusters, page, short
from comity.web.clusters.places import address_of, chosen_state

FORBIDDEN, CONFLICT, INVALID = 403, 409, 400
Verb = Callable[..., Cluster]


def _move(cluster: Cluster, *, to: int, **given: Any) -> Cluster:
    return verbs.move_member(cluster, to=_another(cluster, to), **given)


def _merge(cluster: Cluster, *, other: int, **given: Any) -> Cluster:
    return verbs.merge(cluster, other=_another(cluster, other), **given)


def _another(cluster: Cluster, pk: int) -> Cluster:
    return Cluster.objects.get(pk=pk, state=cluster.state_id)


# act: form, prefix of its fields, verb, and what is said when it is done
ACTS: dict[str, tuple[type[ClusterForm], str, Verb, Any]] = {
    "confirm": (ClusterForm, "", verbs.confirm_cluster, lambda: _("Confirmed.")),
    "rename": (NameForm, "name", verbs.rename, lambda: _("Saved.")),
    "note": (NoteForm, "note", verbs.note_nuance, lambda: _("The note is saved.")),
    "add": (MemberForm, "", verbs.add_member, lambda: _("Added to the cluster.")),
    "remove": (MemberForm, "", verbs.remove_member, lambda: _("Taken out of the cluster.")),
    "move": (MoveForm, "move", _move, lambda: _("Moved to this cluster.")),
    "merge": (MergeForm, "merge", _merge, lambda: _("The clusters are one now.")),
    "split": (SplitForm, "split", verbs.split, lambda: _("This is the new cluster.")),
}


@require_POST
@signed_in
def on_cluster(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Take one act with the cluster, then show the cluster that came of it."""
    cluster = find(request, pk)
    if act not in ACTS or cluster.state_id not in states_of(request.user):
        raise Http404
    form_class, prefix, verb, done = ACTS[act]
    form = form_class(request.POST, prefix=_prefix(prefix, request), choices=_choices(cluster, request.user))
    if not form.is_valid():
        return page(request, cluster, given={act: form}, status=INVALID)
    try:
        result = verb(cluster, by=request.user, **form.cleaned_data)
    except ActError as refusal:
        form.add_sentences(refusal.sentences)
        return page(request, cluster, given={act: form}, status=_status(refusal))
    messages.success(request, done())
    result.refresh_from_db()
    return redirect(result if result.ended_at is None else _list_of(result))


def _prefix(prefix: str, request: HttpRequest) -> str | None:
    """Notes have a form each, so the recommendation's number is in the names of its fields."""
    if prefix != "note":
        return prefix or None
    number = number_in(request.POST.get("of", ""))
    return f"note{number}" if number is not None else "note"


def _choices(cluster: Cluster, user: Any) -> dict[str, list[tuple[Any, str]]]:
    rows = cluster.members.select_related("recommendation")
    names = [(row.recommendation_id, short(row.recommendation)) for row in rows]
    others = other_clusters(cluster, user)
    return {"recommendation": names, "recommendations": names, "to": others, "other": others}


def _status(refusal: ActError) -> int:
    return FORBIDDEN if isinstance(refusal, NotEntitled) else CONFLICT


def _list_of(cluster: Cluster) -> str:
    return f"{reverse('clusters')}?state={cluster.state_id}"


@require_POST
@signed_in
def on_list(request: HttpRequest, act: str) -> HttpResponse:
    """Suggest anew, take the last change back, publish or withdraw; then back to where the person was."""
    state, states = chosen_state(request)
    if act not in ON_LIST:
        raise Http404
    try:
        messages.success(request, ON_LIST[act](state.pk, request))
    except ActError as refusal:
        messages.error(request, str(refusal))
    return redirect(_back(request) or address_of(state, states))


def _back(request: HttpRequest) -> str:
    """The cluster's page from which somebody took a change back, if it is there still."""
    number = number_in(request.POST.get("cluster", ""))
    if number is None:
        return ""
    there = Cluster.objects.visible_to(request.user).filter(pk=number).first()
    return there.get_absolute_url() if there else ""


def _suggest(state: str, request: HttpRequest) -> str:
    found = suggest_clusters(state, by=request.user)
    return _("Suggested clusters: %(all)s, of them new: %(new)s.") % {"all": found.suggestions, "new": found.new}


def _undo(state: str, request: HttpRequest) -> str:
    change = verbs.undo_last(state, by=request.user, expected=number_in(request.POST.get("change", "")))
    return _("Taken back. The cluster “%(title)s” is what it was before.") % {"title": change.label}


def _publish(state: str, request: HttpRequest) -> str:
    verbs.publish_clusters(state, by=request.user)
    return _("Everybody can read the confirmed clusters now.")


def _withdraw(state: str, request: HttpRequest) -> str:
    verbs.withdraw_clusters(state, by=request.user)
    return _("The clusters are working material again; only your State’s people read them.")


ON_LIST: dict[str, Callable[[str, HttpRequest], str]] = {
    "suggest": _suggest, "undo": _undo, "publish": _publish, "withdraw": _withdraw,
}  # fmt: skip
