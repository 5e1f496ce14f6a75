"""Recommendations in no cluster: to look through, and to put into one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.commitments import clusters as questions
from comity.commitments.domain import clusters as verbs
from comity.commitments.models import Cluster
from comity.kernel.errors import ActError
from comity.reference.models import State
from comity.web.assistance.kept import signed_in
from comity.web.clusters.forms import AloneForm
from comity.web.clusters.places import address_of, chosen_state, trail

SIZE = 25
CONFLICT, INVALID = 409, 400


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    state, states = chosen_state(request)
    words = (request.POST.get("q") or request.GET.get("q", "")).strip()[:100]
    rows = questions.in_no_cluster(state.pk, request.user).order_by("-session", "pk")
    found = rows.filter(text__icontains=words) if words else rows
    page = Paginator(found, SIZE).get_page(request.POST.get("page") or request.GET.get("page"))
    form, status = _form(request, state, page.object_list), 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                cluster = _put_in(form, state, request.user)
            except ActError as refusal:
                form.add_sentences(refusal.sentences)
                status = CONFLICT
            else:
                messages.success(request, _("Added to the cluster."))
                return redirect(cluster)
    context = {
        "state": state,
        "page": page,
        "words": words,
        "total": rows.count(),
        "form": form,
        "chosen": set(form["recommendations"].value() or ()),
        "query": urlencode([("state", state.pk), *([("q", words)] if words else [])]),
        "here": address_of(state, states, "clusters-alone"),
        "trail": trail(state, own=True, here=_("In no cluster")),
    }
    return render(request, "clusters/alone.html", context, status=status)


def _form(request: HttpRequest, state: State, rows: Any) -> AloneForm:
    form = AloneForm(request.POST if request.method == "POST" else None)
    clusters = Cluster.objects.visible_to(request.user).filter(state=state).order_by("label", "pk")
    form.fields["recommendations"].choices = [(row.pk, row.text) for row in rows]  # type: ignore[attr-defined]
    form.fields["to"].choices = [("", "—"), *((one.pk, one.label) for one in clusters)]  # type: ignore[attr-defined]
    return form


def _put_in(form: AloneForm, state: State, user: Any) -> Cluster:
    given = form.cleaned_data
    if given["to"] is None:
        return verbs.make_cluster(state.pk, label=given["label"], recommendations=given["recommendations"], by=user)
    cluster = Cluster.objects.get(pk=given["to"], state=state)
    return verbs.add_members(cluster, recommendations=given["recommendations"], by=user)
