"""Organisations: public facts for everybody, people for members, the manager's work, the administrator's list."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.kernel.errors import ActError
from comity.kernel.roles import Role
from comity.people.domain.organisations import add_organisation, change_organisation
from comity.people.models import Membership, Organisation
from comity.people.rules import may_manage
from comity.web.cooperation.acts import status_of
from comity.web.cooperation.trails import trail
from comity.web.people.forms import OrganisationForm, initial_of_organisation

SIZE = 50


def administers(user: Any) -> bool:
    return user.is_authenticated and Role.ADMINISTRATOR in user.roles()


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.select_related("state"), code=code)
    user = request.user
    member = user.is_authenticated and organisation.pk in user.organisations()
    managed = may_manage(user, organisation)
    facts = [
        {"label": _("Type"), "value": organisation.get_type_display()},
        {"label": _("State"), "value": organisation.state.name if organisation.state else _("no State")},
        {"label": _("Website"), "value": organisation.website, "url": organisation.website},
    ]
    context = {
        "organisation": organisation, "facts": facts, "member": member or managed, "managed": managed,
        "administers": administers(user), "people": _people(organisation) if member or managed else [],
        "invitations": _open_invitations(organisation) if managed else [],
    }  # fmt: skip
    return render(request, "people/organisation.html", context)


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The reader's organisation; a choice where there are several."""
    found = list(Organisation.objects.filter(pk__in=request.user.organisations()).order_by("code"))
    if len(found) == 1:
        return redirect("organisation", code=found[0].code)
    return render(
        request, "people/own_organisations.html", {"organisations": found, "trail": trail(_("Organisations"))}
    )


def _people(organisation: Organisation) -> list[Membership]:
    """Memberships of today, by role."""
    today = Membership.objects.valid_on(timezone.localdate()).filter(organisation=organisation, user__is_active=True)
    return list(today.select_related("user").order_by("role", "user__title"))


def _open_invitations(organisation: Organisation) -> list[Any]:
    waiting = organisation.invitations.filter(accepted_at=None, cancelled_at=None, expires_at__gt=timezone.now())
    return list(waiting.order_by("expires_at"))


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every organisation with the number of its people, for system administrators."""
    if not administers(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    valid = Q(memberships__valid_from__lte=today) & (
        Q(memberships__valid_to__isnull=True) | Q(memberships__valid_to__gte=today)
    )
    found = Organisation.objects.select_related("state").annotate(
        people=Count("memberships__user", filter=valid, distinct=True)
    )
    page = Paginator(found.order_by("code"), SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "trail": trail(_("Organisations"))}
    return render(request, "people/organisations.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if not administers(request.user):
        raise PermissionDenied
    form = OrganisationForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            kept = add_organisation(code=form.cleaned_data["code"], by=request.user, **form.facts())
        except ActError as error:
            refusal = error
            form.add_sentences(error.sentences)
        else:
            messages.success(request, _("Added. Now invite its manager."))
            return redirect("organisation", code=kept.code)
    return _form_page(request, form, _("Add an organisation"), reverse("organisations"), refusal)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    if not administers(request.user):
        raise PermissionDenied
    organisation = get_object_or_404(Organisation, code=code)
    initial = initial_of_organisation(organisation)
    form = OrganisationForm(request.POST or None, organisation=organisation, initial=initial)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            change_organisation(organisation=organisation, by=request.user, **form.facts())
        except ActError as error:
            refusal = error
            form.add_sentences(error.sentences)
        else:
            messages.success(request, _("Saved."))
            return redirect("organisation", code=code)
    return _form_page(request, form, organisation.name, reverse("organisation", args=[code]), refusal)


def _form_page(
    request: HttpRequest, form: OrganisationForm, title: str, back: str, refusal: ActError | None
) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "people/organisation_form.html", context, status=status_of(refusal))
