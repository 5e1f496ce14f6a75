from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.commitments.domain.imports import import_file
from comity.commitments.domain.preparing import prepare
from comity.commitments.facets import RecommendationSearch
from comity.commitments.indexing import COLLECTION
from comity.commitments.models import ImportRun, Recommendation
from comity.commitments.readers.draft import Draft, Problem, UnreadableFileError
from comity.kernel.audit import verify
from comity.kernel.errors import NotEntitled
from comity.kernel.models import AuditEvent, Text
from comity.kernel.roles import Capacity, System
from comity.search.index import Index
from comity.search.models import Posting
from tests.commitments.drafts import SYSTEM, Given, draft, take, varied

pytestmark = pytest.mark.django_db


class Someone:
    pk = None

    def __init__(self, role: str) -> None:
        self.role = role

    def capacities(self) -> list[Capacity]:
        return [Capacity(user_id=None, role=self.role)]


def counts(report: Any) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.rejected


def found(query: str) -> list[str]:
    return sorted(row.key for row in RecommendationSearch({"q": query}, None).rows())


def test_every_field_reaches_the_register() -> None:
    take([draft(1, states=["SVN", "HRV"])])
    row = Recommendation.objects.get()
    expected = draft(1)
    for name in ("key", "kind", "source", "text", "language", "mechanism", "body", "symbol", "session", "cycle",
                 "paragraph", "position", "recommending_states", "date", "type", "themes", "affected_persons", "sdgs",
                 "issues", "action_rank", "extra"):  # fmt: skip
        assert getattr(row, name) == getattr(expected, name), name
    assert (row.state, row.also_states, row.position_code) == ("SVN", ["HRV"], "supported")
    assert row.imported_by == ImportRun.objects.get()


def test_the_same_file_again_changes_nothing() -> None:
    assert counts(take(varied())) == (8, 0, 0, 0)
    before = list(Posting.objects.order_by("field", "value").values_list("field", "value", "bitmap"))
    rows = list(Recommendation.objects.order_by("id").values("id", "fingerprint", "imported_by"))
    assert counts(take(varied())) == (0, 0, 8, 0)
    assert list(Posting.objects.order_by("field", "value").values_list("field", "value", "bitmap")) == before
    assert list(Recommendation.objects.order_by("id").values("id", "fingerprint", "imported_by")) == rows


def test_a_changed_row_is_updated_and_found_by_its_new_words_alone() -> None:
    take(varied())
    changed = [replace(varied()[0], text="Build schools in rural areas", themes=["Right to health"])]
    assert counts(take(changed)) == (0, 1, 0, 0)
    assert found("rural schools") == ["uhri:1"]
    assert "uhri:1" not in found('"right to education"')
    assert {row.key for row in RecommendationSearch({"theme": "right-to-health"}, None).rows()} == {"uhri:1"}
    assert counts(take(changed)) == (0, 0, 1, 0)


@pytest.mark.parametrize("name", ["themes", "sdgs", "position", "paragraph", "date", "extra", "issues", "action_rank"])
def test_a_change_of_any_field_changes_the_fingerprint(name: str) -> None:
    values = {"date": None, "extra": {"new": 1}, "action_rank": 3}
    assert prepare(draft(1)).mark != prepare(draft(1, **{name: values.get(name, "other")})).mark


def test_the_row_number_is_no_part_of_the_content() -> None:
    assert prepare(draft(1)).mark == prepare(replace(draft(1), row=99)).mark


def test_a_dry_run_reports_the_same_and_writes_nothing() -> None:
    report = take(varied(), dry_run=True)
    assert counts(report) == (8, 0, 0, 0)
    assert not Recommendation.objects.exists()
    assert not Posting.objects.exists()
    assert not ImportRun.objects.exists()
    assert not AuditEvent.objects.exists()
    assert Index(COLLECTION).match("education").ids == Index(COLLECTION).all()


def test_a_file_that_breaks_in_the_middle_writes_nothing() -> None:
    take([draft(100)])
    with pytest.raises(UnreadableFileError, match="middle"):
        import_file(reader=Given(varied(), breaks_after=5), file_name="x", sha256="", by=SYSTEM)
    assert [row.key for row in Recommendation.objects.all()] == ["uhri:100"]
    assert found("education") == ["uhri:100"]
    assert ImportRun.objects.count() == 1


def test_a_record_twice_in_a_file_is_reported_and_taken_once() -> None:
    report = take([draft(1), replace(draft(1), row=2, text="Something else")])
    assert counts(report) == (1, 0, 0, 1)
    assert [(problem.row, problem.code) for problem in report.problems] == [(2, "repeated-record")]
    assert Recommendation.objects.get().text.startswith("Guarantee")


def test_another_language_is_a_text_of_the_same_record() -> None:
    take([draft(1)])
    spanish = [draft(1, text="Garantizar el derecho a la educación de las niñas", language="es")]
    assert counts(take(spanish)) == (1, 0, 0, 0)
    assert Recommendation.objects.get().language == "en"
    text = Text.objects.get()
    assert (text.language, text.status, text.source, text.text) == ("es", "official", "uhri", spanish[0].text)
    assert found("niña") == ["uhri:1"]
    assert found('"derecho a la educación"') == ["uhri:1"]
    assert counts(take(spanish)) == (0, 0, 1, 0)
    assert counts(take([draft(1)])) == (0, 0, 1, 0)


def test_a_changed_text_in_another_language_is_found_by_its_new_words() -> None:
    take([draft(1)])
    take([draft(1, text="Garantizar escuelas", language="es")])
    assert counts(take([draft(1, text="Construir hospitales", language="es")])) == (0, 1, 0, 0)
    assert found("hospital") == ["uhri:1"]
    assert found("escuelas") == []
    assert found('"right to education"') == ["uhri:1"]


def test_an_updated_record_keeps_its_words_in_other_languages() -> None:
    take([draft(1)])
    take([draft(1, text="Garantizar escuelas", language="es")])
    take([draft(1, text="Build hospitals")])
    assert found("escuelas") == ["uhri:1"]
    assert found("guarantee") == []


def test_the_report_is_the_command_s_contract() -> None:
    problem = Problem(1, "Themes", "stray-space", "Spaces were removed.", " x", repaired=True)
    reader = Given([draft(1)], [problem, replace(problem, row=0), replace(problem, row=3, repaired=False)])
    answer = import_file(reader=reader, file_name="file.json", sha256="1" * 64, by=SYSTEM).as_json()
    assert list(answer) == ["file", "rows_read", "created", "updated", "unchanged", "rejected", "repaired",
                            "problems", "seconds", "peak_mb"]  # fmt: skip
    assert (answer["rows_read"], answer["created"], answer["rejected"], answer["repaired"]) == (1, 1, 1, 1)
    assert answer["problems"][0] == {
        "row": 1, "field": "Themes", "code": "stray-space", "message": "Spaces were removed.", "value": " x",
    }  # fmt: skip


def test_a_value_that_no_database_takes_is_reported_all_the_same() -> None:
    problem = Problem(1, "Text", "control-character", "It was removed.", "a\0b\ud800c", repaired=True)
    report = import_file(reader=Given([draft(1)], [problem]), file_name="x", sha256="", by=SYSTEM)
    assert report.as_json()["problems"][0]["value"] == "a␀b?c"
    assert ImportRun.objects.get().problems[0]["value"] == "a␀b?c"


def test_many_problems_are_all_counted_and_the_first_ten_thousand_kept() -> None:
    problems = [Problem(row, "", "x", "x", "", repaired=row % 2 == 0) for row in range(1, 10_501)]
    report = import_file(reader=Given([], problems), file_name="x", sha256="", by=SYSTEM)
    assert (report.rejected, report.repaired) == (5_250, 5_250)
    assert len(ImportRun.objects.get().problems) == 10_000


def test_an_import_leaves_one_audit_event_with_counts_and_no_content() -> None:
    take(varied())
    event = AuditEvent.objects.get()
    assert event.action == "commitments.import"
    assert event.facts == {
        "sha256": "0" * 64, "rows_read": 8, "created": 8, "updated": 0, "unchanged": 0, "rejected": 0, "repaired": 0,
    }  # fmt: skip
    assert not verify().faults


@pytest.mark.parametrize("role", ["SP", "SF", "DS", "AD", "CO"])
def test_those_who_keep_the_register_may_import(role: str) -> None:
    assert take([draft(1)], by=Someone(role)).created == 1


@pytest.mark.parametrize("role", ["PA", "NH", "CS", "RE", ""])
def test_others_may_not_import(role: str) -> None:
    with pytest.raises(NotEntitled):
        take([draft(1)], by=Someone(role))
    assert not Recommendation.objects.exists()


def test_the_system_may_import() -> None:
    assert take([draft(1)], by=System("demo")).created == 1


def test_django_s_own_numbering_goes_on_after_an_import() -> None:
    take(varied())
    row = Recommendation.objects.create(
        key="by hand", kind="pledge", source="sheet", state="SVN", text="x", language="en"
    )
    assert row.pk > 8
    assert take([draft(50)]).created == 1


def test_an_import_asks_the_database_equally_often_for_one_row_and_for_three() -> None:
    take([draft(90)])

    def asked(drafts: Iterable[Draft]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            take(drafts)
        return len(queries)

    assert asked([draft(1)]) == asked([draft(2), draft(3), draft(4)])


def test_progress_is_told() -> None:
    told: list[int] = []
    take(varied(), progress=told.append)
    assert told[0] == told[-1] == 8


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(
    first=st.sets(st.integers(1, 6)),
    second=st.dictionaries(st.integers(1, 6), st.sampled_from(["red apple", "green apple", "blue"])),
)
def test_register_and_index_agree_after_any_two_imports(first: set[int], second: dict[int, str]) -> None:
    Recommendation.objects.all().delete()
    Posting.objects.filter(collection=COLLECTION).delete()
    take(draft(number) for number in first)
    take(draft(number, text=text) for number, text in second.items())
    texts = {row.key: row.text for row in Recommendation.objects.all()}
    assert len(texts) == len(first | second.keys()) == RecommendationSearch({}, None).total
    for word in ("apple", "red", "blue", "guarantee"):
        assert found(word) == sorted(key for key, text in texts.items() if word in text.lower().split())
