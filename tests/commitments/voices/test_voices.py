"""Voices: everybody's own, nobody else's; read as far as their author's rule goes."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail

from comity.commitments import voices as queries
from comity.commitments.domain import voices
from comity.commitments.models import Voice
from comity.kernel.audit import verify
from comity.kernel.errors import ActError, Incomplete, NotEntitled, NotPossible, Outdated
from comity.kernel.models import AuditEvent, Notification
from comity.kernel.roles import Role, System
from comity.people.models import Membership
from tests import world
from tests.commitments.voices.speaking import AGES, MARKER, again, published, submitted, written

WRITERS = ("focal_point", "nhri", "ngo", "coordinator", "mechanism", "facilitator", "clearer", "preparer", "officer")
ALL = (
    "preparer", "focal_point", "alternate", "other_focal_point", "other_preparer", "coordinator", "administrator",
    "officer", "clearer", "second_officer", "second_clearer", "private_officer", "nhri", "ngo", "academic",
    "safeguarding", "secretary", "trustee", "editor", "mechanism", "facilitator", "steward",
)  # fmt: skip
KINDS = {"focal_point": "state", "nhri": "nhri", "ngo": "civil-society", "coordinator": "un", "facilitator": "children"}
FOLLOWS = {"preparer", "focal_point", "alternate", "coordinator", "mechanism", "nhri"}


def readers(w, voice):
    return {name for name in ALL if Voice.objects.visible_to(world.fresh(getattr(w, name))).filter(pk=voice.pk)}


@pytest.mark.parametrize("name", WRITERS)
def test_each_role_writes_submits_and_publishes_its_own_kind_of_voice(w, name):
    voice = published(w, name)
    assert voice.status == "published"
    assert voice.kind == KINDS.get(name, voice.kind)
    shown = queries.published([w.first.pk])[w.first.pk]
    assert [one.id for one in shown] == [voice.pk]
    assert shown[0].signature
    assert verify().faults == ()


@pytest.mark.parametrize("owner", ["nhri", "ngo", "coordinator", "facilitator", "focal_point"])
def test_nobody_but_the_own_body_edits_submits_publishes_or_withdraws(w, owner):
    draft, ready, out = written(w, owner), submitted(w, owner), published(w, owner)
    own = {"focal_point": {"preparer", "alternate"}, "coordinator": {"mechanism"}}.get(owner, set()) | {owner}
    for name in set(ALL) - own:
        by = world.fresh(getattr(w, name))
        for verb, voice in (
            (voices.submit_voice, draft), (voices.reopen_voice, ready), (voices.publish_voice, ready),
            (voices.withdraw_voice, draft), (voices.withdraw_voice, ready), (voices.withdraw_voice, out),
        ):  # fmt: skip
            with pytest.raises(NotEntitled) as refused:
                verb(again(voice), by=by)
            assert MARKER not in str(refused.value)
        with pytest.raises(NotEntitled):
            voices.write_voice(by=by, text="Mine now", rule="named", voice=again(draft))
    assert [again(voice).status for voice in (draft, ready, out)] == ["draft", "submitted", "published"]
    assert MARKER in again(out).text


def test_not_even_the_system_withdraws_what_a_body_published(w):
    voice = published(w, "ngo")
    with pytest.raises(NotEntitled):
        voices.withdraw_voice(voice, by=System("sender"))
    assert again(voice).status == "published"


@pytest.mark.parametrize("name", ["academic", "safeguarding", "administrator", "private_officer", "steward", "editor"])
def test_who_has_no_voice_writes_none(w, name):
    with pytest.raises(NotEntitled):
        written(w, name)


@pytest.mark.parametrize("name", ["focal_point", "preparer", "nhri"])
def test_a_state_and_its_institution_write_on_their_own_state_alone(w, name):
    with pytest.raises(NotEntitled):
        written(w, name, on=w.norwegian)


def test_one_text_on_several_recommendations_of_one_state_and_not_of_two(w):
    voice = published(w, "ngo")
    several = voices.write_voice(
        by=w.ngo, text="On both", rule="named", recommendations=[w.first, w.second]
    )  # fmt: skip
    voices.submit_voice(several, by=w.ngo)
    voices.publish_voice(again(several), by=w.ngo)
    found = queries.published([w.first.pk, w.second.pk, w.norwegian.pk])
    assert [one.id for one in found[w.first.pk]] == [voice.pk, several.pk]
    assert [one.id for one in found[w.second.pk]] == [several.pk]
    assert w.norwegian.pk not in found
    with pytest.raises(NotPossible, match="same State"):
        voices.write_voice(by=w.ngo, text="On both", rule="named", recommendations=[w.first, w.norwegian])


@pytest.mark.parametrize("name", ["preparer", "officer"])
def test_a_preparer_does_not_publish(w, name):
    voice = submitted(w, name)
    with pytest.raises(NotEntitled):
        voices.publish_voice(voice, by=getattr(w, name))


def test_a_preparer_who_is_focal_point_too_does_not_publish_own_text(w):
    Membership.objects.create(user=w.preparer, organisation=w.mission, role=Role.STATE_FOCAL_POINT)
    voice = submitted(w, "preparer")
    with pytest.raises(NotPossible, match="somebody else"):
        voices.publish_voice(voice, by=world.fresh(w.preparer))
    voices.publish_voice(voice, by=w.focal_point)


@pytest.mark.parametrize(
    ("rule", "status", "expected"),
    [
        ("named", "draft", {"ngo"}), ("named", "submitted", {"ngo"}), ("named", "published", set(ALL)),
        ("unnamed", "published", set(ALL)), ("follow-up", "submitted", {"ngo"}),
        ("follow-up", "published", FOLLOWS | {"ngo"}), ("confidence", "draft", {"ngo"}),
        ("confidence", "submitted", {"ngo", "safeguarding"}),
    ],
)  # fmt: skip
def test_the_rule_decides_who_reads(w, rule, status, expected):
    make = {"draft": written, "submitted": submitted, "published": published}[status]
    voice = make(w, "ngo", rule)
    assert readers(w, voice) == expected
    anonymous = Voice.objects.visible_to(AnonymousUser()).filter(pk=voice.pk).exists()
    assert anonymous == (expected == set(ALL))
    everywhere = queries.published([w.first.pk])
    assert bool(everywhere) == anonymous


@pytest.mark.parametrize("role", [Role.STATE_FOCAL_POINT, Role.ADMINISTRATOR])
def test_state_roles_and_administrators_read_nothing_in_confidence_whatever_else_they_are(w, role):
    voice = submitted(w, "ngo", "confidence")
    for name in ("ngo", "safeguarding"):
        person = getattr(w, name)
        Membership.objects.create(user=person, organisation=w.mission, role=role)
        both = world.fresh(person)
        assert not Voice.objects.visible_to(both).filter(pk=voice.pk).exists(), name
        assert not Voice.objects.own(both).filter(pk=voice.pk).exists(), name


def test_in_confidence_is_never_published(w):
    voice = submitted(w, "ngo", "confidence")
    with pytest.raises(NotPossible, match="never published"):
        voices.publish_voice(voice, by=w.ngo)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("focal_point", "confidence"), ("focal_point", "unnamed"), ("nhri", "unnamed"), ("coordinator", "unnamed"),
        ("ngo", "secret"),
    ],
)  # fmt: skip
def test_a_rule_that_the_kind_does_not_have_is_refused(w, name, rule):
    with pytest.raises(NotPossible):
        written(w, name, rule)
    assert not Voice.objects.exists()


def test_without_a_name_means_without_a_name(w):
    published(w, "ngo", "unnamed")
    shown = queries.published([w.first.pk])[w.first.pk][0]
    assert shown.signature == ""
    assert "Society" not in repr(shown)
    assert "author chose" in queries.unsigned(shown)


@pytest.mark.parametrize("stage", ["written", "submitted", "published"])
def test_withdrawal_erases_the_text_and_leaves_every_reader_without_it(w, stage):
    voice = {"written": written, "submitted": submitted, "published": published}[stage](w, "ngo")
    voices.withdraw_voice(voice, by=w.ngo)
    assert (again(voice).status, again(voice).text, again(voice).sources) == ("withdrawn", "", "")
    assert readers(w, voice) == {"ngo"}
    assert queries.published([w.first.pk]) == {}
    told = str(list(AuditEvent.objects.values())) + str(list(Notification.objects.values()))
    assert MARKER not in told
    assert AuditEvent.objects.filter(action="voice.write").exclude(after_hash="").exists()


def test_what_is_submitted_or_published_is_not_changed(w):
    for voice in (submitted(w, "ngo"), published(w, "ngo")):
        with pytest.raises(NotPossible, match="Only a draft"):
            voices.write_voice(by=w.ngo, text="Otherwise", rule="named", voice=voice)


def test_taken_back_in_confidence_is_gone_from_safeguarding_and_can_be_changed(w):
    voice = submitted(w, "ngo", "confidence")
    voices.reopen_voice(voice, by=w.ngo)
    assert readers(w, voice) == {"ngo"}
    changed = voices.write_voice(by=w.ngo, text="Open now", rule="named", voice=again(voice))
    assert (changed.level, changed.text) == (0, "Open now")


def test_the_same_step_twice_has_one_effect_and_an_old_page_changes_nothing(w):
    voice = submitted(w, "ngo")
    assert voices.publish_voice(voice, by=w.ngo, expected=voice.row_version).changed
    assert not voices.publish_voice(voice, by=w.ngo, expected=voice.row_version).changed
    draft = written(w, "ngo")
    voices.write_voice(by=w.ngo, text="Second", rule="named", voice=draft, expected=1)
    with pytest.raises(Outdated):
        voices.write_voice(by=w.ngo, text="Third", rule="named", voice=draft, expected=1)


def test_notices_of_confidence_name_neither_body_nor_recommendation(w):
    submitted(w, "ngo", "confidence")
    rows = list(Notification.objects.values("recipient", "kind", "code", "path"))
    assert {row["recipient"] for row in rows} == {w.safeguarding.pk}
    for said in ("A/HRC", "ociety", str(w.first.pk) + "/", MARKER):
        assert said not in str([row["code"] + row["path"] for row in rows])
    assert not mail.outbox


def test_the_state_is_told_of_what_is_published_only(w):
    submitted(w, "nhri")
    assert not Notification.objects.filter(recipient=w.focal_point.pk).exists()
    published(w, "ngo")
    assert Notification.objects.filter(recipient=w.focal_point.pk, kind="voice.publish").exists()
    assert not Notification.objects.filter(recipient=w.other_focal_point.pk).exists()


def test_an_empty_text_is_refused(w):
    with pytest.raises(Incomplete):
        voices.write_voice(by=w.ngo, text="  ", rule="named", recommendations=[w.first])
    with pytest.raises(Incomplete):
        voices.write_voice(by=w.ngo, text="Text", rule="named")


def test_findings_are_published_only_after_safeguarding_saw_them(w):
    voice = submitted(w, "facilitator")
    assert "safeguarding" in readers(w, voice)
    with pytest.raises(NotPossible, match="safeguarding officer"):
        voices.publish_voice(voice, by=w.facilitator)
    for name in ("facilitator", "focal_point", "administrator", "coordinator"):
        with pytest.raises(NotEntitled):
            voices.check_findings(voice, by=getattr(w, name))
    voices.check_findings(voice, by=w.safeguarding)
    voices.publish_voice(again(voice), by=w.facilitator)


def test_findings_taken_back_and_changed_are_seen_again(w):
    voice = submitted(w, "facilitator")
    voices.check_findings(voice, by=w.safeguarding)
    voices.reopen_voice(again(voice), by=w.facilitator)
    assert again(voice).checked_at is None


@pytest.mark.parametrize(
    "groups",
    [
        [], [{"by": "sex", "group": "girls", "number": 30}], [{"by": "age", "group": "10-13", "number": 4}],
        [{"by": "age", "group": "12", "number": 40}], [*AGES, {"by": "name", "group": "Ana", "number": 40}],
        [*AGES, {"by": "age", "group": "10-13", "number": 40, "school": "First"}],
        [{"by": "age", "group": "10-13", "number": "40"}], [{"by": "age", "group": "10-13", "number": True}],
    ],
)  # fmt: skip
def test_children_are_counts_of_known_groups_of_five_or_more(w, groups):
    with pytest.raises(NotPossible):
        written(w, "facilitator", groups=groups)
    assert not Voice.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["Write to ana@example.org", "Call +386 1 478 10 00 today", "A girl aged 11 said", "One 12-year-old boy left"],
)
def test_findings_that_point_to_one_child_are_refused(w, text):
    with pytest.raises(NotPossible):
        written(w, "facilitator", text=text)


@pytest.mark.parametrize("text", ["Groups aged 10 to 13 asked for 12 years of school", "In 2019-2023, articles 28, 29"])
def test_findings_on_bands_and_years_are_taken(w, text):
    assert written(w, "facilitator", text=text).text == text


def test_no_table_of_voices_has_a_field_for_one_child():
    names = {field.name for field in Voice._meta.get_fields()}
    assert not names & {"child", "name", "age", "school", "image", "photo", "birth", "contact"}


def test_errors_are_sentences(w):
    with pytest.raises(ActError) as refused:
        written(w, "academic")
    assert str(refused.value).endswith(".")
