"""What a manager does: invite, cancel an invitation, end a membership. And the administrator's list of accounts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comity.kernel.errors import ActError
from comity.people.domain.invitations import cancel_invitation, end_membership
from comity.people.domain.invitations import invite as send_invitation
from comity.people.models import Invitation, Membership, Organisation, User
from comity.people.rules import may_manage
from comity.web.cooperation.acts import status_of
from comity.web.cooperation.trails import trail
from comity.web.people.forms import InviteForm
from comity.web.people.organisations import SIZE, administers


def managed_organisation(request: HttpRequest, code: str) -> Organisation:
    organisation = get_object_or_404(Organisation, code=code)
    if not may_manage(request.user, organisation):
        raise PermissionDenied
    return organisation


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, code: str) -> HttpResponse:
    organisation = managed_organisation(request, code)
    form = InviteForm(request.POST or None, organisation=organisation, initial={"language": request.user.language})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            send_invitation(organisation=organisation, by=request.user, **form.cleaned_data)
        except ActError as error:
            refusal = error
            form.add_sentences(error.sentences)
        else:
            messages.success(request, _("Invited. The link in the mail works once, within fourteen days."))
            return redirect("organisation", code=code)
    context = {"form": form, "organisation": organisation, "back": reverse("organisation", args=[code])}
    return render(request, "people/invite.html", context, status=status_of(refusal))


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    if not may_manage(request.user, invitation.organisation):
        raise PermissionDenied
    try:
        cancel_invitation(invitation=invitation, by=request.user)
    except ActError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    return redirect("organisation", code=invitation.organisation.code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first: whoever loses the last membership can no longer act at all."""
    membership = get_object_or_404(Membership.objects.select_related("organisation", "user"), pk=pk)
    organisation = membership.organisation
    if not may_manage(request.user, organisation):
        raise PermissionDenied
    sentences, status = (), 200
    if request.method == "POST":
        try:
            end_membership(membership=membership, by=request.user)
        except ActError as error:
            sentences, status = error.sentences, status_of(error)
        else:
            messages.success(request, _("The membership has ended."))
            return redirect("organisation", code=organisation.code)
    back = reverse("organisation", args=[organisation.code])
    context = {"membership": membership, "organisation": organisation, "sentences": sentences, "back": back}
    return render(request, "people/end_membership.html", context, status=status)


@login_required
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """Accounts with functions and roles, for system administrators; nothing of what anybody wrote."""
    if not administers(request.user):
        raise PermissionDenied
    wanted = request.GET.get("q", "").strip()
    today = Membership.objects.valid_on(timezone.localdate()).select_related("organisation")
    found = User.objects.order_by("email").prefetch_related(Prefetch("memberships", queryset=today, to_attr="present"))
    if wanted:
        found = found.filter(Q(email__icontains=wanted) | Q(title__icontains=wanted))
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    return render(request, "people/users.html", {"page": page, "q": wanted, "trail": trail(_("Accounts"))})
