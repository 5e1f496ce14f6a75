"""Rule R1 on pages of offers and plans: each role sees what it may; marker words prove that nothing else leaks."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from comity.assistance.domain import plans, requests, sharing
from comity.assistance.domain.consents import withdraw_consent
from comity.assistance.models import Offer, Plan, PlanVersion, SupportRequest
from comity.assistance.rules_cooperation import public_plan
from comity.kernel.errors import NotEntitled, NotPossible
from comity.kernel.models import AuditEvent, Consent
from tests import world
from tests.web.browser import Browser

EVERYBODY = (
    "preparer", "focal_point", "alternate", "other_focal_point", "other_preparer", "coordinator", "administrator",
    "officer", "clearer", "second_officer", "second_clearer", "private_officer", "nhri", "ngo", "academic",
    "safeguarding", "secretary", "trustee", "editor", "mechanism", "facilitator", "steward",
)  # fmt: skip
STATE = {"preparer", "focal_point", "alternate"}
PROVIDER = {"officer", "clearer"}


def readers_of(w, name, *args):
    """Who gets the page at all; everybody else gets “not found”."""
    answers = {who: Browser(getattr(w, who)).get(name, *args).status_code for who in EVERYBODY}
    assert set(answers.values()) <= {200, 404}
    return {who for who, status in answers.items() if status == 200}


def readers_of_word(w, word, name, *args):
    return {who for who in EVERYBODY if word in Browser(getattr(w, who)).get(name, *args).content.decode()}


@pytest.fixture
def asked(w):
    return world.opened(w, marker="ZEBRA", audience="un-agencies")


def test_draft_offer_is_seen_by_its_own_organisation_alone(w, asked):
    offer = world.offered(w, asked)
    Offer.objects.update(status="draft")
    assert readers_of(w, "offer", offer.pk) == PROVIDER
    assert readers_of_word(w, "Courses for teachers", "offers") == PROVIDER
    Offer.objects.update(status="cleared")
    assert readers_of(w, "offer", offer.pk) == PROVIDER


def test_sent_offer_is_seen_by_provider_state_and_coordinator(w, asked):
    offer = world.offered(w, asked, description="GIRAFFE")
    seen = STATE | PROVIDER | {"coordinator"}
    assert readers_of(w, "offer", offer.pk) == seen
    assert readers_of_word(w, "GIRAFFE", "offer", offer.pk) == seen
    assert readers_of_word(w, "Courses for teachers", "offers") == seen


def test_pairings_are_seen_with_their_offers(w, asked):
    world.accepted(w, asked)
    assert readers_of_word(w, "ZEBRAtitle", "pairings") == STATE | PROVIDER | {"coordinator"}


def test_plan_is_seen_by_state_coordinator_and_its_providers(w, asked):
    plan = world.active(w, asked)
    seen = STATE | PROVIDER | {"coordinator"}
    pages = ("plan", plan.pk), ("plan-version", plan.pk, 1)
    for page in pages:
        assert readers_of(w, *page) == seen
    assert readers_of_word(w, "ZEBRAtitle", "plans") == seen


def test_provider_whose_offer_was_not_accepted_does_not_see_the_plan(w, asked):
    world.offered(w, asked, officer=w.second_officer, clearer=w.second_clearer, provider=w.second_agency)
    plan = world.active(w, asked)
    for who in ("second_officer", "second_clearer"):
        assert Browser(getattr(w, who)).get("plan", plan.pk).status_code == 404


def test_unknown_and_hidden_records_answer_alike(w, asked):
    offer, plan = world.offered(w, asked), world.active(w, world.opened(w))
    page = Browser(w.second_officer)
    for name, hidden in (("offer", offer.pk), ("plan", plan.pk), ("plan-accept", plan.pk), ("progress-new", plan.pk)):
        first, second = page.get(name, hidden), page.get(name, 999_999)
        assert first.status_code == second.status_code == 404
        path, other = (reverse(name, args=[pk]).removeprefix("/en") for pk in (hidden, 999_999))
        bodies = [
            re.sub(r'nonce="[^"]*"', "", answer.content.decode().replace(address, ""))
            for answer, address in ((first, path), (second, other))
        ]
        assert bodies[0] == bodies[1]


def test_withdrawn_request_disappears_from_the_providers_pages_at_once(w, asked):
    """Rule R10: the offer stays as the provider's own text; nothing of the request stands on its page any more."""
    offer = world.offered(w, asked)
    page = Browser(w.officer)
    assert "ZEBRAtitle" in page.text("offer", offer.pk)
    requests.withdraw_request(SupportRequest.objects.get(pk=asked.pk), by=w.focal_point)
    page = Browser(world.fresh(w.officer))
    for text in (page.text("offer", offer.pk), page.text("offers"), page.text("pairings"), page.text("plans")):
        assert "ZEBRA" not in text
        assert asked.code not in text
        assert "Teachers&#x27; capacity" not in text
    assert "This request is no longer open to you" in page.text("offer", offer.pk)
    assert Browser(w.coordinator).get("offer", offer.pk).status_code == 404


def test_withdrawn_consent_closes_the_plan_to_everybody_but_the_state(w, asked):
    plan = world.active(w, asked)
    withdraw_consent(SupportRequest.objects.get(pk=asked.pk), scope="submission", by=w.focal_point)
    assert readers_of(w, "plan", plan.pk) == STATE
    assert readers_of_word(w, "ZEBRA", "plans") == STATE


def test_offer_cannot_be_changed_once_the_request_is_closed_to_the_provider(w):
    asked = world.opened(w, marker="ZEBRA", extent="nothing")
    offer = world.offered(w, asked)
    Offer.objects.update(status="draft")
    withdraw_consent(SupportRequest.objects.get(pk=asked.pk), scope="submission", by=w.focal_point)
    page = Browser(w.officer)
    text = page.text("offer-edit", offer.pk)
    assert "ZEBRA" not in text
    assert "The needs of this request are no longer open to you." in text
    data = {
        "title": "Changed", "description": "x", "modality": "multilateral", "is_new": "True", "contact": "Section",
        "valid_until": "2090-01-01", "expected": offer.row_version,
    }  # fmt: skip
    assert page.post("offer-edit", offer.pk, **data).status_code == 403
    assert Offer.objects.get().title == "Courses for teachers"


def test_accounts_and_views_are_seen_with_the_plan_only(w, asked):
    plan = world.active(w, asked)
    day = plan.starts_on
    plans.report_progress(plan, period_from=day, period_to=day, done="OKAPI", by=w.preparer)
    assert readers_of_word(w, "OKAPI", "plan", plan.pk) == STATE | PROVIDER | {"coordinator"}


@pytest.fixture
def agreed(w, asked):
    plan = world.proposed(w, asked)
    for who in (w.focal_point, w.clearer):
        plans.accept_plan(plan, version_hash=plan.version_hash, by=who)
    return Plan.objects.get(pk=plan.pk)


def test_plan_is_public_only_after_the_state_said_so_for_this_version(w, asked, agreed):
    assert public_plan(asked) is None
    Browser(w.focal_point).post("plan-publication", agreed.pk, expected=agreed.row_version, until="")
    shown = public_plan(asked)
    assert (shown["aim"], shown["number"], shown["hash"], shown["status"]) == (
        "Trained teachers",
        1,
        agreed.version_hash,
        "agreed",
    )
    PlanVersion.objects.create(plan=agreed, number=2, content={**shown, "aim": "OKAPI"}, hash="f" * 64)
    Plan.objects.update(version_hash="f" * 64)
    assert public_plan(asked) is None


def test_publication_is_sent_twice_and_counts_once(w, agreed):
    page = Browser(w.focal_point)
    for _time in range(2):
        page.post("plan-publication", agreed.pk, expected=agreed.row_version, until="")
    assert Consent.objects.filter(scope="plan").count() == 1
    assert AuditEvent.objects.filter(action="plan.share").count() == 1


def test_state_takes_the_plan_from_the_public_page(w, asked, agreed):
    sharing.share_plan(agreed, by=w.focal_point)
    fresh = Plan.objects.get(pk=agreed.pk)
    Browser(w.focal_point).post("plan-publication", agreed.pk, expected=fresh.row_version, stop="1", until="")
    assert public_plan(asked) is None
    assert Consent.objects.get(scope="plan").status == "withdrawn"


def test_plan_of_a_request_of_which_nothing_is_published_stays_closed(w):
    asked = world.opened(w, extent="nothing")
    plan = world.active(w, asked)
    sharing.share_plan(plan, by=w.focal_point)
    assert public_plan(asked) is None


def test_plan_leaves_the_public_page_with_the_withdrawn_publication(w, asked, agreed):
    sharing.share_plan(agreed, by=w.focal_point)
    withdraw_consent(SupportRequest.objects.get(pk=asked.pk), scope="publication", by=w.focal_point)
    assert public_plan(SupportRequest.objects.get(pk=asked.pk)) is None


@pytest.mark.parametrize("who", ["preparer", "coordinator", "clearer", "other_focal_point", "administrator"])
def test_nobody_but_the_focal_point_publishes(w, agreed, who):
    with pytest.raises(NotEntitled):
        sharing.share_plan(agreed, by=getattr(w, who))
    Browser(getattr(w, who)).post("plan-publication", agreed.pk, expected=agreed.row_version, until="")
    assert not Plan.objects.get(pk=agreed.pk).is_public


def test_plan_that_is_not_agreed_is_not_published(w, asked):
    plan = world.proposed(w, asked)
    with pytest.raises(NotPossible):
        sharing.share_plan(plan, by=w.focal_point)


def test_publication_page_says_who_will_see_what(w, agreed):
    text = Browser(w.focal_point).text("plan-publication", agreed.pk)
    for said in ("Everybody, without signing in", "From when", "What cannot be taken back"):
        assert said in text


def test_everybody_reads_the_published_plan_on_the_request_page_and_no_longer_once_it_is_taken_back(w, asked, agreed):
    page = Client()
    address = f"/en/requests/{SupportRequest.objects.get(pk=asked.pk).code}"
    aim = agreed.aim
    assert aim not in page.get(address).content.decode()
    sharing.share_plan(agreed, by=w.focal_point)
    shown = page.get(address).content.decode()
    assert aim in shown
    assert "accepted by the State and by every provider" in shown
    sharing.stop_sharing_plan(Plan.objects.get(pk=agreed.pk), by=w.focal_point)
    assert aim not in page.get(address).content.decode()
