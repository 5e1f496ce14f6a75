"""Offers through pages: written by an officer, cleared and sent by somebody else, decided by the State."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comity.assistance.domain import offers
from comity.assistance.enums import OfferStatus
from comity.assistance.models import Offer, Pairing
from comity.kernel.models import AuditEvent, StateChange
from tests import world
from tests.web.browser import Browser


@pytest.fixture
def asked(w):
    return world.opened(w)


def form(asked, **changes):
    needs = list(asked.needs.all())
    data = {
        "title": "Courses", "description": "Twenty courses", "modality": "multilateral", "is_new": "True",
        "in_kind": "Trainers", "amount": "25000.50", "currency": "CHF", "money_status": "pledge", "conditions": "Rooms",
        "valid_until": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "contact": "Education section",
        f"need_{needs[0].pk}": "on", f"for_{needs[0].pk}": "Ten courses",
    }  # fmt: skip
    return {name: value for name, value in {**data, **changes}.items() if value is not None}


def test_officer_writes_an_offer_and_reads_it_back(w, asked):
    page = Browser(w.officer)
    response = page.post("offer-new", asked.pk, **form(asked))
    offer = Offer.objects.get()
    assert response.url.endswith(f"/desk/offers/{offer.pk}/")
    assert (offer.status, offer.prepared_by, offer.provider) == ("draft", w.officer, w.agency)
    assert (str(offer.amount), offer.currency, offer.money_status) == ("25000.50", "CHF", "pledge")
    item = offer.items.get()
    assert (item.need, item.contribution, item.accepted) == (asked.needs.first(), "Ten courses", None)
    text = page.text("offer", offer.pk)
    for said in ("Courses", "Twenty courses", "25,000.50 CHF", "pledge, not binding", "Rooms", "Education section"):
        assert said in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Fill this in: Title."),
        ({"valid_until": "2020-01-01"}, "This day has passed"),
        ({"valid_until": "soon"}, "“Valid until” is not a date. Write it as 2026-12-31."),
        ({"money_status": ""}, "Say whether the money is a pledge or a commitment."),
        ({"amount": ""}, "Give the sum, or leave open what the money is."),
        ({"amount": "-1"}, "A sum of money cannot be below zero."),
        ({"amount": "much"}, "“Money” is not a number. Write it in digits, for example 25000.50."),
        ({"currency": "Swiss"}, "three"),
        ({"currency": "chf"}, "three capital letters"),
        ({"modality": "sideways"}, "Choose one of the answers that are listed"),
        ({"description": "word " * 301}, "1 word too long"),
    ],
)
def test_wrong_offer_gets_a_sentence_and_is_not_kept(w, asked, changes, sentence):
    response = Browser(w.officer).post("offer-new", asked.pk, **form(asked, **changes))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Offer.objects.exists()


def test_offer_answers_at_least_one_need_and_says_what_for_it(w, asked):
    first, second = asked.needs.all()
    page = Browser(w.officer)
    nothing = page.post("offer-new", asked.pk, **form(asked, **{f"need_{first.pk}": None, f"for_{first.pk}": ""}))
    assert "Choose at least one need" in nothing.content.decode()
    silent = page.post("offer-new", asked.pk, **form(asked, **{f"need_{second.pk}": "on"}))
    assert "Say what you offer for this need: Need 2" in silent.content.decode()
    unticked = page.post("offer-new", asked.pk, **form(asked, **{f"for_{second.pk}": "Five more"}))
    assert "Tick the need that you wrote about" in unticked.content.decode()
    assert not Offer.objects.exists()


def test_same_new_offer_sent_twice_is_kept_once(w, asked):
    page = Browser(w.officer)
    page.post("offer-new", asked.pk, **form(asked))
    page.post("offer-new", asked.pk, **form(asked))
    assert Offer.objects.count() == 1
    page.post("offer-new", asked.pk, **form(asked, title="Another offer"))
    assert Offer.objects.count() == 2


def test_officer_does_not_clear_own_offer(w, asked):
    w.officer.memberships.create(organisation=w.agency, role="PC")
    offer = draft(w, asked)
    page = Browser(world.fresh(w.officer))
    assert "another person of your organisation must clear it" in page.text("offer", offer.pk)
    response = page.post("offer-act", offer.pk, "clear", expected=offer.row_version)
    assert response.status_code == 403
    offer.refresh_from_db()
    assert offer.status == OfferStatus.DRAFT


def test_clearer_who_changed_the_draft_has_prepared_it(w, asked):
    offer = draft(w, asked)
    page = Browser(w.clearer)
    page.post("offer-edit", offer.pk, **form(asked, title="Courses, mended", expected=offer.row_version))
    offer.refresh_from_db()
    assert (offer.title, offer.prepared_by) == ("Courses, mended", w.clearer)
    assert page.post("offer-act", offer.pk, "clear", expected=offer.row_version).status_code == 403


def draft(w, asked):
    Browser(w.officer).post("offer-new", asked.pk, **form(asked))
    return Offer.objects.latest("id")


def test_offer_goes_from_draft_to_the_state(w, asked):
    offer = draft(w, asked)
    clearer, state = Browser(w.clearer), Browser(w.focal_point)
    assert state.get("offer", offer.pk).status_code == 404
    clearer.post("offer-act", offer.pk, "clear", expected=offer.row_version)
    panel = clearer.text("offer-act", offer.pk, "submit")
    assert "Who will be able to read it" in panel
    assert "What cannot be taken back" in panel
    assert state.get("offer", offer.pk).status_code == 404
    offer.refresh_from_db()
    clearer.post("offer-act", offer.pk, "submit", expected=offer.row_version)
    assert "Twenty courses" in state.text("offer", offer.pk)


def test_draft_page_that_is_stale_overwrites_nothing(w, asked):
    offer = draft(w, asked)
    stale = offer.row_version
    page = Browser(w.officer)
    page.post("offer-edit", offer.pk, **form(asked, title="First", expected=stale))
    response = page.post("offer-edit", offer.pk, **form(asked, title="Second", expected=stale))
    assert response.status_code == 409
    assert "Somebody changed this record while you were reading it" in response.content.decode()
    offer.refresh_from_db()
    assert offer.title == "First"


def considered(w, asked):
    offer = world.offered(w, asked)
    return offers.consider_offer(offer, by=w.focal_point).record


def test_state_accepts_everything(w, asked):
    offer = considered(w, asked)
    needs = [need.pk for need in asked.needs.all()]
    response = Browser(w.focal_point).post("offer-accept", offer.pk, needs=needs, expected=offer.row_version)
    assert response.status_code == 302
    offer.refresh_from_db()
    assert offer.status == OfferStatus.ACCEPTED
    assert set(Pairing.objects.values_list("need", flat=True)) == set(needs)
    assert {pairing.review_on for pairing in Pairing.objects.all()} == {timezone.localdate() + timedelta(days=365)}


def test_state_accepts_one_need_of_two(w, asked):
    offer = considered(w, asked)
    first, second = asked.needs.all()
    Browser(w.focal_point).post("offer-accept", offer.pk, needs=[second.pk], expected=offer.row_version, reason="Later")
    offer.refresh_from_db()
    assert offer.status == OfferStatus.IN_PART
    assert dict(offer.items.values_list("need", "accepted")) == {first.pk: False, second.pk: True}
    assert Pairing.objects.get().need == second


def test_accepting_no_need_gets_a_sentence(w, asked):
    offer = considered(w, asked)
    response = Browser(w.focal_point).post("offer-accept", offer.pk, expected=offer.row_version)
    assert "to accept none is to decline" in response.content.decode()
    assert not Pairing.objects.exists()


def test_acceptance_sent_twice_pairs_once(w, asked):
    offer = considered(w, asked)
    needs = [need.pk for need in asked.needs.all()]
    page = Browser(w.focal_point)
    events = AuditEvent.objects.count()
    for _time in range(2):
        assert page.post("offer-accept", offer.pk, needs=needs, expected=offer.row_version).status_code == 302
    assert Pairing.objects.count() == 2
    assert StateChange.objects.filter(machine="offer", transition="accept").count() == 1
    assert AuditEvent.objects.count() == events + 1


@pytest.mark.parametrize("who", ["preparer", "other_focal_point", "coordinator", "officer", "clearer", "administrator"])
def test_nobody_but_the_states_focal_point_accepts(w, asked, who):
    offer = considered(w, asked)
    needs = [need.pk for need in asked.needs.all()]
    response = Browser(getattr(w, who)).post("offer-accept", offer.pk, needs=needs, expected=offer.row_version)
    assert response.status_code in (403, 404)
    assert not Pairing.objects.exists()


def test_state_declines_and_its_reasons_stay_between_the_sides(w, asked):
    offer = considered(w, asked)
    data = {"expected": offer.row_version, "reason": "MARKERREASON not now"}
    Browser(w.focal_point).post("offer-act", offer.pk, "decline", **data)
    offer.refresh_from_db()
    assert offer.status == OfferStatus.DECLINED
    for reader in (w.focal_point, w.preparer, w.officer, w.clearer):
        assert "MARKERREASON" in Browser(reader).text("offer", offer.pk)
    assert "MARKERREASON" not in Browser(w.coordinator).text("offer", offer.pk)


def test_state_declines_without_reasons(w, asked):
    offer = considered(w, asked)
    Browser(w.focal_point).post("offer-act", offer.pk, "decline", expected=offer.row_version, reason="")
    offer.refresh_from_db()
    assert offer.status == OfferStatus.DECLINED


def test_provider_withdraws_until_the_state_considers(w, asked):
    offer = world.offered(w, asked)
    Browser(w.clearer).post("offer-act", offer.pk, "withdraw", expected=offer.row_version, reason="")
    offer.refresh_from_db()
    assert offer.status == OfferStatus.WITHDRAWN
    second = considered(w, asked)
    response = Browser(w.clearer).post("offer-act", second.pk, "withdraw", expected=second.row_version, reason="")
    assert response.status_code == 409
    assert "is not possible while the state is “Under consideration”" in response.content.decode()


def test_step_that_does_not_exist_is_no_page(w, asked):
    offer = world.offered(w, asked)
    assert Browser(w.clearer).get("offer-act", offer.pk, "expire").status_code == 404
    assert Browser(w.clearer).get("offer-act", offer.pk, "nonsense").status_code == 404


def test_whose_turn_and_until_when(w, asked):
    day = timezone.localdate() + timedelta(days=60)
    offer = world.offered(w, asked)
    text = Browser(w.officer).text("offer", offer.pk)
    assert "Waiting for: State focal point" in text
    assert str(day.year) in text


def test_overdue_offer_names_the_duty_holder_and_no_fault(w, asked):
    offer = world.offered(w, asked)
    Offer.objects.filter(pk=offer.pk).update(valid_until=timezone.localdate() - timedelta(days=3))
    text = Browser(w.officer).text("offer", offer.pk)
    assert "Waiting for: State focal point" in text
    assert "the last day was" in text
    for blame in ("overdue", "failed", "late by", "delay"):
        assert blame not in text.lower()


def test_list_counts_by_state_and_sums(w, asked):
    world.offered(w, asked)
    considered(w, asked)
    draft(w, asked)
    page = Browser(w.officer).get("offers")
    options = page.context["facets"][0]["options"]
    assert {option["value"]: option["count"] for option in options} == {
        "draft": 1, "submitted": 1, "under_consideration": 1,
    }  # fmt: skip
    assert page.context["total"] == 3 == len(page.context["rows"])
    narrow = Browser(w.officer).get("offers", status="draft")
    assert [row["offer"].status for row in narrow.context["rows"]] == ["draft"]
    assert Browser(w.officer).get("offers", status="nonsense").context["page"].paginator.count == 3


def test_list_has_pages(w, asked):
    for _number in range(26):
        offers.draft_offer(
            asked, provider=w.agency, by=w.officer, needs={},
            fields={**world.OFFER_FIELDS, "valid_until": timezone.localdate()},
        )  # fmt: skip
    page = Browser(w.officer)
    assert len(page.get("offers").context["rows"]) == 25
    assert len(page.get("offers", page=2).context["rows"]) == 1
    assert 'href="?status=draft&amp;page=2"' in page.text("offers", status="draft")


def test_officer_of_two_organisations_says_for_which(w, asked):
    w.officer.memberships.create(organisation=w.second_agency, role="PA")
    page = Browser(world.fresh(w.officer))
    assert "For which organisation do you write the offer?" in page.text("offer-new", asked.pk)
    text = page.text("offer-new", asked.pk, **{"for": "second-agency"})
    assert "Second-Agency" in text
    assert 'name="title"' in text


@pytest.mark.parametrize(
    "who", ["private_officer", "other_focal_point", "administrator", "nhri", "ngo", "preparer", "coordinator"]
)
def test_request_takes_no_offer_from_those_it_did_not_reach(w, asked, who):
    assert Browser(getattr(w, who)).get("offer-new", asked.pk).status_code == 404
    assert Browser(getattr(w, who)).post("offer-new", asked.pk, **form(asked)).status_code == 404
    assert not Offer.objects.exists()


def test_offer_pages_ask_to_sign_in(w, asked):
    offer = world.offered(w, asked)
    for name, args in (("offers", []), ("pairings", []), ("offer", [offer.pk]), ("offer-new", [asked.pk])):
        response = Browser().get(name, *args)
        assert response.status_code == 302
        assert "/account/login/" in response.url
