import json
from itertools import pairwise

import pytest

from comity.commitments.classify import MODEL_VERSION, suggest
from comity.commitments.classify.labels import ISSUES

KEYS = [
    "id", "language", "issues", "education", "education_level", "four_as", "sdg_goals", "sdg_targets",
    "affected_persons", "action_rank", "why", "model",
]  # fmt: skip
GIRLS = "Take measures to increase the enrolment of girls in primary and secondary schools in rural areas (Norway);"
SAME = {
    "en": "Ensure free and inclusive primary education for girls with disabilities",
    "es": "Garantizar la educación primaria gratuita e inclusiva para las niñas con discapacidad",
    "fr": "Garantir une éducation primaire gratuite et inclusive pour les filles handicapées",
    "ar": "ضمان التعليم الابتدائي المجاني الشامل للفتيات ذوات الإعاقة في جميع المدارس",
    "ru": "Обеспечить бесплатное инклюзивное начальное образование для девочек с инвалидностью",
    "zh": "确保残疾女童获得免费的全纳初等教育，并在所有学校消除歧视",
}


def one(text, language=None):
    return next(suggest([text], [language] if language else None))


def test_recommendation_on_schooling_of_girls_is_understood():
    found = one(GIRLS)
    assert found.language == "en"
    assert "Right to education" in dict(found.issues)
    assert found.education[1]
    assert found.education_level == ["primary", "lower-secondary", "upper-secondary"]
    assert "accessibility" in found.four_as
    assert dict(found.sdg_goals)[4] > 0.5
    assert {"4.1", "4.5"} <= set(dict(found.sdg_targets))
    assert {"Women & girls", "Persons living in rural areas"} <= set(dict(found.affected_persons))
    assert found.action_rank == 4
    assert {"enrolment", "schools", "girls"} & {term for term, _weight in found.why}
    assert "norway" not in {term for term, _weight in found.why}


def test_answer_has_the_keys_of_the_contract_in_plain_json():
    document = json.loads(json.dumps(one(GIRLS).as_json("137.4")))
    assert list(document) == KEYS
    assert document["id"] == "137.4"
    assert list(document["education"]) == ["p", "is"]
    assert [goal["goal"] for goal in document["sdg_goals"]] == list(range(1, 18))
    assert all(0 <= goal["p"] <= 1 for goal in document["sdg_goals"])
    assert {issue["label"] for issue in document["issues"]} <= set(ISSUES)
    assert document["model"] == MODEL_VERSION


def test_issues_and_targets_come_best_first_and_what_is_below_its_threshold_does_not_come():
    found = one("Ratify the Convention against Torture, abolish the death penalty and improve prison conditions")
    for values in (found.issues, found.sdg_targets, found.why):
        assert all(first[1] >= second[1] for first, second in pairwise(values))
    assert {"Torture and other CID treatment", "Death penalty", "International instruments"} <= set(dict(found.issues))
    assert "Right to education" not in dict(found.issues)
    assert not found.education[1]
    assert found.education_level == found.four_as == []


@pytest.mark.parametrize("language", SAME)
def test_right_to_education_is_found_in_each_language_of_the_united_nations(language):
    found = one(SAME[language])
    assert found.language == language
    assert found.education[1]
    assert "primary" in found.education_level
    assert dict(found.sdg_goals)[4] > 0.5
    assert {"Women & girls", "Persons with disabilities"} <= set(dict(found.affected_persons))
    assert "Right to education" in dict(found.issues)
    assert found.why


def test_languages_without_labelled_texts_are_never_surer_than_english():
    sure = dict(one(SAME["en"]).affected_persons)["Women & girls"]
    for language in ("fr", "ar", "ru", "zh"):
        found = one(SAME[language])
        assert dict(found.affected_persons)["Women & girls"] < sure
        assert all(p <= 0.9 for _label, p in found.issues)


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Share its good practices in education with other countries", 1),
        ("Continue its efforts to promote the rights of women", 2),
        ("Consider ratifying the Convention on Enforced Disappearance", 3),
        ("Strengthen the protection of children", 4),
        ("Ratify the Optional Protocol to the Convention against Torture", 5),
        ("Continuar sus esfuerzos en favor de las mujeres", 2),
        ("Envisager de ratifier la Convention", 3),
        ("Ратифицировать Факультативный протокол к Конвенции против пыток", 5),
        ("继续努力促进妇女权利，加强对儿童的保护", 2),
        ("التصديق على البروتوكول الاختياري لاتفاقية مناهضة التعذيب", 5),
    ],
)
def test_rank_follows_the_verb_that_opens_the_text(text, rank):
    assert one(text).action_rank == rank


def test_human_rights_courses_for_the_police_are_not_the_right_to_education():
    assert not one("Provide human rights education and training to police officers and prison officials").education[1]
    assert one("Include human rights education in the curricula of all schools").education[1]


def test_education_among_several_rights_of_a_group_is_education_in_the_wide_sense():
    found = one("Guarantee to Roma the right to housing, health care, employment and education")
    assert found.education[1]


def test_what_a_text_gets_does_not_depend_on_its_neighbours_and_order_is_kept():
    texts = [GIRLS, *SAME.values(), "", "!!!", "x" * 5000, "Ratify CEDAW"] * 3
    together = list(suggest(texts))
    assert len(together) == len(texts)
    for text, found in zip(texts[:10], together, strict=False):
        alone = one(text)
        assert dict(alone.issues).keys() == dict(found.issues).keys()
        assert alone.education == found.education


def test_text_of_nothing_is_answered_too():
    found = one("")
    assert not found.education[1]
    assert found.action_rank in range(1, 6)
    assert len(found.sdg_goals) == 17


def test_languages_and_texts_must_be_as_many():
    with pytest.raises(ValueError, match="shorter"):
        list(suggest(["a", "b"], ["en"]))
