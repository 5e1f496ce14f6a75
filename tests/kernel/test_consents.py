"""Consent: append-only, fail-closed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comity.assistance.models import SupportRequest
from comity.kernel import consents
from comity.kernel.consents import CONSENT
from comity.kernel.errors import NotEntitled, NotPossible
from comity.kernel.models import AuditEvent, Consent
from comity.kernel.roles import System
from comity.kernel.transitions import transition
from tests import world

ONE_DAY = timedelta(days=1)


@pytest.fixture
def draft(w):
    return world.draft(w)


def give(w, draft, **more):
    fields = {"scope": "submission", "audience": "public", "version_hash": "a" * 64, "by": w.focal_point, **more}
    return consents.give(subject_type="request", subject=draft, state="SVN", **fields)


def test_given_consent_records_who_when_and_what(w, draft):
    consent = give(w, draft)
    assert (consent.status, consent.given_by, consent.ended_at) == ("given", w.focal_point, None)
    assert consent.given_at is not None
    assert consent.is_live
    assert AuditEvent.objects.latest("sequence").action == "consent.give"


def test_conditions_make_another_standing_that_lives_too(w, draft):
    consent = give(w, draft, conditions="Without the annex.")
    assert consent.status == "given_with_conditions"
    assert Consent.objects.live().get() == consent


def test_no_row_is_no_consent(draft):
    assert not Consent.objects.live().of("request", draft.pk).exists()


@pytest.mark.parametrize(("days", "lives"), [(-1, False), (0, True), (1, True)])
def test_consent_lives_through_its_last_day_and_not_one_longer(w, draft, days, lives):
    consent = give(w, draft, until=timezone.localdate() + days * ONE_DAY)
    assert Consent.objects.live().exists() is lives
    assert consent.is_live is lives


def test_consent_that_was_only_asked_for_or_refused_does_not_live(draft):
    for status in ("requested", "refused"):
        consent = Consent.objects.create(
            subject_type="request", subject=draft.pk, version_hash="a", state="SVN", scope="report", status=status
        )
        assert not consent.is_live
    assert not Consent.objects.live().exists()


def test_later_consent_supersedes_the_earlier_of_the_same_scope_only(w, draft):
    first, other = give(w, draft), give(w, draft, scope="report")
    second = give(w, draft, audience="named")
    first.refresh_from_db()
    assert (first.status, first.audience) == ("superseded", "public")
    assert first.ended_at is not None
    assert set(Consent.objects.live()) == {second, other}


def test_withdrawn_consent_is_dead_and_can_not_be_revived(w, draft):
    consent = give(w, draft)
    assert consents.withdraw_all(subject_type="request", subject=draft, by=w.focal_point) == 1
    consent.refresh_from_db()
    assert (consent.status, Consent.objects.live().exists()) == ("withdrawn", False)
    with pytest.raises(NotPossible):
        transition(CONSENT, consent, "give", by=w.focal_point)


def test_consent_of_another_state_cannot_be_given_or_withdrawn(w, draft):
    with pytest.raises(NotEntitled):
        give(w, draft, by=w.other_focal_point)
    assert not Consent.objects.filter(status="given").exists()
    give(w, draft)
    with pytest.raises(NotEntitled):
        consents.withdraw_all(subject_type="request", subject=draft, by=w.other_focal_point)
    assert Consent.objects.live().count() == 1


@pytest.mark.parametrize("who", ["preparer", "coordinator", "administrator", "officer"])
def test_nobody_but_the_focal_point_consents(w, draft, who):
    with pytest.raises(NotEntitled):
        give(w, draft, by=getattr(w, who))
    assert not Consent.objects.exists()


def test_expiry_is_stated_in_the_record_by_the_system(w, draft):
    over = give(w, draft, until=timezone.localdate() - ONE_DAY)
    today = give(w, draft, scope="report", until=timezone.localdate())
    assert consents.expire_due(System("consents")) == 1
    over.refresh_from_db()
    today.refresh_from_db()
    assert (over.status, today.status) == ("expired", "given")
    assert consents.expire_due(System("consents")) == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("audience", "public-2"), ("extent", "full"), ("conditions", "none"), ("version_hash", "b" * 64), ("state", "NOR"),
     ("scope", "report"), ("until", timezone.localdate()), ("subject", 999), ("subject_type", "plan")],
)  # fmt: skip
def test_what_was_decided_cannot_be_rewritten(w, draft, field, value):
    consent = give(w, draft)
    setattr(consent, field, value)
    with pytest.raises(TypeError, match="append-only"):
        consent.save()


def test_consent_cannot_be_deleted(w, draft):
    consent = give(w, draft)
    with pytest.raises(TypeError, match="never deleted"):
        consent.delete()


def test_reader_loses_sight_on_the_day_after_the_last_without_any_task(w):
    request = world.opened(w)
    assert SupportRequest.objects.visible_to(w.officer).exists()
    Consent.objects.filter(subject=request.pk).update(until=timezone.localdate() - ONE_DAY)
    assert not SupportRequest.objects.visible_to(w.officer).exists()
    assert SupportRequest.objects.visible_to(w.focal_point).exists()
