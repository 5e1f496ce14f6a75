import pytest

from comity.commitments.classify.cognates import key
from comity.commitments.classify.language import detect
from comity.commitments.classify.words import bare, folded, tokens


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("137.197 Improve access to schools (Kenya);", "Improve access to schools"),
        ("67. To continue its efforts (Bolivia (Plurinational State of), Peru).", "To continue its efforts"),
        ("(a) Build schools", "Build schools"),
        ("2030 Agenda: carry it out", "2030 Agenda: carry it out"),
        ("Ratify the treaty (ICRMW) without delay", "Ratify the treaty (ICRMW) without delay"),
        ("(Kenya)", "(Kenya)"),
        ("", ""),
    ],
)
def test_number_before_and_states_behind_are_no_part_of_what_is_weighed(text, left):
    assert bare(text) == left


def test_accents_case_and_arabic_forms_do_not_count():
    assert folded("ÉDUCATION inclusivé") == "education inclusive"
    assert tokens("المدرسة والتعليم للأطفال", "ar") == ["مدرسه", "تعليم", "اطفال"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ensure that all children have access to school", "en"),
        ("Garantizar el acceso de las niñas a la educación", "es"),
        ("Garantir l'accès des filles à l'éducation dans les zones rurales", "fr"),
        ("ضمان حصول جميع الأطفال على التعليم المجاني في المدارس", "ar"),
        ("Обеспечить всем детям доступ к бесплатному образованию", "ru"),
        ("确保所有儿童都能接受免费的优质教育，特别是农村地区的女童", "zh"),
        ("", "en"),
    ],
)
def test_language_is_recognised(text, language):
    assert detect(text) == language


def test_declared_language_counts_unless_the_script_belies_it():
    assert detect("Ratificar", "es") == "es"
    assert detect("Обеспечить всем детям доступ к бесплатному образованию", "en") == "ru"


def test_words_shared_but_for_spelling_have_one_key():
    pairs = (("vulnerability", "vulnerabilidad"), ("patients", "pacientes"), ("structure", "estructura"))
    for english, spanish in pairs:
        assert key(english) == key(spanish) is not None
    assert key("war") is None
