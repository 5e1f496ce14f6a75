"""R1, R10, R13: nobody outside the consented audience gets any field, count, hit or row. Data that could leak is there.

Every text of the request carries a marker word; whatever a reader gets is searched for it.
"""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comity.assistance.domain import consents, requests, screening
from comity.assistance.models import Offer, Plan, StakeholderNote, SupportRequest
from comity.assistance.queries import RequestRegister
from comity.assistance.reading import reading
from comity.kernel.errors import NotPossible
from comity.kernel.models import AuditEvent, Consent
from comity.kernel.visibility import Level
from comity.people.models import Membership
from tests import world

MARK = "zzsecretzz"
OUTSIDE = [
    "other_focal_point", "other_preparer", "administrator", "officer", "clearer", "second_officer",
    "private_officer", "nhri",
    "ngo", "academic", "safeguarding", "secretary", "trustee", "editor", "mechanism", "facilitator", "steward",
]  # fmt: skip
UN = {"officer", "clearer", "second_officer"}
PARTICIPANTS = set(OUTSIDE) - {"administrator"}


def gets(user, request):
    """All that ``user`` can get of the request through every query object, as one text."""
    request = SupportRequest.objects.get(pk=request.pk)
    found = reading(request, user)
    register = RequestRegister({}, user)
    hits = RequestRegister({"q": MARK}, user)
    return {
        "row": SupportRequest.objects.visible_to(user).filter(pk=request.pk).exists(),
        "reading": json.dumps(found.content, default=str) if found else "",
        "register": [row.request.pk for row in register.all],
        "count": register.total,
        "facets": register.facets(),
        "hits": [row.request.pk for row in hits.all],
    }


def nothing(user, request):
    found = gets(user, request)
    return (
        not found["row"] and not found["reading"] and found["register"] == [] and found["count"] == 0
        and not any(found["facets"].values()) and found["hits"] == []
    )  # fmt: skip


def everybody(w):
    return {**{name: world.fresh(getattr(w, name)) for name in OUTSIDE}, "public": AnonymousUser()}


def test_r1_a_draft_is_seen_by_its_state_alone(w):
    request = world.draft(w, marker=MARK, audience="public", extent="full")
    for name, user in {**everybody(w), "coordinator": w.coordinator}.items():
        assert nothing(user, request), name
    for user in (w.preparer, w.focal_point, w.alternate):
        assert MARK in gets(user, request)["reading"]


def test_r1_before_circulation_only_the_coordinator_reads(w):
    request = world.submitted(w, marker=MARK, audience="public", extent="nothing")
    for name, user in everybody(w).items():
        assert nothing(user, request), name
    assert MARK in gets(w.coordinator, request)["reading"]


@pytest.mark.parametrize(
    ("audience", "readers"),
    [("named", {"second_officer"}), ("un-agencies", UN), ("participants", PARTICIPANTS), ("public", PARTICIPANTS)],
)
def test_r1_each_audience_reaches_exactly_its_readers(w, audience, readers):
    request = world.draft(w, marker=MARK, audience=audience, extent="nothing")
    world.name_provider(w, request, w.second_agency)
    requests.endorse_request(SupportRequest.objects.get(), by=w.focal_point)
    requests.submit_request(SupportRequest.objects.get(), by=w.focal_point)
    screening.acknowledge_request(SupportRequest.objects.get(), by=w.coordinator)
    screening.screen_request(
        SupportRequest.objects.get(), result="admissible", reasons="Clear.", answers=world.ANSWERS, by=w.coordinator
    )
    screening.circulate_request(SupportRequest.objects.get(), by=w.coordinator)
    for name, user in everybody(w).items():
        if name in readers:
            found = gets(user, request)
            assert MARK in found["reading"], name
            assert (found["count"], found["hits"]) == (1, [request.pk])
        else:
            assert nothing(user, request), name


def test_r1_excluded_and_preferred_providers_are_not_told(w):
    request = world.draft(w, marker=MARK, audience="participants", extent="full")
    world.name_provider(w, request, w.agency, kind="excluded")
    world.name_provider(w, request, w.second_agency, kind="preferred")
    requests.endorse_request(SupportRequest.objects.get(), by=w.focal_point)
    requests.submit_request(SupportRequest.objects.get(), by=w.focal_point)
    screening.acknowledge_request(SupportRequest.objects.get(), by=w.coordinator)
    screening.screen_request(
        SupportRequest.objects.get(), result="admissible", reasons="Clear.", answers=world.ANSWERS, by=w.coordinator
    )
    screening.circulate_request(SupportRequest.objects.get(), by=w.coordinator)
    for user in (w.second_officer, w.private_officer, AnonymousUser(), world.fresh(w.officer)):
        text = gets(user, request)["reading"]
        assert "excluded" not in text
        assert "preferred" not in text
        assert "second-agency" not in text
    assert "excluded" in gets(w.coordinator, request)["reading"]


@pytest.mark.parametrize(
    ("extent", "shown", "hidden"),
    [
        ("title-area", ["title"], ["summary", "situation", "need", "result", "monitoring", "focal", "done", "groups"]),
        (
            "summary",
            ["title", "summary", "result"],
            ["situation", "need", "monitoring", "focal", "done", "groups", "who"],
        ),
        ("full", ["title", "summary", "situation", "need", "monitoring", "who"], ["focal"]),
    ],
)
def test_r1_the_public_reads_as_far_as_the_extent_goes_and_search_no_further(w, extent, shown, hidden):
    request = world.submitted(w, marker=MARK, extent=extent)
    public = AnonymousUser()
    text = gets(public, request)["reading"]
    for part in shown:
        assert f"{MARK}{part}" in text
        assert RequestRegister({"q": f"{MARK}{part}"}, public).total == 1
    for part in hidden:
        assert f"{MARK}{part}" not in text
        assert RequestRegister({"q": f"{MARK}{part}"}, public).total == 0, part


def test_r1_readers_outside_get_the_consented_version_not_the_working_text(w):
    request = world.submitted(w, extent="full")
    screening.acknowledge_request(request, by=w.coordinator)
    screening.return_request(SupportRequest.objects.get(), missing="More.", by=w.coordinator)
    requests.write_request(SupportRequest.objects.get(), by=w.preparer, changes={"situation": MARK, "title": MARK})
    for user in (AnonymousUser(), w.coordinator, w.officer):
        assert MARK not in gets(user, request)["reading"]
        assert RequestRegister({"q": MARK}, user).total == 0
    assert MARK in gets(w.preparer, request)["reading"]


def test_r10_withdrawn_content_is_gone_from_every_view_at_once(w):
    request = world.opened(w, marker=MARK, audience="public", extent="full")
    world.offered(w, request)
    assert MARK in gets(AnonymousUser(), request)["reading"]
    requests.withdraw_request(SupportRequest.objects.get(), by=w.focal_point)
    for name, user in {**everybody(w), "coordinator": w.coordinator}.items():
        assert nothing(user, request), name
    assert not Offer.objects.visible_to(w.coordinator).exists()
    assert not Consent.objects.live().exists()
    assert MARK in gets(w.focal_point, request)["reading"]


def test_r10_withdrawn_status_alone_hides_the_request_even_beside_a_forgotten_consent(w):
    request = world.opened(w, marker=MARK, audience="public", extent="full")
    SupportRequest.objects.update(status="withdrawn")
    assert Consent.objects.live().exists()
    for name, user in {**everybody(w), "coordinator": w.coordinator}.items():
        assert nothing(user, request), name


def test_r10_withdrawn_publication_hides_from_the_public_and_the_audit_keeps_no_text(w):
    request = world.opened(w, marker=MARK, audience="un-agencies", extent="full")
    consents.withdraw_consent(request, scope="publication", by=w.focal_point)
    assert nothing(AnonymousUser(), request)
    assert MARK in gets(w.officer, request)["reading"]
    consents.withdraw_consent(request, scope="submission", by=w.focal_point)
    assert nothing(world.fresh(w.officer), request)
    assert nothing(w.coordinator, request)
    assert MARK not in json.dumps(list(AuditEvent.objects.values()), default=str)


def test_consent_that_runs_out_closes_the_record_on_the_day(w, time_machine):
    request = world.draft(w, marker=MARK, audience="public", extent="full")
    last = timezone.localdate() + timedelta(days=30)
    requests.write_request(request, by=w.preparer, changes={"consent_until": last})
    requests.endorse_request(SupportRequest.objects.get(), by=w.focal_point)
    requests.submit_request(SupportRequest.objects.get(), by=w.focal_point)
    time_machine.move_to(timezone.now() + timedelta(days=30))
    assert MARK in gets(AnonymousUser(), request)["reading"]
    time_machine.move_to(timezone.now() + timedelta(days=1, minutes=1))
    assert nothing(AnonymousUser(), request)
    assert nothing(world.fresh(w.coordinator), request)
    with pytest.raises(NotPossible):
        screening.acknowledge_request(SupportRequest.objects.get(), by=world.fresh(w.coordinator))


def test_r13_restricted_notes_reach_safeguarding_and_their_author_alone(w):
    request = world.opened(w, audience="participants")
    note = StakeholderNote.objects.create(
        request=request, organisation=w.society, author=w.ngo, text=MARK, level=Level.RESTRICTED
    )
    shared = StakeholderNote.objects.create(request=request, organisation=w.society, author=w.ngo, text="open")
    seen = {
        name: set(StakeholderNote.objects.visible_to(user).values_list("pk", flat=True))
        for name, user in {
            **everybody(w),
            "coordinator": w.coordinator,
            "preparer": w.preparer,
            "focal_point": w.focal_point,
        }.items()
    }
    assert seen.pop("safeguarding") == {note.pk}
    assert seen.pop("ngo") == {note.pk, shared.pk}
    assert {name for name, rows in seen.items() if note.pk in rows} == set()
    assert {name for name, rows in seen.items() if shared.pk in rows} == {"coordinator", "preparer", "focal_point"}


def test_r13_a_person_who_is_also_an_administrator_or_works_for_a_state_reads_no_restricted_note(w):
    request = world.opened(w)
    StakeholderNote.objects.create(
        request=request, organisation=w.society, author=w.ngo, text=MARK, level=Level.RESTRICTED
    )
    for organisation, role in ((w.office, "AD"), (w.ministry, "SP")):
        Membership.objects.create(user=w.safeguarding, organisation=organisation, role=role)
        assert not StakeholderNote.objects.visible_to(world.fresh(w.safeguarding)).exists()
        Membership.objects.filter(user=w.safeguarding, role=role).delete()


def test_offers_and_plans_are_seen_by_their_sides_alone(w):
    request = world.opened(w, audience="participants", extent="full")
    draft_only = world.offered(w, request)
    Offer.objects.filter(pk=draft_only.pk).update(status="draft")
    assert not Offer.objects.visible_to(w.focal_point).exists()
    assert not Offer.objects.visible_to(w.coordinator).exists()
    Offer.objects.filter(pk=draft_only.pk).update(status="submitted")
    seers = {
        name for name, user in {**everybody(w), "coordinator": w.coordinator, "focal_point": w.focal_point}.items()
        if Offer.objects.visible_to(user).exists()
    }  # fmt: skip
    assert seers == {"officer", "clearer", "coordinator", "focal_point"}
    Offer.objects.all().delete()
    world.proposed(w, request)
    seers = {
        name for name, user in {**everybody(w), "coordinator": w.coordinator, "focal_point": w.focal_point}.items()
        if Plan.objects.visible_to(user).exists()
    }  # fmt: skip
    assert seers == {"officer", "clearer", "coordinator", "focal_point"}


def test_ended_membership_closes_everything(w):
    request = world.opened(w, marker=MARK, audience="un-agencies", extent="nothing")
    assert MARK in gets(w.officer, request)["reading"]
    w.officer.memberships.update(valid_to=timezone.localdate() - timedelta(days=1))
    assert nothing(world.fresh(w.officer), request)


def test_invited_state_reads_and_a_refusing_one_no_longer(w):
    request = world.draft(w, marker=MARK)
    requests.invite_state(request, state=w.norway, by=w.focal_point)
    assert MARK in gets(w.other_focal_point, request)["reading"]
    consents.leave_request(request, state="NOR", by=w.other_focal_point)
    assert nothing(w.other_focal_point, request)


def test_register_takes_the_same_number_of_queries_for_one_and_three(w, django_assert_num_queries):
    world.opened(w)
    with CaptureQueriesContext(connection) as one:
        assert RequestRegister({}, AnonymousUser()).total == 1
    world.opened(w)
    world.opened(w)
    with django_assert_num_queries(len(one)):
        assert RequestRegister({}, AnonymousUser()).total == 3
