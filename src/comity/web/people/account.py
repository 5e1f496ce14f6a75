"""My account: function, language, password, roles with dates."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comity.kernel.errors import ActError
from comity.people.domain.accounts import change_account
from comity.web.cooperation.trails import trail
from comity.web.people.forms import AccountForm
from comity.web.people.places import places


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    user = request.user
    form = AccountForm(request.POST or None, initial={"title": user.title, "language": user.language})
    if request.method == "POST" and form.is_valid():
        try:
            change_account(user=user, by=user, **form.cleaned_data)
        except ActError as error:
            form.add_sentences(error.sentences)
        else:
            messages.success(request, _("Saved."))
            return redirect("my-account")
    context = {"form": form, "roles": _roles(user), "places": places(user), "trail": trail(_("My account"))}
    return render(request, "people/account.html", context)


def _roles(user: Any) -> list[dict[str, Any]]:
    """All memberships, those of today first, each with whether it entitles to anything now."""
    today = timezone.localdate()
    rows = user.memberships.select_related("organisation").order_by("valid_to", "valid_from")
    found = [
        {"membership": row, "now": row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)}
        for row in rows
    ]
    return sorted(found, key=lambda row: not row["now"])
