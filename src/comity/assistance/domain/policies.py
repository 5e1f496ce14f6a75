"""What the state of a request, offer or plan allows, whoever asks (policy). Each check raises a sentence."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from comity.assistance.domain.completeness import missing_parts
from comity.assistance.enums import OfferStatus, RequestStatus
from comity.assistance.models import Component, Contributor, Offer, Plan, SupportRequest
from comity.kernel.deadlines import due, is_overdue
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.kernel.machines import Act
from comity.kernel.models import Consent


def is_complete(request: SupportRequest, act: Act) -> None:
    del act
    if missing := missing_parts(request):
        raise Incomplete(*missing)


def somebody_else_prepared(request: SupportRequest, act: Act) -> None:
    """Separation of duty: whoever endorses or submits did not write on this request."""
    if Contributor.objects.filter(request=request, user=act.capacity.user_id).exists():
        raise NotEntitled(
            _("You wrote on this request, so another focal point of your State must endorse and submit it.")
        )


def consent_is_chosen(request: SupportRequest, act: Act) -> None:
    del act
    if not (request.audience and request.extent and request.report_use):
        raise Incomplete(_("Choose who may read the request, what is published, and whether the report may use it."))


def has_live_consent(request: SupportRequest, act: Act) -> None:
    del act
    live = (
        Consent.objects.live()
        .of("request", request.pk)
        .filter(scope=Consent.Scope.SUBMISSION, version_hash=request.version_hash, state=request.state_id)
    )
    if not live.exists():
        raise NotPossible(_("The State's consent to circulate this version has ended. Only the State can renew it."))


def has_screening(request: SupportRequest, act: Act) -> None:
    del request
    if not act.given.get("screening"):
        raise Incomplete(_("Answer the three screening lists and give the reasons first."))


def assessment_was_proposed(request: SupportRequest, act: Act) -> None:
    del act
    if not request.assessments.filter(reported_at__isnull=True).exists():
        raise NotPossible(_("The coordinator has not proposed a needs assessment."))


def assessment_is_reported(request: SupportRequest, act: Act) -> None:
    del act
    if not request.assessments.filter(reported_at__isnull=False).exists():
        raise NotPossible(_("The report of the needs assessment is not there yet."))


def has_accepted_offer(request: SupportRequest, act: Act) -> None:
    del act
    if not request.offers.filter(status__in=[OfferStatus.ACCEPTED, OfferStatus.IN_PART]).exists():
        raise NotPossible(_("A plan begins with an offer that the State has accepted; there is none yet."))


def nobody_answered_in_time(request: SupportRequest, act: Act) -> None:
    del act
    last_day = due("responses", request.status_since)
    if not is_overdue(last_day):
        raise NotPossible(_("Providers may answer until %(day)s.") % {"day": last_day.isoformat()})
    if request.offers.filter(status__in=[OfferStatus.ACCEPTED, OfferStatus.IN_PART]).exists():
        raise NotPossible(_("The State has accepted an offer: open the plan instead."))


def all_components_ended(request: SupportRequest, act: Act) -> None:
    del act
    open_parts = Component.objects.filter(plan__request=request).exclude(status__in=Component.ENDED)
    if open_parts.exists() or not Component.objects.filter(plan__request=request).exists():
        raise NotPossible(_("Every component of the plan must be closed or cancelled first."))


def both_sides_gave_their_view(request: SupportRequest, act: Act) -> None:
    """Closing needs both views; six months after completion the State's may be missing, and the record says so."""
    del act
    sides = set(request.closure_views.values_list("side", flat=True))
    if sides == {"state", "provider"} or is_overdue(due("closure", request.status_since)):
        return
    raise Incomplete(
        _("The State's view on the result is missing.")
        if "state" not in sides
        else _("No provider's view on the result is there yet.")
    )


def request_takes_offers(offer: Offer, act: Act) -> None:
    del act
    if offer.request.status not in (RequestStatus.OPEN, RequestStatus.PLANNING):
        raise NotPossible(_("This request does not take offers at present."))
    has_live_consent(offer.request, Act(None))  # type: ignore[arg-type]


def offer_is_complete(offer: Offer, act: Act) -> None:
    del act
    if not offer.items.exists():
        raise Incomplete(_("Choose at least one need that the offer answers."))


def officer_is_not_clearer(offer: Offer, act: Act) -> None:
    if offer.prepared_by_id == act.capacity.user_id:
        raise NotEntitled(_("You prepared this offer, so another person of your organisation must clear it."))


def offer_is_valid(offer: Offer, act: Act) -> None:
    del act
    if offer.valid_until < timezone.localdate():
        raise NotPossible(_("This offer was valid until %(day)s.") % {"day": offer.valid_until.isoformat()})


def offer_ran_out(offer: Offer, act: Act) -> None:
    del act
    if offer.valid_until >= timezone.localdate():
        raise NotPossible(_("This offer is still valid."))


def plan_is_complete(plan: Plan, act: Act) -> None:
    del act
    sentences: list[Any] = []
    if not plan.aim.strip():
        sentences.append(_("Write the aim of the plan."))
    if not (plan.starts_on and plan.ends_on):
        sentences.append(_("Give the first and the last day of the plan."))
    if not plan.monitoring.strip():
        sentences.append(_("Say how the plan is monitored."))
    components = list(plan.components.prefetch_related("outputs"))
    if not components:
        sentences.append(_("Add at least one component."))
    sentences += [
        _("The component “%(title)s” has no output.") % {"title": component.title}
        for component in components
        if not component.outputs.all()
    ]
    if sentences:
        raise Incomplete(*sentences)


def both_accepted_this_version(plan: Plan, act: Act) -> None:
    """Rule R3: the State and every provider of a component said yes to one and the same version hash."""
    del act
    rows = plan.acceptances.filter(version_hash=plan.version_hash) if plan.version_hash else plan.acceptances.none()
    if not rows.filter(side="state").exists():
        raise NotPossible(_("The State has not accepted this version of the plan."))
    accepted = set(rows.filter(side="provider").values_list("organisation", flat=True))
    waiting = set(plan.components.values_list("provider", flat=True)) - accepted
    if waiting or not accepted:
        raise NotPossible(_("Not every provider has accepted this version of the plan."))


def plan_has_begun(plan: Plan, act: Act) -> None:
    both_accepted_this_version(plan, act)
    if plan.starts_on and plan.starts_on > timezone.localdate():
        raise NotPossible(_("The plan begins on %(day)s.") % {"day": plan.starts_on.isoformat()})


def plan_components_ended(plan: Plan, act: Act) -> None:
    all_components_ended(plan.request, act)


def plan_is_active(component: Component, act: Act) -> None:
    del act
    if component.plan.status != "active":
        raise NotPossible(_("The plan is not active, so its components cannot move."))
