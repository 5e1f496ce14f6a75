"""Acts through pages: shown to those who may, explained before, done once, refused in sentences."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comity.assistance.domain import consents, notes, requests, screening
from comity.assistance.domain.screening import QUESTIONS
from comity.assistance.models import Screening, StakeholderNote, SupportRequest
from comity.commitments.models import Recommendation
from comity.kernel.models import AuditEvent, Consent, StateChange
from comity.reference.models import State
from comity.web.assistance.kept import writer_of
from tests import world


def again(request):
    return SupportRequest.objects.get(pk=request.pk)


def at(request, rest: str = "") -> str:
    return f"/en/desk/requests/{request.pk}/{rest}"


def act(client, user, request, name, **given):
    """Open the page of an act and send its form, as a browser would."""
    client.force_login(world.fresh(user))
    opened = client.get(at(request, f"act/{name}"))
    version = (
        opened.context["version"] if opened.context and "version" in opened.context else again(request).row_version
    )
    return client.post(at(request, f"act/{name}"), {"version": version, **given})


def buttons(client, user, request) -> set[str]:
    client.force_login(world.fresh(user))
    response = client.get(at(request))
    return (
        {link.name for link in response.context["acts"] if not link.hindrances}
        if response.status_code == 200
        else set()
    )


SCREENING = {f"{name}-{one.code}": "yes" for name, questions in QUESTIONS.items() for one in questions}


# The whole cycle up to the open request, by pages alone


def test_request_goes_from_draft_to_open_through_pages(w, client):
    record = world.draft(w)
    assert act(client, w.focal_point, record, "endorse").status_code == 302
    assert act(client, w.focal_point, record, "submit").status_code == 302
    assert act(client, w.coordinator, record, "acknowledge").status_code == 302
    given = {**SCREENING, "result": "admissible", "reasons": "Clear."}
    assert act(client, w.coordinator, record, "screen", **given).status_code == 302
    assert act(client, w.coordinator, record, "circulate").status_code == 302
    assert again(record).status == "open"
    assert again(record).code in client.get("/en/requests").text


def test_needs_assessment_goes_through_pages(w, client):
    record = world.submitted(w)
    act(client, w.coordinator, record, "acknowledge")
    act(client, w.coordinator, record, "screen", **SCREENING, result="admissible", reasons="Clear.")
    assert (
        act(client, w.coordinator, record, "propose-assessment", mode="remote", terms="Ten schools").status_code == 302
    )
    assert "propose-assessment" not in buttons(client, w.coordinator, record)
    assert "Ten schools" in client.get(at(record)).text
    assert act(client, w.focal_point, record, "assess").status_code == 302
    act(client, w.coordinator, record, "report-assessment", consulted="Teachers", report="Four hundred are needed")
    client.force_login(w.officer)
    assert "Four hundred" not in client.get(at(record), follow=True).text, "providers wait for the State's approval"
    client.force_login(w.focal_point)
    assert "Four hundred" in client.get(at(record, "act/approve_assessment")).text
    assert act(client, w.focal_point, record, "approve_assessment").status_code == 302
    client.force_login(w.officer)
    assert "Four hundred" in client.get(at(record)).text


def test_returned_request_shows_the_missing_points_and_is_submitted_again(w, client):
    record = world.submitted(w)
    act(client, w.coordinator, record, "acknowledge")
    assert "Fill this in" in act(client, w.coordinator, record, "return", reason="  ").text
    act(client, w.coordinator, record, "return", reason="Say where the schools are.")
    client.force_login(w.preparer)
    assert "Say where the schools are." in client.get(at(record)).text
    assert "The coordinator returned the request." in client.get(at(record, "form/")).text
    assert act(client, w.focal_point, record, "resubmit").status_code == 302
    assert (again(record).status, again(record).version) == ("submitted", 2)


def test_unmet_request_is_renewed_or_taken_up_in_a_new_draft(w, client, time_machine):
    record = world.opened(w)
    assert "find_unmet" not in buttons(client, w.coordinator, record)
    assert "Providers may answer until" in client.get(at(record)).text
    time_machine.move_to(timezone.now() + timedelta(days=62))
    act(client, w.coordinator, record, "find_unmet", reason="Nobody could answer.")
    client.force_login(w.focal_point)
    assert "Nobody could answer." in client.get(at(record)).text
    response = act(client, w.focal_point, record, "copy")
    copy = SupportRequest.objects.exclude(pk=record.pk).get()
    assert response.url == at(copy, "form/")
    assert copy.follows_id == record.pk
    assert act(client, w.focal_point, record, "renew").status_code == 302
    assert again(record).status == "open"


def test_hold_and_resume(w, client):
    record = world.opened(w)
    act(client, w.focal_point, record, "hold", reason="Elections")
    assert again(record).status == "on_hold"
    act(client, w.coordinator, record, "resume")
    assert again(record).status == "open"


# Who sees which button


def test_buttons_follow_the_machine_and_the_role(w, client):
    record = world.draft(w)
    assert buttons(client, w.preparer, record) == {"edit", "invite"}
    assert buttons(client, w.focal_point, record) == {"endorse", "edit", "withdraw", "invite"}
    requests.endorse_request(record, by=w.focal_point)
    requests.submit_request(again(record), by=w.focal_point)
    assert buttons(client, w.preparer, record) == set()
    assert buttons(client, w.focal_point, record) == {"hold", "withdraw", "invite", "change-consent"}
    assert buttons(client, w.coordinator, record) == {"acknowledge", "hold"}
    assert buttons(client, w.officer, record) == set()
    screening.acknowledge_request(again(record), by=w.coordinator)
    assert buttons(client, w.coordinator, record) == {"screen", "return", "hold"}


def test_open_request_lets_providers_offer(w, client):
    record = world.opened(w)
    assert buttons(client, w.officer, record) == {"offer"}
    assert buttons(client, w.second_clearer, record) == {"offer"}


def test_focal_point_who_wrote_is_told_that_another_must_endorse(w, client):
    record = world.draft(w)
    requests.write_request(record, by=w.focal_point, changes={"title": "Changed"})
    assert "endorse" not in buttons(client, w.focal_point, record)
    assert "another focal point of your State must endorse" in client.get(at(record)).text
    response = client.post(at(record, "act/endorse"), {"version": again(record).row_version})
    assert response.status_code == 403
    assert again(record).status == "draft"


@pytest.mark.parametrize("name", ["preparer", "coordinator"])
def test_state_acts_are_for_its_focal_point_alone(w, client, name):
    record = world.submitted(w)
    client.force_login(getattr(w, name))
    for step in ("withdraw", "change-consent"):
        given = {
            "version": record.row_version,
            "audience": "public",
            "extent": "full",
            "report_use": "no",
            "confirmed": "1",
        }
        assert client.post(at(record, f"act/{step}"), given).status_code == 403, step
    assert client.post(at(record, "consent/publication/end")).status_code == 404
    assert again(record).row_version == record.row_version


def test_act_that_is_not_possible_leads_back_with_a_sentence(w, client):
    record = world.submitted(w)
    client.force_login(w.coordinator)
    response = client.get(at(record, "act/circulate"), follow=True)
    assert response.redirect_chain[-1][0] == at(record)
    assert "not possible as the request stands now" in response.text


def test_incomplete_draft_says_everything_that_is_missing(w, client):
    record = requests.start_request(state=w.slovenia, by=w.preparer)
    client.force_login(w.focal_point)
    response = client.post(at(record, "act/endorse"), {"version": record.row_version})
    assert response.status_code == 422
    assert "Describe at least one need." in response.text
    assert "things to mend" in response.text


# Sent twice, or from a stale page


def test_same_act_sent_twice_has_one_effect(w, client):
    record = world.draft(w)
    client.force_login(w.focal_point)
    version = record.row_version
    for _time in range(2):
        assert client.post(at(record, "act/endorse"), {"version": version}).status_code == 302
    assert StateChange.objects.filter(record=record.pk, transition="endorse").count() == 1


def test_act_from_a_stale_page_is_refused_and_the_text_kept(w, client):
    record = world.submitted(w)
    screening.acknowledge_request(record, by=w.coordinator)
    client.force_login(w.coordinator)
    response = client.post(
        at(record, "act/return"), {"version": record.row_version, "reason": "Say where the schools are."}
    )
    assert response.status_code == 409
    assert "Say where the schools are." in response.text
    assert "Somebody changed this record" in response.text
    assert again(record).status == "acknowledged"


def test_reasons_typed_into_an_ended_session_come_back(w, client):
    record = world.submitted(w)
    screening.acknowledge_request(record, by=w.coordinator)
    given = {
        "version": again(record).row_version,
        "writer": writer_of(w.coordinator),
        "reason": "A long list of points",
    }
    client.post(at(record, "act/return"), given)
    client.force_login(w.coordinator)
    assert "A long list of points" in client.get(at(record, "act/return")).text
    assert again(record).status == "acknowledged"


# Reasons (rule R4)


@pytest.mark.parametrize("result", ["admissible", "declined"])
def test_screening_without_reasons_is_impossible(w, client, result):
    record = world.submitted(w)
    act(client, w.coordinator, record, "acknowledge")
    response = act(client, w.coordinator, record, "screen", **SCREENING, result=result, reasons=" ")
    assert response.status_code == 200
    assert "Fill this in: Reasons" in response.text
    assert again(record).status == "acknowledged"
    assert not Screening.objects.exists()


def test_screening_needs_every_answer_and_keeps_those_given(w, client):
    record = world.submitted(w)
    act(client, w.coordinator, record, "acknowledge")
    given = {**SCREENING, "result": "declined", "reasons": "Outside.", "eligibility-capacity-note": "A note to keep"}
    del given["balance-area"]
    response = act(client, w.coordinator, record, "screen", **given)
    assert "Answer the question: Does support reach all need areas evenly?" in response.text
    assert "A note to keep" in response.text
    assert again(record).status == "acknowledged"


def test_declined_request_shows_reasons_and_referral_to_the_state(w, client):
    record = world.submitted(w)
    act(client, w.coordinator, record, "acknowledge")
    act(
        client,
        w.coordinator,
        record,
        "screen",
        **SCREENING,
        result="declined",
        reasons="Outside.",
        referral="Ask the fund.",
    )
    client.force_login(w.focal_point)
    text = client.get(at(record)).text
    assert "Outside." in text
    assert "Ask the fund." in text
    assert "Does support reach all regions evenly?" not in text, "the lists weigh other requests too"


# Consent in words


def test_consent_is_shown_before_submitting_with_names_where_named(w, client):
    record = world.draft(w, audience="named", extent="title-area")
    world.name_provider(w, record, w.agency)
    requests.endorse_request(again(record), by=w.focal_point)
    client.force_login(w.focal_point)
    text = client.get(at(record, "act/submit")).text
    assert "The coordinator · Agency" in text
    assert "Title, need areas and state of the request" in text
    assert "What cannot be taken back" in text
    assert text.index("What cannot be taken back") < text.index("Consent and submit</button>")


def test_consent_panel_counts_organisations_where_none_is_named_and_leaves_out_the_excluded(w, client):
    record = world.draft(w, audience="un-agencies")
    world.name_provider(w, record, w.second_agency, kind="excluded")
    requests.endorse_request(again(record), by=w.focal_point)
    client.force_login(w.focal_point)
    assert "1 organisation today" in client.get(at(record, "act/submit")).text


def test_changed_consent_is_shown_in_words_before_it_holds(w, client):
    record = world.opened(w, audience="un-agencies", extent="nothing")
    given = {"audience": "public", "extent": "full", "report_use": "named", "until": "", "conditions": ""}
    shown = act(client, w.focal_point, record, "change-consent", **given)
    assert shown.status_code == 200
    assert "holds only once you confirm it" in shown.text
    assert "Everybody, without signing in" in shown.text
    assert "everybody else: what is published" in shown.text
    assert client.get(f"/en/requests/{record.code}?as=public").status_code == 200
    assert again(record).extent == "nothing"
    version = shown.context["version"]
    assert (
        client.post(at(record, "act/change-consent"), {**given, "version": version, "confirmed": "1"}).status_code
        == 302
    )
    assert again(record).extent == "full"
    client.logout()
    assert client.get(f"/en/requests/{record.code}").status_code == 200


def test_record_shows_the_consent_in_force_and_how_to_end_it(w, client):
    record = world.opened(w, extent="summary")
    client.force_login(w.focal_point)
    text = client.get(at(record)).text
    assert at(record, "consent/submission/end") in text
    assert at(record, "consent/publication/end") in text
    client.force_login(w.coordinator)
    assert at(record, "consent/submission/end") not in client.get(at(record)).text
    consents.withdraw_consent(record, scope="publication", by=w.focal_point)
    client.force_login(w.focal_point)
    assert at(record, "consent/publication/end") not in client.get(at(record)).text


def test_withdrawing_says_what_it_means_and_needs_no_reason(w, client):
    record = world.opened(w)
    client.force_login(w.focal_point)
    assert "cannot be called back" in client.get(at(record, "act/withdraw")).text
    assert act(client, w.focal_point, record, "withdraw").status_code == 302
    assert again(record).status == "withdrawn"
    assert not Consent.objects.live().filter(subject=record.pk).exists()
    assert "Only your State sees it now." in client.get(at(record)).text


# Several States (rule R2)


def joint(w, client):
    State.objects.update(kind="member")
    record = world.draft(w)
    step, address = at(record, "form/who"), at(record, "form/who/states/new")
    client.force_login(w.preparer)
    assert address not in client.get(step).text
    assert "Your focal point can ask further States" in client.get(step).text
    refused = client.post(address, {"state": "NOR", "version": record.row_version})
    assert "own people can do this" in refused.text
    assert not record.states.filter(state="NOR").exists()
    client.force_login(w.focal_point)
    shown = client.get(step).context["form"]
    answers = {name: shown.initial[name] for name in shown.fields}
    assert client.post(step, {**answers, "go": address}).headers["Location"] == address
    assert client.post(address, {"state": "NOR", "version": record.row_version}).status_code == 302
    return again(record)


def test_further_state_is_named_only_after_its_own_consent(w, client):
    record = joint(w, client)
    requests.endorse_request(record, by=w.focal_point)
    requests.submit_request(again(record), by=w.focal_point)
    client.logout()
    assert "Norway" not in client.get(f"/en/requests/{again(record).code}").text


def test_further_state_joins_by_its_own_focal_point_and_leaves_at_once(w, client):
    record = joint(w, client)
    assert buttons(client, w.other_focal_point, record) == {"join", "leave"}
    assert client.post(at(record, "act/endorse"), {"version": record.row_version}).status_code == 403
    client.force_login(w.focal_point)
    assert client.post(at(record, "act/join")).status_code == 422, "another State cannot consent for it"
    assert record.states.get(state="NOR").standing == "invited"
    assert act(client, w.other_focal_point, record, "join").status_code == 302
    requests.endorse_request(again(record), by=w.focal_point)
    requests.submit_request(again(record), by=w.focal_point)
    client.logout()
    address = f"/en/requests/{again(record).code}"
    assert "Norway" in client.get(address).text
    assert act(client, w.other_focal_point, record, "leave").status_code == 302
    client.logout()
    for place in (address, "/en/requests", "/en/requests/export.json", "/en/requests/export.csv"):
        assert "Norway" not in client.get(place).text, place
        assert "NOR" not in client.get(place).text, place
    assert client.get(address).status_code == 200, "the request goes ahead for the others"


def test_recommendations_stay_as_they_were_through_the_whole_cycle(w, client):
    served = Recommendation.objects.create(
        key="test:1", fingerprint="0" * 32, kind="recommendation", source="upr-info", state="SVN",
        text="Train teachers", language="en", position="Noted", position_code="noted",
    )  # fmt: skip
    before = list(Recommendation.objects.values())
    record = world.draft(w)
    client.force_login(w.preparer)
    address = at(record, "form/commitments")
    client.post(address, {"shown-recommendation": [served.pk], "recommendation": [served.pk]})
    act(client, w.focal_point, record, "endorse")
    act(client, w.focal_point, record, "submit")
    act(client, w.coordinator, record, "acknowledge")
    act(client, w.coordinator, record, "screen", **SCREENING, result="admissible", reasons="Clear.")
    act(client, w.coordinator, record, "circulate")
    act(client, w.focal_point, record, "withdraw")
    assert list(Recommendation.objects.values()) == before


# Consulted bodies (rule R13)


def invited(w):
    record = world.draft(w)
    notes.invite_consulted(record, organisation=w.institution, by=w.preparer)
    requests.endorse_request(again(record), by=w.focal_point)
    requests.submit_request(again(record), by=w.focal_point)
    return again(record)


def test_invited_body_comments_for_the_state(w, client):
    record = invited(w)
    assert "comment" in buttons(client, w.nhri, record)
    assert act(client, w.nhri, record, "comment", text="Ask the girls.", level="2").status_code == 302
    for user in (w.focal_point, w.preparer, w.coordinator, w.nhri):
        client.force_login(user)
        assert "Ask the girls." in client.get(at(record)).text
    client.force_login(w.nhri)
    assert "Ask the girls." in client.get("/en/desk/notes").text


def test_page_of_a_comment_says_that_the_state_never_sees_one_in_confidence(w, client):
    record = invited(w)
    client.force_login(w.nhri)
    assert "The State never sees it" in client.get(at(record, "act/comment")).text
    act(client, w.nhri, record, "comment", text="We are afraid.", level="3")
    assert StakeholderNote.objects.get().level == 3
    event = AuditEvent.objects.get(action="note.leave")
    assert "afraid" not in str(event.facts)


@pytest.mark.parametrize("level", ["0", "1", "9", "x", ""])
def test_comment_has_one_of_two_levels(w, client, level):
    record = invited(w)
    assert act(client, w.nhri, record, "comment", text="Ask the girls.", level=level).status_code == 200
    assert not StakeholderNote.objects.exists()


@pytest.mark.parametrize("name", ["ngo", "academic", "officer", "coordinator", "focal_point", "other_focal_point"])
def test_nobody_else_comments(w, client, name):
    record = invited(w)
    client.force_login(getattr(w, name))
    response = client.post(at(record, "act/comment"), {"text": "Unasked", "level": "2"})
    assert response.status_code in (403, 404)
    assert not StakeholderNote.objects.exists()


def test_after_submission_only_the_focal_point_invites(w, client):
    record = world.submitted(w)
    client.force_login(w.preparer)
    assert client.post(at(record, "act/invite"), {"organisation": w.institution.pk}).status_code == 403
    assert act(client, w.focal_point, record, "invite", organisation=w.institution.pk).status_code == 302
    client.force_login(w.nhri)
    assert client.get(at(record)).status_code == 200
    assert "Take the invitation back" not in client.get(at(record)).text


def test_body_without_a_voice_is_not_invited(w, client):
    record = world.draft(w)
    response = act(client, w.preparer, record, "invite", organisation=w.agency.pk)
    assert response.status_code == 200
    assert "Choose one of the answers" in response.text


# Coverage and the State's word on it


def test_state_says_that_a_need_is_covered_and_takes_it_back(w, client):
    record = world.opened(w)
    need = record.needs.first()
    address = at(record, f"needs/{need.pk}/cover")
    client.force_login(w.focal_point)
    assert "No offer for this need has been accepted yet." in client.post(address).text
    world.accepted(w, record)
    assert "Partly covered" in client.get(at(record)).text
    assert client.post(address).status_code == 302
    assert "Covered, says the State" in client.get(at(record)).text
    assert client.post(address).status_code == 302
    client.force_login(w.coordinator)
    assert client.post(address).status_code == 404
    assert "Covered, says the State" not in client.get(at(record)).text
