from comity.commitments.classify.concepts import STYLE
from comity.commitments.classify.education import CHANCES
from comity.commitments.classify.labels import FOUR_AS, GOALS, ISSUES, LEVELS, PERSONS
from comity.commitments.classify.lexicon import LANGUAGES, Lexicon, concepts, lexicon, names
from comity.commitments.classify.targets import named, rules
from comity.commitments.classify.words import tokens
from comity.reference.files import read
from comity.reference.vocabulary import EducationLevel, FourA


def found(language, text):
    return {list(names())[number] for number, _place in lexicon(language).find(text, tokens(text, language))}


def test_every_concept_has_terms_in_all_six_languages_and_one_name():
    assert len(names()) == len(concepts())
    for name, terms in concepts():
        if name not in STYLE:
            assert all(terms.get(language) for language in LANGUAGES), name


def test_same_thing_is_found_in_each_language():
    texts = {
        "en": "Free primary education for girls with disabilities",
        "es": "Educación primaria gratuita para las niñas con discapacidad",
        "fr": "Éducation primaire gratuite pour les filles handicapées",
        "ar": "التعليم الابتدائي المجاني للفتيات ذوات الإعاقة",
        "ru": "Бесплатное начальное образование для девочек с инвалидностью",
        "zh": "为残疾女童提供免费的初等教育",
    }
    for language, text in texts.items():
        assert {"primary_education", "girl", "disability"} <= found(language, text), language


def test_term_of_several_words_needs_all_of_them_in_order():
    entries = (("inclusive", {"en": ("inclusive education", "special need*")}),)
    words = Lexicon("en", entries)
    assert words.find("", ["inclusive", "education"]) == [(0, 0)]
    assert words.find("", ["of", "special", "needs"]) == [(0, 1)]
    assert words.find("", ["education", "inclusive"]) == []
    assert words.find("", ["inclusive"]) == []


def test_star_stands_for_any_ending_and_nothing_else_does():
    assert "roma" in found("en", "the Roma community")
    assert "roma" not in found("en", "a romantic treaty of Romania")
    assert "refugee" in found("en", "refugees")


def test_labels_are_those_of_the_reference_data():
    issues = {name for issue in read("issues")["issues"] for name in (issue["name"], *issue["also"])}
    groups = {group["name"] for group in read("persons-groups")["groups"]}
    assert set(ISSUES) <= issues
    assert len(set(ISSUES)) == 54
    assert set(PERSONS.values()) <= groups
    assert set(LEVELS.values()) == set(EducationLevel.values)
    assert set(FOUR_AS.values()) == set(FourA.values)
    assert {*PERSONS, *LEVELS, *FOUR_AS, *CHANCES} <= set(names())


def test_targets_are_official_and_all_of_goal_4_are_there():
    official = {target["code"] for target in read("sdg")["targets"]}
    given = {rule.target for rule in rules()}
    assert given <= official
    assert {target for target in official if target.startswith("4.")} <= given
    assert {rule.goal for rule in rules()} == set(GOALS)


def test_target_needs_all_concepts_of_one_way():
    number = names()
    both = {rule.target for rule in named([number["education"], number["girl"]])}
    assert "4.5" in both
    assert "4.5" not in {rule.target for rule in named([number["girl"]])}
