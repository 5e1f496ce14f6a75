"""What holds for any recommendations: order, duplicates, one group each; and the asks that must and must not meet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.commitments.clustering import Wording, group
from comity.commitments.clustering.candidates import candidates
from comity.commitments.clustering.reading import read
from comity.commitments.clustering.scoring import Weights, likeness, profile

VERBS = ["Ratify", "Continue efforts to ratify", "Adopt a law on", "Raise awareness of", "Take steps to combat"]
THINGS = [
    "ICRMW", "the Convention against Torture", "domestic violence", "discrimination against Roma", "hate speech",
    "trafficking in persons, especially women and children", "corporal punishment of children in all settings",
    "the death penalty", "free secondary education in rural areas", "court delays",
]  # fmt: skip
texts = st.builds(lambda verb, thing: f"{verb} {thing}", st.sampled_from(VERBS), st.sampled_from(THINGS))
collections = st.lists(texts, max_size=40)


def wordings(given):
    return [Wording(number, text) for number, text in enumerate(given, start=1)]


def together(*given):
    """Whether all of the texts stand in one group."""
    return [one.members for one in group(wordings(given))] == [tuple(range(1, len(given) + 1))]


@given(collections, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_makes_no_difference(texts, random):
    given_in_order = wordings(texts)
    shuffled = list(given_in_order)
    random.shuffle(shuffled)
    assert group(given_in_order) == group(shuffled)


@given(collections)
@settings(max_examples=60, deadline=None)
def test_nothing_is_in_two_groups_and_no_group_has_one_member(texts):
    groups = group(wordings(texts))
    members = [member for one in groups for member in one.members]
    assert len(members) == len(set(members))
    assert all(len(one.members) > 1 and one.common_ask in one.members for one in groups)


@given(collections, st.data())
@settings(max_examples=60, deadline=None)
def test_the_same_text_twice_is_always_together(texts, data):
    if not texts:
        return
    again = data.draw(st.sampled_from(texts))
    rows = wordings([*texts, again, f"  122.7 {again.upper()}. (Peru)"])
    twins = {row.id for row in rows if row.text == again} | {rows[-1].id}
    assert any(twins <= set(one.members) for one in group(rows))


@given(st.lists(st.text(max_size=60), max_size=12))
@settings(max_examples=80, deadline=None)
def test_any_text_is_taken(texts):
    group(wordings(texts))


@given(st.lists(texts, max_size=25), st.sampled_from([0.2, 0.46, 0.7]))
@settings(max_examples=40, deadline=None)
def test_search_by_rare_terms_finds_every_pair_that_comparing_all_would_find(texts, least):
    asks = [read(text) for text in texts]
    weights = Weights(asks)
    profiles = [profile(ask, weights) for ask in asks]
    alike = {
        (one, other)
        for one in range(len(profiles))
        for other in range(one + 1, len(profiles))
        if likeness(profiles[one], profiles[other], least) >= least
    }
    found = list(candidates(profiles, least))
    assert alike <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "given",
    [
        (
            "Ratify ICMW (Peru)",
            "Consider acceding to the Convention on the Protection of the Rights of All Migrant Workers",
            "Continue efforts towards ratification of the ICRMW",
        ),
        ("Ratify OP-CAT", "Accede to the Optional Protocol to the Convention against Torture"),
        ("Sign and ratify ILO Convention No. 189", "Consider ratifying the Domestic Workers Convention"),
        ("Guarantee 12 years of free education in law", "Ensure in law twelve years of free education"),
        ("Bring the Ombudsman into line with the Paris Principles",
         "Create the conditions for the national human rights institution to acquire A status"),
        ("Combat trafficking in persons, especially women", "Continue efforts against human trafficking"),
    ],
)  # fmt: skip
def test_one_ask_in_other_words_is_one_group(given):
    assert together(*given)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ratify CEDAW", "Ratify the Optional Protocol to CEDAW"),
        ("Ratify CRPD", "Bring the law into line with CRPD"),
        ("Ratify the Convention against Torture", "Ratify OPCAT"),
        ("Train judges on hate speech", "Make hate speech a criminal offence by law"),
        ("End violence against women", "End violence against older persons"),
        ("Withdraw reservations to CEDAW", "Ratify CEDAW"),
        ("Share its experience in combating poverty", "Combat poverty"),
        ("Prosecute traffickers", "Give shelter and assistance to victims of trafficking"),
    ],
)
def test_near_misses_stay_apart(one, other):
    assert group(wordings([one, other])) == []


def test_treaties_meet_across_languages():
    rows = [
        Wording(1, "Ratify the Optional Protocol to the Convention against Torture", "en"),
        Wording(2, "Ratificar el Protocolo Facultativo de la Convención contra la Tortura", "es"),
        Wording(3, "Ratifier le Protocole facultatif à la Convention contre la torture", "fr"),
    ]
    assert [one.members for one in group(rows)] == [(1, 2, 3)]


def test_a_chain_of_near_misses_does_not_glue_a_theme_together():
    chain = [
        "Prosecute trafficking in persons",
        "Prosecute trafficking in persons and assist victims",
        "Assist victims of trafficking and raise awareness of trafficking in persons",
        "Raise awareness of trafficking in persons",
    ]
    assert not together(*chain)


def test_why_names_action_instrument_and_persons_in_words():
    (one,) = group(wordings(["Ratify ICRMW", "Consider ratifying the Migrant Workers Convention"]))
    assert one.why.instruments == ("CMW",)
    assert "ratify" in one.why.sentence()
    assert one.label == "Ratify: convention on the rights of migrant workers (ICRMW)"
    (two,) = group(
        wordings(["End discrimination against Roma", "Continue efforts to prevent discrimination against Roma"])
    )
    assert (two.why.subjects, two.why.groups) == (("discrimination",), ("Roma",))


def test_identical_texts_are_said_to_be_identical():
    (one,) = group(wordings(["End corporal punishment", "End corporal punishment (Austria);"]))
    assert one.why.same_words
