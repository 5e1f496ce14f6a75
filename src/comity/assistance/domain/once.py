"""Forms that make a new record: the same form sent twice by the same person makes one (rule R20).

Steps of a machine have this from the door; a new offer or account of progress has no earlier state to compare with, so
the content itself is compared while the request is locked.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from comity.assistance.domain.machines import PLAN, REQUEST
from comity.assistance.domain.offers import draft_offer
from comity.assistance.domain.plans import report_progress
from comity.assistance.enums import OfferStatus
from comity.assistance.models import Offer, Plan, ProgressUpdate, SupportRequest
from comity.kernel.transitions import lock
from comity.people.models import Organisation


@transaction.atomic
def draft_offer_once(
    request: SupportRequest, *, provider: Organisation, by: Any, fields: Mapping[str, Any], needs: Mapping[int, str]
) -> Offer:
    """As ``draft_offer``; the person's own draft with the same content is returned instead of a second."""
    lock(REQUEST, request)
    drafts = Offer.objects.filter(request=request, provider=provider, prepared_by=by.pk, status=OfferStatus.DRAFT)
    for offer in drafts.filter(**fields).prefetch_related("items"):
        if {item.need_id: item.contribution for item in offer.items.all()} == dict(needs):
            return offer
    return draft_offer(request, provider=provider, by=by, fields=fields, needs=needs)


@transaction.atomic
def report_progress_once(plan: Plan, *, by: Any, **account: Any) -> ProgressUpdate:
    """As ``report_progress``; the very same account by the same person is returned instead of a second."""
    lock(PLAN, plan)
    same = ProgressUpdate.objects.filter(plan=plan, by=by.pk, **account).first()
    return same or report_progress(plan, by=by, **account)
