"""Choosing recommendations, and the workbook that goes to a ministry."""

from tempfile import TemporaryFile
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.commitments.facets import RecommendationSearch
from comity.commitments.rules import worklist_states
from comity.commitments.worklist_store import rows_of
from comity.commitments.worklist_words import worklist_words
from comity.commitments.writers.worklist import write_worklist
from comity.reference.names import state_name
from comity.web.administration.uploads import receive
from comity.web.cooperation.trails import trail
from comity.web.worklists.forms import ChoosingForm, ReturnForm

KIND = "worklist"
MOST = 5_000  # rows of one worklist
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def worklists_step() -> dict[str, str]:
    return {"label": _("Worklists"), "url": reverse("worklists")}


def of_a_state(request: HttpRequest) -> Any:
    """The person, if of a State's own people; nobody else sends or takes worklists."""
    if not worklist_states(request.user):
        raise PermissionDenied
    return request.user


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Choose and download; or hand in what came back, which is only compared by that."""
    user = of_a_state(request)
    form = ReturnForm(request.POST or None, request.FILES or None) if request.method == "POST" else ReturnForm()
    if request.method == "POST" and form.is_valid():
        return redirect("worklist", token=receive(form.cleaned_data["file"], user=user.pk, kind=KIND, options={}).token)
    return _page(request, ChoosingForm(user=user), form)


def _page(
    request: HttpRequest, choosing: ChoosingForm, form: ReturnForm, sentences: tuple[str, ...] = ()
) -> HttpResponse:
    context = {"choosing": choosing, "form": form, "sentences": sentences, "trail": trail(_("Worklists"))}
    return render(request, "worklists/index.html", context)


@login_required
@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """The workbook; where nothing fits, or too much, the page with a sentence."""
    user = of_a_state(request)
    form = ChoosingForm(request.GET, user=user)
    if not form.is_valid():
        return _page(request, form, ReturnForm())
    state = form.cleaned_data["state"]
    search = RecommendationSearch(form.params() | {"kind": "recommendation", "sort": "paragraph"}, user)
    found = [row for row in search.rows() if row.state == state] if search.total <= MOST else []
    if not found:
        none = _("No recommendation fits. Choose less narrowly.")
        many = _("More than %(most)s recommendations fit. Choose more narrowly.") % {"most": MOST}
        return _page(request, form, ReturnForm(), (many if search.total > MOST else none,))
    target = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    words = worklist_words(state_name(state, get_language() or "en"))
    write_worklist(target, rows_of(found, user=user), words=words, rtl=get_language_bidi())
    target.seek(0)
    name = f"worklist-{state.lower()}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=WORKBOOK)
