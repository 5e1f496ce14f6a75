"""The life of a consent: asked for, given (with conditions), refused; withdrawn, expired, superseded. Fail-closed."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.kernel.machines import Act, Machine, Transition
from comity.kernel.models import Consent
from comity.kernel.roles import Capacity, Person, Role, System
from comity.kernel.transitions import transition

S = Consent.Status
FOCAL = (Role.STATE_FOCAL_POINT,)


def _own_state(consent: Consent, capacity: Capacity) -> bool:
    return capacity.state == consent.state


def _given(consent: Consent, act: Act) -> None:
    consent.given_by_id = act.capacity.user_id
    consent.given_at = timezone.now()


def _ended(consent: Consent, act: Act) -> None:
    del act
    consent.ended_at = timezone.now()


GIVEN = (S.GIVEN, S.CONDITIONAL)
CONSENT = Machine(
    name="consent",
    states=S,
    start=S.REQUESTED,
    transitions=(
        Transition("give", (S.REQUESTED,), S.GIVEN, FOCAL, _("Give consent"), effect=_given),
        Transition(
            "give_with_conditions",
            (S.REQUESTED,),
            S.CONDITIONAL,
            FOCAL,
            _("Give consent with conditions"),
            effect=_given,
        ),
        Transition("refuse", (S.REQUESTED,), S.REFUSED, FOCAL, _("Refuse consent"), effect=_ended),
        Transition("withdraw", GIVEN, S.WITHDRAWN, FOCAL, _("Withdraw consent"), effect=_ended),
        Transition("expire", GIVEN, S.EXPIRED, ("system",), _("Consent runs out"), effect=_ended),
        Transition(
            "supersede", GIVEN, S.SUPERSEDED, ("system", *FOCAL), _("A later consent takes its place"), effect=_ended
        ),
        Transition("lapse", (S.REQUESTED,), S.SUPERSEDED, ("system", *FOCAL), _("The question lapses"), effect=_ended),
    ),
    stands_for=_own_state,
    root=lambda consent: consent,
    turn={S.REQUESTED: FOCAL},
)


@transaction.atomic
def give(
    *, subject_type: str, subject: models.Model, version_hash: str, state: str, scope: str, by: Person,
    audience: str = "", extent: str = "", conditions: str = "", until: date | None = None,
) -> Consent:  # fmt: skip
    """Record one decision in favour; earlier live consents of the same subject, State and scope are superseded."""
    supersede(subject_type=subject_type, subject=subject, state=state, scope=scope, by=by)
    consent = Consent.objects.create(
        subject_type=subject_type, subject=subject.pk, version_hash=version_hash, state=state, scope=scope,
        audience=audience, extent=extent, conditions=conditions, until=until,
    )  # fmt: skip
    step = transition(CONSENT, consent, "give_with_conditions" if conditions.strip() else "give", by=by)
    result: Consent = step.record
    return result


@transaction.atomic
def supersede(*, subject_type: str, subject: models.Model, state: str, scope: str, by: Person) -> None:
    """End every consent of this subject, State and scope that is given or asked for."""
    rows = Consent.objects.of(subject_type, subject.pk).filter(state=state, scope=scope)
    for consent in rows.filter(status__in=Consent.GIVEN):
        transition(CONSENT, consent, "supersede", by=by)
    for consent in rows.filter(status=S.REQUESTED):
        transition(CONSENT, consent, "lapse", by=by)


@transaction.atomic
def withdraw_all(*, subject_type: str, subject: models.Model, by: Person, **where: Any) -> int:
    """Withdraw every given consent on the subject (of ``where``); returns how many were ended."""
    rows = list(Consent.objects.of(subject_type, subject.pk).filter(status__in=Consent.GIVEN, **where))
    for consent in rows:
        transition(CONSENT, consent, "withdraw", by=by)
    return len(rows)


def expire_due(by: System) -> int:
    """Mark the consents that have run out; readers lost sight on the day itself, this only states it in the record."""
    rows = Consent.objects.filter(status__in=Consent.GIVEN, until__lt=timezone.localdate())
    for consent in rows:
        transition(CONSENT, consent, "expire", by=by)
    return len(rows)
