"""Pages about people: my account, an organisation and its manager's work, the link of an invitation, accounts."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comity.people.models import Invitation, Membership, Organisation, User
from tests import world
from tests.web.browser import Browser

PASSWORD = "four words make sense"


@pytest.fixture
def manager(w):
    return world.person("PC", w.agency, name="manager", is_manager=True)


def test_account_shows_roles_with_dates(w):
    day = timezone.localdate() - timedelta(days=400)
    Membership.objects.create(user=w.officer, organisation=w.foundation, role="PA", valid_from=day, valid_to=day)
    text = Browser(w.officer).text("my-account")
    assert text.index("Agency") < text.index("Foundation")
    assert "not in force today" in text
    assert "no end set" in text


def test_account_is_changed_by_its_owner(w):
    page = Browser(w.officer)
    page.post("my-account", title="Education specialist", language="fr")
    assert (world.fresh(w.officer).title, world.fresh(w.officer).language) == ("Education specialist", "fr")
    refused = page.post("my-account", title="", language="xx").content.decode()
    assert "Fill this in: Function." in refused
    assert "Choose one of the answers that are listed: Language of your mails." in refused


def test_public_reads_facts_of_an_organisation_and_no_people(w, manager):
    w.agency.website = "https://agency.example"
    w.agency.save()
    for page in (Browser(), Browser(w.second_officer), Browser(w.coordinator)):
        text = page.text("organisation", "agency")
        assert "United Nations entity" in text
        assert "https://agency.example" in text
        assert w.officer.title not in text
        assert w.officer.email not in text


def test_member_reads_functions_and_roles_but_no_addresses(w, manager):
    text = Browser(w.officer).text("organisation", "agency")
    assert w.clearer.title in text
    assert "Provider clearer" in text
    assert w.clearer.email not in text
    assert "Open invitations" not in text


def test_manager_reads_addresses_and_invitations(w, manager):
    text = Browser(manager).text("organisation", "agency")
    assert w.officer.email in text
    assert "Open invitations" in text


def test_own_organisation_is_found_or_chosen(w):
    assert Browser(w.officer).get("organisation").url.endswith("/organisations/agency/")
    w.officer.memberships.create(organisation=w.foundation, role="PA")
    text = Browser(world.fresh(w.officer)).text("organisation")
    assert "Agency" in text
    assert "Foundation" in text


def test_account_lists_the_rooms_that_the_roles_open(w):
    rooms = {
        who: [place["label"] for place in Browser(getattr(w, who)).get("my-account").context["places"]]
        for who in ("officer", "coordinator", "administrator", "nhri")
    }
    assert rooms["officer"] == ["Offers", "Pairings", "Plans", "Your organisation", "Time limits"]
    assert rooms["nhri"] == ["Your organisation", "Time limits"]
    assert {"Offers", "Plans", "Imports", "Audit"} <= set(rooms["coordinator"])
    assert rooms["administrator"] == [
        "Your organisation", "Imports", "Audit", "Organisations", "Accounts", "Time limits",
    ]  # fmt: skip


def test_unknown_organisation_is_no_page(w):
    assert Browser().get("organisation", "nowhere").status_code == 404


INVITED = {"email": "new@example.org", "title": "Officer", "role": "PA", "language": "en"}


def invited(manager, capture, **changes):
    page = Browser(manager)
    with capture(execute=True):
        response = page.post("invite", "agency", **{**INVITED, **changes})
    assert response.status_code == 302
    token = next(line for line in mail.outbox[-1].body.splitlines() if "/invitation/" in line).rsplit("/", 1)[1]
    return Invitation.objects.latest("id"), token


def test_manager_invites_and_the_invited_choose_a_password(w, manager, django_capture_on_commit_callbacks):
    _invitation, token = invited(manager, django_capture_on_commit_callbacks)
    page = Browser()
    text = page.text("invitation", token)
    assert "You are invited to act as “Provider officer” for Agency." in text
    assert "new@example.org" in text
    different = page.post("invitation", token, password=PASSWORD, again="something else entirely")
    assert "The two passwords are not the same" in different.content.decode()
    weak = page.post("invitation", token, password="short", again="short")
    assert "too short" in weak.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()
    assert page.post("invitation", token, password=PASSWORD, again=PASSWORD).status_code == 302
    user = User.objects.get(email="new@example.org")
    assert user.check_password(PASSWORD)
    assert Browser(user).text("my-account")


def test_role_choices_are_those_of_the_type_of_organisation(w, manager):
    text = Browser(manager).text("invite", "agency")
    for able in ("PA", "PC", "CF", "SO", "DS"):
        assert f'value="{able}"' in text
    for unable in ("SF", "SP", "CO", "AD", "NH"):
        assert f'value="{unable}"' not in text
    response = Browser(manager).post("invite", "agency", **{**INVITED, "role": "AD"})
    assert "Choose one of the answers that are listed: Role." in response.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("who", ["officer", "second_officer", "coordinator"])
def test_nobody_but_a_manager_gets_to_inviting(w, manager, who):
    assert Browser(getattr(w, who)).get("invite", "agency").status_code == 403
    assert Browser(getattr(w, who)).post("invite", "agency", **INVITED).status_code == 403
    membership = w.clearer.memberships.get()
    assert Browser(getattr(w, who)).post("membership-end", membership.pk).status_code == 403
    assert not Invitation.objects.exists()


def test_same_invitation_sent_twice_is_sent_once(w, manager, django_capture_on_commit_callbacks):
    invited(manager, django_capture_on_commit_callbacks)
    again = Browser(manager).post("invite", "agency", **{**INVITED, "email": "NEW@example.org"})
    assert "is invited to this role already" in again.content.decode()
    assert Invitation.objects.count() == 1
    has = Browser(manager).post("invite", "agency", **{**INVITED, "email": w.officer.email})
    assert "has this role in the organisation already" in has.content.decode()


def test_dead_links_say_in_words_why(w, manager, django_capture_on_commit_callbacks):
    page = Browser()
    _used, token = invited(manager, django_capture_on_commit_callbacks)
    page.post("invitation", token, password=PASSWORD, again=PASSWORD)
    withdrawn, second = invited(manager, django_capture_on_commit_callbacks, email="two@example.org")
    Browser(manager).post("invitation-cancel", withdrawn.pk)
    expired, third = invited(manager, django_capture_on_commit_callbacks, email="three@example.org")
    Invitation.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    sentences = {token: "was used already", second: "was withdrawn", third: "has run out", "made-up": "does not exist"}
    for dead, sentence in sentences.items():
        for response in (
            page.get("invitation", dead),
            page.post("invitation", dead, password=PASSWORD, again=PASSWORD),
        ):
            assert response.status_code == 410
            assert sentence in response.content.decode()
    assert not User.objects.filter(email__in=["two@example.org", "three@example.org"]).exists()


def test_page_of_a_link_is_not_kept_by_browsers(w, manager, django_capture_on_commit_callbacks):
    _invitation, token = invited(manager, django_capture_on_commit_callbacks)
    response = Browser().get("invitation", token)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_invited_person_with_an_account_gives_the_present_password(w, manager, django_capture_on_commit_callbacks):
    _invitation, token = invited(manager, django_capture_on_commit_callbacks, email=w.second_officer.email)
    page = Browser()
    assert "Your present password" in page.text("invitation", token)
    assert page.post("invitation", token, password="not it at all").status_code == 403
    page.post("invitation", token, password="correct horse battery")
    assert w.agency.pk in world.fresh(w.second_officer).organisations()


def test_manager_ends_a_membership_after_being_asked(w, manager):
    membership = w.officer.memberships.get()
    page = Browser(manager)
    assert "cannot act in this role" in page.text("membership-end", membership.pk)
    assert w.officer.memberships.get().valid_to is None
    page.post("membership-end", membership.pk)
    assert world.fresh(w.officer).roles() == frozenset()
    assert w.officer.email not in page.text("organisation", "agency")


def test_last_manager_stays(w, manager):
    response = Browser(manager).post("membership-end", manager.memberships.get().pk)
    assert response.status_code == 409
    assert "needs a manager" in response.content.decode()


ORGANISATION = {
    "code": "schools",
    "kind": "cso",
    "state": "",
    "website": "",
    "name_en": "Council of Schools",
    "name_ar": "مجلس",
}


def test_administrator_adds_and_changes_an_organisation(w):
    page = Browser(w.administrator)
    assert page.post("organisation-new", **ORGANISATION).status_code == 302
    kept = Organisation.objects.get(code="schools")
    assert kept.names == {"en": "Council of Schools", "ar": "مجلس"}
    changed = {**ORGANISATION, "name_en": "Schools' council", "state": "NOR", "website": "https://schools.example"}
    page.post("organisation-edit", "schools", **changed)
    kept.refresh_from_db()
    assert (kept.names["en"], kept.state_id, kept.website) == ("Schools' council", "NOR", "https://schools.example")
    assert "council" in page.text("organisations")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name_en": "", "name_ar": ""}, "Give the organisation a name in at least one language."),
        ({"code": "Two Words"}, "Use small letters, digits and hyphens only."),
        ({"code": "agency"}, "There is an organisation with the code “agency” already."),
        ({"kind": ""}, "Choose an answer: Type."),
        ({"kind": "state-mission"}, "Name the State to which the organisation belongs."),
        ({"website": "schools"}, "Write it in full, with https:// in front."),
    ],
)
def test_wrong_organisation_gets_a_sentence(w, changes, sentence):
    response = Browser(w.administrator).post("organisation-new", **{**ORGANISATION, **changes})
    assert sentence in response.content.decode()
    assert not Organisation.objects.filter(code__in=["schools", "Two Words"]).exists()


@pytest.mark.parametrize("name", ["organisations", "organisation-new", "users"])
@pytest.mark.parametrize("who", ["coordinator", "focal_point", "officer"])
def test_lists_are_the_administrators_alone(w, name, who):
    assert Browser(getattr(w, who)).get(name).status_code == 403


def test_list_of_accounts_shows_roles_and_no_content(w):
    request = world.opened(w, marker="ZEBRA")
    world.offered(w, request)
    text = Browser(w.administrator).text("users")
    assert w.officer.email in text
    assert "Provider officer" in text
    assert "ZEBRA" not in text
    assert request.code not in text
    found = Browser(w.administrator).get("users", q="second-agency").context["page"]
    assert {user.email for user in found} == {w.second_officer.email, w.second_clearer.email}


def test_lists_cost_the_same_for_more_rows(w):
    page = Browser(w.administrator)
    costs = []
    for round_ in range(2):
        for name in ("users", "organisations"):
            with CaptureQueriesContext(connection) as seen:
                page.get(name)
            costs.append(len(seen))
        for number in range(3):
            world.person("PA", world.organisation(f"more-{round_}-{number}", "cso", w.norway))
    assert costs[:2] == costs[2:]
