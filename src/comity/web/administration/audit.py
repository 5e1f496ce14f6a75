"""The audit page: events without content, narrowed by action, subject and day; the chain's verdict when asked for."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comity.assistance.audit_trail import actions_in, entries, may_read_audit, narrowed, verdict, visible_events
from comity.web.cooperation.offer_forms import day_input
from comity.web.cooperation.trails import trail
from comity.web.forms import ComityForm

SIZE = 50
PARAMETERS = ("action", "subject", "since", "until")


class NarrowForm(ComityForm, forms.Form):
    action = forms.ChoiceField(label=gettext_lazy("Step"), required=False)
    subject = forms.CharField(label=gettext_lazy("Record"), max_length=60, required=False)
    since = forms.DateField(label=gettext_lazy("From"), widget=day_input(), required=False)
    until = forms.DateField(label=gettext_lazy("Until"), widget=day_input(), required=False)
    hints = {"subject": gettext_lazy("For example “request 12”, or “offer” for all offers.")}

    def __init__(self, *args: Any, actions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, f"{code} – {label}" if label != code else code) for code, label in actions]
        self.fields["action"].choices = [("", _("every step")), *named]


@login_required
@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    if not may_read_audit(request.user):
        raise PermissionDenied
    events = visible_events(request.user)
    asked = any(request.GET.get(name) for name in PARAMETERS)
    form = NarrowForm(request.GET if asked else None, actions=actions_in(events))
    if asked:
        events = narrowed(events, **form.cleaned_data) if form.is_valid() else events.none()
    page = Paginator(events.order_by("-sequence"), SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": page, "entries": entries(list(page)), "query": _query(request.GET),
        "verdict": verdict() if "verify" in request.GET else None, "trail": trail(_("Audit")),
    }  # fmt: skip
    return render(request, "administration/audit.html", context)


def _query(given: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    kept.update({name: given[name] for name in PARAMETERS if given.get(name)})
    return kept.urlencode()
