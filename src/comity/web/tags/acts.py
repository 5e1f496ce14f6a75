"""Confirming, rejecting, adding and taking back: each form posts here, then the reader is where they were."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comity.commitments.domain import tags as verbs
from comity.commitments.domain.tags import MOST, Tag
from comity.commitments.models import Recommendation, TagDecision
from comity.commitments.tags import disagreements, understood
from comity.kernel.errors import ActError
from comity.web.assistance.kept import signed_in
from comity.web.assistance.numbers import number_in
from comity.web.tags.access import own_states, tag_in


@require_POST
@signed_in
def decide(request: HttpRequest) -> HttpResponse:
    """Decide on the tags that are ticked, or on all that the list finds."""
    states = own_states(request.user)
    verdict = request.POST.get("verdict", "")
    try:
        batch = verbs.decide_several(_chosen(request, states), verdict=verdict, by=request.user)
    except ActError as refusal:
        messages.error(request, str(refusal))
    else:
        count = batch.decisions.count()
        done = ngettext("Decided on %(count)s tag.", "Decided on %(count)s tags.", count) % {"count": count}
        sentence = _("Rejected.") if verdict == TagDecision.Verdict.REJECTED else _("Confirmed.")
        messages.success(request, f"{sentence} {done}")
    return redirect(_back(request))


def _chosen(request: HttpRequest, states: set[str] | None) -> list[Tag]:
    if request.POST.get("all"):
        rows = disagreements(request.user, request.POST, states)[: MOST + 1]
        return [Tag(row.recommendation_id, row.kind, row.value) for row in rows]
    return [tag for text in request.POST.getlist("tag") if (tag := tag_in(text))]


@require_POST
@signed_in
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was decided in one act."""
    own_states(request.user)
    try:
        verbs.undo_decisions(number_in(request.POST.get("batch", "")) or 0, by=request.user)
    except ActError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. What stood before stands again."))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The recommendation's page from which the form came, else the list as it was narrowed."""
    number = number_in(request.POST.get("on", ""))
    found = Recommendation.objects.visible_to(request.user).filter(pk=number).first() if number else None
    if found:
        return f"{found.get_absolute_url()}#compared"
    query = urlencode(understood(request.POST))
    return reverse("tags") + (f"?{query}" if query else "")
