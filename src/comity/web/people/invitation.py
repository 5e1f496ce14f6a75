"""The page behind the link of an invitation: choose a password, and the account exists."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from comity.kernel.errors import ActError
from comity.people.domain.invitations import accept_invitation, open_invitation
from comity.web.cooperation.acts import status_of
from comity.web.people.forms import AcceptForm

GONE = 410


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """A used, expired, withdrawn or unknown link answers in words and opens nothing."""
    try:
        invitation = open_invitation(token)
    except ActError as error:
        return render(request, "people/invitation_gone.html", {"sentences": error.sentences}, status=GONE)
    form = AcceptForm(request.POST or None, invitation=invitation)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(token=token, password=form.cleaned_data["password"])
        except ActError as error:
            refusal = error
            form.add_sentences(error.sentences, "password")
        else:
            messages.success(request, _("Welcome. Sign in with your e-mail address and your password."))
            return redirect("account_login")
    context = {"form": form, "invitation": invitation}
    return render(request, "people/invitation.html", context, status=status_of(refusal))
