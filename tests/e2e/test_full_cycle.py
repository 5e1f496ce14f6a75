"""The full cycle, from a State's draft to the closed request, in four walks (acceptance 5 of the first full cycle)."""

import sys

import pytest
from playwright.sync_api import Browser

from comity.assistance.enums import RequestStatus
from tests.e2e.axe import Axe
from tests.e2e.cycle import Cycle
from tests.e2e.installation import Installation


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_six_people_walk_the_full_cycle(
    browser: Browser, axe: Axe, served: Installation, language: str, *, scripts: bool
) -> None:
    cycle = Cycle(browser, axe, served, language=language, scripts=scripts)
    try:
        _walk(cycle)
    finally:
        found = "\n".join(cycle.findings.told())
        sys.stdout.write(f"{served.log()[-4000:]}\n{cycle.whereabouts()}\n")
        sys.stdout.write(f"{cycle.findings.pages} pages visited\n{found}\n")
        cycle.end()
    assert cycle.findings.pages > 100, "The walk was shorter than the cycle"
    cycle.findings.demand_none()


def _walk(cycle: Cycle) -> None:
    cycle.preparer_begins_a_request()
    cycle.preparer_writes_who_asks()
    cycle.preparer_writes_the_situation()
    cycle.preparer_names_commitments()
    cycle.preparer_describes_two_needs()
    cycle.preparer_tells_who_was_consulted()
    cycle.preparer_proposes_the_consent()
    cycle.focal_point_endorses_consents_and_submits()
    cycle.focal_point_invites_the_national_institution()
    cycle.nhri_comments_where_it_is_invited()
    cycle.coordinator_acknowledges_screens_and_circulates()
    cycle.public_reads_only_what_was_consented(RequestStatus.OPEN)
    cycle.officer_finds_the_request_and_writes_an_offer()
    cycle.clearer_clears_and_sends_the_offer()
    cycle.focal_point_considers_and_accepts_the_offer()
    cycle.coordinator_opens_the_plan()
    cycle.officer_writes_the_component()
    cycle.coordinator_proposes_and_puts_the_plan_to_both()
    cycle.both_sides_accept_the_same_version()
    cycle.delivery_begins()
    cycle.officer_tells_of_the_progress()
    cycle.a_year_passes()
    cycle.both_sides_return_after_twelve_months()
    cycle.clearer_closes_the_component()
    cycle.both_sides_give_their_view()
    cycle.coordinator_closes()
    cycle.public_reads_only_what_was_consented(RequestStatus.CLOSED)
