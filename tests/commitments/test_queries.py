import pytest

from comity.commitments.models import Recommendation
from comity.commitments.queries import imports_visible_to, listed, of_state, texts_of
from tests.commitments.drafts import draft, take, varied

pytestmark = pytest.mark.django_db


def test_what_concerns_a_state() -> None:
    take(varied())
    assert {row.key for row in of_state("NOR", None)} == {"uhri:3", "uhri:4"}


def test_lists_are_by_kind_state_and_session_in_the_order_of_import() -> None:
    take(varied())
    assert [row.key for row in listed(None, kind="pledge")] == ["uhri:6"]
    assert [row.key for row in listed(None, kind="recommendation", state="NOR")] == ["uhri:3", "uhri:4"]
    assert [row.key for row in listed(None, kind="recommendation", session=33)] == ["uhri:3"]


def test_further_texts_are_listed_by_language() -> None:
    take([draft(1)])
    take([draft(1, text="Garantizar", language="es")])
    take([draft(1, text="ضمان", language="ar")])
    assert [text.language for text in texts_of(Recommendation.objects.get())] == ["ar", "es"]


def test_nobody_unknown_sees_the_imports() -> None:
    take([draft(1)])
    assert imports_visible_to(None) == []
