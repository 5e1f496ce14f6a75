"""Plans through pages: written, proposed, accepted as exactly one version by both sides, delivered, closed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comity.assistance.domain import plans
from comity.assistance.enums import PlanStatus, Side
from comity.assistance.models import (
    ClosureView,
    Component,
    Pairing,
    Plan,
    PlanAcceptance,
    ProgressUpdate,
    SupportRequest,
)
from comity.kernel.models import StateChange
from tests import world
from tests.web.browser import Browser

TODAY = timezone.localdate


@pytest.fixture
def asked(w):
    return world.opened(w)


def again(record):
    return type(record).objects.get(pk=record.pk)


def text_of_plan(plan, **changes):
    return {
        "aim": "Trained teachers", "starts_on": TODAY().isoformat(),
        "ends_on": (TODAY() + timedelta(days=200)).isoformat(),
        "monitoring": "Twice a year", "sustainability": "", "gender_marker": "2", "rights_marker": "3",
        "expected": plan.row_version, **changes,
    }  # fmt: skip


def component_of(plan, outputs=(), milestones=(), **changes):
    needs = list(plan.request.needs.values_list("pk", flat=True))
    data = {
        "title": "Courses", "description": "Twenty courses", "needs": needs, "starts_on": "", "ends_on": "",
        "budget": "1000", "currency": "USD", "expected": plan.row_version,
    }  # fmt: skip
    for prefix, rows in (("outputs", outputs), ("milestones", milestones)):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for place, row in enumerate(rows):
            data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return data | changes


OUTPUT = {"title": "Teachers trained", "indicator": "Number", "baseline": "0", "target": "400"}
MILESTONE = {"title": "First course", "due_on": "2027-05-01"}


@pytest.fixture
def opened_plan(w, asked):
    world.accepted(w, asked)
    Browser(w.coordinator).post("plan-new", asked.pk)
    return Plan.objects.get()


def test_plan_is_opened_once_with_a_component_for_each_accepted_provider(w, asked, opened_plan):
    response = Browser(w.coordinator).post("plan-new", asked.pk)
    assert response.url.endswith(f"/desk/plans/{opened_plan.pk}/")
    assert Plan.objects.count() == 1
    assert Component.objects.get().provider == w.agency
    assert again(asked).status == "planning"


def test_plan_without_an_accepted_offer_is_not_opened(w, asked):
    response = Browser(w.coordinator).post("plan-new", asked.pk)
    assert response.status_code == 409
    assert "A plan begins with an offer that the State has accepted" in response.content.decode()
    assert not Plan.objects.exists()


def test_plan_is_written_by_coordinator_and_provider_through_forms(w, opened_plan):
    plan = opened_plan
    Browser(w.coordinator).post("plan-edit", plan.pk, **text_of_plan(plan))
    plan = again(plan)
    assert (plan.aim, plan.gender_marker, plan.rights_marker) == ("Trained teachers", 2, 3)
    data = component_of(plan, outputs=[OUTPUT, dict.fromkeys(OUTPUT, "")], milestones=[MILESTONE])
    assert Browser(w.officer).post("component-edit", plan.pk, "agency", **data).status_code == 302
    component = Component.objects.get()
    assert [output.title for output in component.outputs.all()] == ["Teachers trained"]
    assert [milestone.title for milestone in component.milestones.all()] == ["First course"]
    text = Browser(w.focal_point).text("plan", plan.pk)
    for said in ("Trained teachers", "Twenty courses", "Teachers trained – Number: from 0 to 400", "1,000.00 USD"):
        assert said in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"aim": ""}, "Fill this in: Aim."),
        ({"ends_on": "2001-01-01"}, "The last day is before the first day"),
        ({"gender_marker": "9"}, "Choose one of the answers that are listed: Gender marker."),
        ({"monitoring": "word " * 151}, "1 word too long"),
    ],
)
def test_wrong_text_of_a_plan_gets_a_sentence(w, opened_plan, changes, sentence):
    response = Browser(w.coordinator).post("plan-edit", opened_plan.pk, **text_of_plan(opened_plan, **changes))
    assert sentence in response.content.decode()
    assert again(opened_plan).aim == ""


def test_row_is_added_without_javascript_and_nothing_is_lost(w, opened_plan):
    data = component_of(opened_plan, outputs=[OUTPUT], milestones=[MILESTONE], add="outputs")
    data["outputs-0-target"] = "400 by spring"
    response = Browser(w.officer).post("component-edit", opened_plan.pk, "agency", **data)
    text = response.content.decode()
    assert response.status_code == 200
    assert 'name="outputs-TOTAL_FORMS" value="2"' in text
    assert 'value="400 by spring"' in text
    assert 'value="First course"' in text
    assert "Twenty courses" in text
    assert 'class="fault"' not in text
    assert not Component.objects.get().outputs.exists()


def test_row_is_removed_by_a_tick(w, opened_plan):
    rows = [OUTPUT, {**OUTPUT, "title": "Second", "DELETE": "on"}]
    Browser(w.officer).post("component-edit", opened_plan.pk, "agency", **component_of(opened_plan, outputs=rows))
    assert [output.title for output in Component.objects.get().outputs.all()] == ["Teachers trained"]


def test_half_filled_row_gets_a_sentence_and_nothing_is_saved(w, opened_plan):
    data = component_of(opened_plan, outputs=[{**OUTPUT, "target": ""}], title="New title")
    response = Browser(w.officer).post("component-edit", opened_plan.pk, "agency", **data)
    assert "Fill this in: Target." in response.content.decode()
    assert Component.objects.get().title != "New title"


def test_stored_component_comes_back_into_its_form(w, opened_plan):
    data = component_of(opened_plan, outputs=[OUTPUT], milestones=[MILESTONE])
    Browser(w.officer).post("component-edit", opened_plan.pk, "agency", **data)
    text = Browser(w.officer).text("component-edit", opened_plan.pk, "agency")
    for said in ('value="Teachers trained"', 'value="2027-05-01"', 'name="outputs-TOTAL_FORMS" value="2"'):
        assert said in text


def test_another_provider_does_not_write_the_component(w, opened_plan):
    data = component_of(opened_plan, outputs=[OUTPUT])
    assert Browser(w.second_officer).post("component-edit", opened_plan.pk, "agency", **data).status_code == 404
    assert Browser(w.focal_point).post("component-edit", opened_plan.pk, "agency", **data).status_code == 302
    assert not Component.objects.get().outputs.exists()


def test_plan_is_proposed_and_put_to_both_sides(w, opened_plan):
    page = Browser(w.coordinator)
    refused = page.post("plan-act", opened_plan.pk, "propose", expected=opened_plan.row_version)
    assert refused.status_code == 409
    assert "Write the aim of the plan." in refused.content.decode()
    page.post("plan-edit", opened_plan.pk, **text_of_plan(opened_plan))
    plan = again(opened_plan)
    page.post("component-edit", plan.pk, "agency", **component_of(plan, outputs=[OUTPUT]))
    page.post("plan-act", plan.pk, "propose", expected=again(plan).row_version)
    page.post("plan-act", plan.pk, "consult", expected=again(plan).row_version)
    assert again(plan).status == PlanStatus.CONSULTATION


@pytest.fixture
def plan(w, asked):
    return again(world.proposed(w, asked))


def test_acceptance_page_shows_the_version_and_its_fingerprint(w, plan):
    text = Browser(w.focal_point).text("plan-accept", plan.pk)
    assert "Accept version 1 of the plan" in text
    assert f'name="version_hash" value="{plan.version_hash}"' in text
    assert plan.version_hash[:8] in text
    assert "Trained teachers" in text


def test_both_sides_accept_and_the_page_says_who_accepted_what(w, plan):
    state, provider = Browser(w.focal_point), Browser(w.clearer)
    state.post("plan-accept", plan.pk, version_hash=plan.version_hash)
    assert again(plan).status == PlanStatus.BY_STATE
    text = provider.text("plan", plan.pk)
    assert "the present one" in text
    assert "none yet" in text
    provider.post("plan-accept", plan.pk, version_hash=plan.version_hash)
    assert again(plan).status == PlanStatus.AGREED
    assert again(plan.request).status == "agreed"


def test_acceptance_sent_twice_counts_once(w, plan):
    page = Browser(w.focal_point)
    for _time in range(2):
        assert page.post("plan-accept", plan.pk, version_hash=plan.version_hash).status_code == 302
    assert PlanAcceptance.objects.count() == 1
    assert StateChange.objects.filter(transition="state_accepts_first").count() == 1


def change_to_version_2(w, plan):
    page = Browser(w.clearer)
    page.post("plan-act", plan.pk, "revise", expected=again(plan).row_version, reason="Another aim")
    page.post("plan-edit", plan.pk, **text_of_plan(again(plan), aim="Other teachers"))
    co = Browser(w.coordinator)
    co.post("plan-act", plan.pk, "propose", expected=again(plan).row_version)
    co.post("plan-act", plan.pk, "consult", expected=again(plan).row_version)


def test_acceptance_of_a_version_that_was_changed_meanwhile_is_refused(w, plan):
    """Rule R3 through the page: the fingerprint that the person read is the one that counts."""
    read = plan.version_hash
    change_to_version_2(w, plan)
    response = Browser(w.focal_point).post("plan-accept", plan.pk, version_hash=read)
    assert response.status_code == 409
    text = response.content.decode()
    assert "Somebody changed this record while you were reading it" in text
    assert "Other teachers" in text
    assert again(plan).version_hash in text
    assert not PlanAcceptance.objects.exists()


def test_change_makes_earlier_acceptances_count_no_more(w, plan):
    Browser(w.focal_point).post("plan-accept", plan.pk, version_hash=plan.version_hash)
    change_to_version_2(w, plan)
    Browser(w.clearer).post("plan-accept", plan.pk, version_hash=again(plan).version_hash)
    assert again(plan).status == PlanStatus.BY_PROVIDER
    text = Browser(w.coordinator).text("plan", plan.pk)
    assert "an earlier one; it counts no more" in text
    response = Browser(w.coordinator).post("plan-act", plan.pk, "activate", expected=again(plan).row_version)
    assert response.status_code == 409


def test_difference_to_the_version_before_is_visible(w, plan):
    change_to_version_2(w, plan)
    for text in (Browser(w.focal_point).text("plan", plan.pk), Browser(w.focal_point).text("plan-version", plan.pk, 2)):
        assert '<del dir="auto">Trained teachers</del>' in text
        assert '<ins dir="auto">Other teachers</ins>' in text
        assert "Twenty courses</del>" not in text
    changed = {change.label for change in Browser(w.focal_point).get("plan", plan.pk).context["changes"]}
    assert changed == {"Aim", "Period", "Sustainability and exit", "Gender marker", "Human rights marker"}


@pytest.mark.parametrize(
    "who", ["preparer", "other_focal_point", "officer", "coordinator", "second_clearer", "administrator"]
)
def test_nobody_else_accepts(w, plan, who):
    response = Browser(getattr(w, who)).post("plan-accept", plan.pk, version_hash=plan.version_hash)
    assert response.status_code in (403, 404)
    assert not PlanAcceptance.objects.exists()


@pytest.fixture
def running(w, asked):
    return again(world.active(w, asked))


def test_plan_is_suspended_only_with_reasons_that_the_other_side_reads(w, running):
    page = Browser(w.focal_point)
    silent = page.post("plan-act", running.pk, "suspend", expected=running.row_version, reason="  ")
    assert "Give the reasons" in silent.content.decode()
    assert again(running).status == PlanStatus.ACTIVE
    page.post("plan-act", running.pk, "suspend", expected=running.row_version, reason="Elections")
    assert again(running).status == PlanStatus.SUSPENDED
    assert "Elections" in Browser(w.officer).text("plan", running.pk)
    Browser(w.clearer).post("plan-act", running.pk, "resume", expected=again(running).row_version)
    assert again(running).status == PlanStatus.ACTIVE


def test_refusal_without_reasons_is_impossible(w, running):
    """Rule R4 through pages: terminating and cancelling need reasons."""
    component = Component.objects.get()
    first = Browser(w.focal_point).post("plan-act", running.pk, "terminate", expected=running.row_version, reason="")
    second = Browser(w.clearer).post("component-act", component.pk, "cancel", expected=component.row_version, reason="")
    for response in (first, second):
        assert "the step is not possible without them" in response.content.decode()
    assert again(running).status == PlanStatus.ACTIVE
    assert again(component).status == "pipeline"


def test_step_sent_twice_has_one_effect(w, running):
    page = Browser(w.focal_point)
    for _time in range(2):
        response = page.post("plan-act", running.pk, "suspend", expected=running.row_version, reason="Elections")
        assert response.status_code == 302
    assert StateChange.objects.filter(machine="plan", transition="suspend").count() == 1


def test_components_carry_the_request_through_delivery_to_completion(w, running):
    page, component = Browser(w.clearer), Component.objects.get()
    for name, status in (("start", "in_delivery"), ("finalise", "in_delivery"), ("close", "completed")):
        page.post("component-act", component.pk, name, expected=again(component).row_version)
        assert again(running.request).status == status
    assert again(running).status == PlanStatus.COMPLETED


def account(**changes):
    return {
        "pairing": "", "period_from": (TODAY() - timedelta(days=30)).isoformat(), "period_to": TODAY().isoformat(),
        "done": "Ten courses", "results": "", "obstacles": "", "views": "", **changes,
    }  # fmt: skip


def test_accounts_of_both_sides_stand_side_by_side(w, running):
    Browser(w.preparer).post("progress-new", running.pk, **account(done="STATESAYS"))
    Browser(w.officer).post("progress-new", running.pk, **account(done="PROVIDERSAYS"))
    period = Browser(w.coordinator).get("plan", running.pk).context["periods"]
    assert len(period) == 1
    assert {side["side"]: [update.done for update in side["updates"]] for side in period[0]["sides"]} == {
        Side.STATE: ["STATESAYS"], Side.PROVIDER: ["PROVIDERSAYS"],
    }  # fmt: skip


def test_same_account_sent_twice_is_kept_once(w, running):
    page = Browser(w.officer)
    for _time in range(2):
        assert page.post("progress-new", running.pk, **account()).status_code == 302
    assert ProgressUpdate.objects.count() == 1


def test_twelve_month_return_of_a_pairing_is_waited_for_until_both_sides_wrote(w, running):
    pairing = Pairing.objects.first()
    Pairing.objects.update(review_on=TODAY())
    assert "State, Provider" in Browser(w.officer).text("pairings")
    assert "the day has come" in Browser(w.officer).text("pairings")
    Browser(w.officer).post("progress-new", running.pk, **account(pairing=pairing.pk))
    row = next(row for row in Browser(w.officer).get("pairings").context["rows"] if row["pairing"] == pairing)
    assert [str(side) for side in row["waiting"]] == ["State"]
    Browser(w.preparer).post("progress-new", running.pk, **account(pairing=pairing.pk))
    row = next(row for row in Browser(w.officer).get("pairings").context["rows"] if row["pairing"] == pairing)
    assert (row["waiting"], row["due"]) == ([], False)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"done": ""}, "Fill this in: What was done."),
        ({"period_to": "2001-01-01"}, "The period ends before it begins."),
        ({"period_to": "2090-01-01"}, "choose today or earlier"),
        ({"pairing": "999"}, "Choose one of the answers that are listed"),
    ],
)
def test_wrong_account_gets_a_sentence(w, running, changes, sentence):
    response = Browser(w.officer).post("progress-new", running.pk, **account(**changes))
    assert sentence in response.content.decode()
    assert not ProgressUpdate.objects.exists()


def test_bystanders_write_no_account(w, running):
    for who in (w.coordinator, w.second_officer, w.nhri):
        assert Browser(who).post("progress-new", running.pk, **account()).status_code in (302, 404)
    assert not ProgressUpdate.objects.exists()


@pytest.fixture
def completed(w, running):
    component = Component.objects.get()
    for name in ("start", "finalise", "close"):
        plans.move_component(component, name, by=w.clearer)
    return again(running)


VIEW = {"rating": "largely", "lessons": "Begin earlier", "sustained": "In the budget"}


def test_both_sides_give_their_view_and_the_coordinator_closes(w, completed):
    co = Browser(w.coordinator)
    early = co.post("plan-close", completed.pk, expected=completed.request.row_version)
    assert early.status_code == 409
    Browser(w.focal_point).post("closure-view", completed.pk, **VIEW)
    Browser(w.clearer).post("closure-view", completed.pk, **VIEW)
    Browser(w.clearer).post("closure-view", completed.pk, **VIEW)
    assert sorted(ClosureView.objects.values_list("side", flat=True)) == ["provider", "state"]
    assert "Begin earlier" in Browser(w.officer).text("plan", completed.pk)
    co.post("plan-close", completed.pk, expected=again(completed.request).row_version)
    assert (again(completed.request).status, again(completed).status) == ("closed", "closed")


def test_preparer_does_not_give_the_states_view(w, completed):
    Browser(w.preparer).post("closure-view", completed.pk, **VIEW)
    assert not ClosureView.objects.exists()


def test_request_is_closed_without_the_states_view_only_after_six_months_and_says_so(w, completed):
    Browser(w.clearer).post("closure-view", completed.pk, **VIEW)
    SupportRequest.objects.update(status_since=timezone.now() - timedelta(days=200))
    Browser(w.coordinator).post("plan-close", completed.pk, expected=again(completed.request).row_version)
    assert again(completed.request).status == "closed"
    assert (
        StateChange.objects.filter(transition="close", machine="request").get().reason
        == "Closed without the State's view."
    )


def test_overdue_plan_names_the_duty_holder_and_no_fault(w, plan):
    """Rule R9 through the page."""
    Plan.objects.update(status_since=timezone.now() - timedelta(days=90))
    text = Browser(w.officer).text("plan", plan.pk)
    assert "Waiting for: State focal point" in text
    assert "the last day was" in text
    for blame in ("overdue", "failed", "delay"):
        assert blame not in text.lower()


def test_inclusion_shows_what_is_not_recorded(w, plan):
    version = plan.request.versions.get()
    content = {
        **version.content,
        "consultations": [row for row in version.content["consultations"] if row["category"] != "nhri"],
    }
    plan.request.versions.update(content=content)
    rows = Browser(w.officer).get("plan", plan.pk).context["inclusion"]
    said = {str(row["label"]): row["value"] for row in rows}
    assert said["National human rights institution"] == "not recorded"
    assert said["Civil society"] != "not recorded"


def test_list_counts_by_state_and_sums(w, plan):
    world.active(w, world.opened(w))
    page = Browser(w.focal_point).get("plans")
    counts = {option["value"]: option["count"] for option in page.context["facets"][0]["options"]}
    assert counts == {"consultation": 1, "active": 1}
    assert page.context["total"] == page.context["page"].paginator.count == 2
    assert [row["plan"].pk for row in Browser(w.focal_point).get("plans", status="consultation").context["rows"]] == [
        plan.pk
    ]
