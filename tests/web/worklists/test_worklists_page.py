"""Worklists through the pages: chosen, downloaded, filled in elsewhere, compared, decided on, written once."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from comity.commitments.models import Recommendation
from comity.commitments.worklist_store import rows_of
from comity.web.administration.uploads import KEPT_FOR, find
from tests.commitments.drafts import draft, take
from tests.commitments.worklists import column, filled, sent
from tests.web.browser import Browser


@pytest.fixture
def rows(w):
    take([
        *(draft(number) for number in range(1, 6)),
        draft(6, position="Noted", themes=["Right to health"]),
        draft(7, states=["NOR", "SVN"], text="Norwegian ask"),
        draft(8, kind="pledge", source="upr-info", text="A pledge", position=""),
    ])  # fmt: skip
    return list(Recommendation.objects.order_by("id"))


def downloaded(page, **query):
    response = page.get("worklist-download", **{"state": "SVN", **query})
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return book, book.get_sheet_by_index(0).to_python()


def handed_in(page, path):
    response = page.post("worklists", file=SimpleUploadedFile("back.xlsx", path.read_bytes()))
    assert response.status_code == 302, response.content.decode()
    return response.url.rsplit("/", 1)[1]


def came_back(tmp_path, rows, edits, user, **options):
    return filled(sent(tmp_path, rows_of(rows, user=user)), edits, **options)


def test_worklist_has_the_chosen_recommendations_of_the_own_state_alone(w, rows, store):
    store.kept[rows[0].pk] = {"done": "Begun"}
    page = Browser(w.preparer)
    _book, cells = downloaded(page)
    listed = cells[2:]
    assert [int(line[0]) for line in listed] == [row.pk for row in rows[:6]]
    assert listed[0][column("done")] == "Begun"
    _book, cells = downloaded(page, position="noted")
    assert [int(line[0]) for line in cells[2:]] == [rows[5].pk]
    _book, cells = downloaded(page, theme="right-to-education", q="number 3")
    assert [int(line[0]) for line in cells[2:]] == [rows[2].pk]


@pytest.mark.parametrize("who", ["coordinator", "officer", "nhri", "administrator", "steward", "ngo"])
def test_others_get_no_worklists(w, rows, tmp_path, who):
    page = Browser(getattr(w, who))
    assert page.get("worklists").status_code == 403
    assert page.get("worklist-download", state="SVN").status_code == 403
    token = handed_in(Browser(w.preparer), came_back(tmp_path, rows, {}, w.preparer))
    assert page.get("worklist", token).status_code == 403
    assert page.post("worklist-apply", token).status_code == 403


def test_public_is_asked_to_sign_in(rows):
    assert Browser().get("worklists").status_code == 302


def test_worklist_of_another_state_is_a_sentence(w, rows, store):
    store.kept[rows[0].pk] = {"done": "ZEBRA"}
    text = Browser(w.other_preparer).text("worklist-download", state="SVN")
    assert "Choose one of the answers that are listed: State." in text
    assert "ZEBRA" not in text


def test_nothing_that_fits_is_a_sentence(w, rows):
    text = Browser(w.preparer).text("worklist-download", state="SVN", q="unicorns")
    assert "No recommendation fits. Choose less narrowly." in text


def test_comparison_shows_every_change_and_writes_nothing(w, rows, store, tmp_path):
    edits = {
        rows[0].pk: {"done": "Twelve schools", "status": "B"},
        rows[1].pk: {"text": "Other words"},
        rows[2].pk: {"due": "soon"},
    }
    page = Browser(w.preparer)
    token = handed_in(page, came_back(tmp_path, rows, edits, w.preparer, more=[[999.0]], drop=[rows[4].pk]))
    text = page.text("worklist", token)
    for words in ("Compared; nothing is written yet.", "Twelve schools", "Other words", "only to be read",
                  "cannot be understood", "soon", "of no recommendation to your State", "2 cells"):  # fmt: skip
        assert words in text, words
    context = page.get("worklist", token).context
    assert context["diff"].not_returned == [rows[4].pk]
    assert store.kept == {}


def test_changes_are_written_once_when_somebody_says_so(w, rows, store, tmp_path):
    page = Browser(w.focal_point)
    token = handed_in(page, came_back(tmp_path, rows, {rows[0].pk: {"done": "Twelve"}}, w.focal_point))
    seen = page.get("worklist", token).context["diff"].mark
    for _time in range(2):
        assert page.post("worklist-apply", token, seen=seen).status_code == 302
    assert store.kept == {rows[0].pk: {"done": "Twelve"}}
    assert store.writers == [w.focal_point.pk]
    text = page.text("worklist", token)
    assert "This worklist was taken." in text
    assert "1 row was written." in text


def test_conflicts_are_decided_row_by_row(w, rows, store, tmp_path):
    page = Browser(w.preparer)
    edits = {row.pk: {"done": "By the ministry"} for row in rows[:3]}
    path = came_back(tmp_path, rows, edits, w.preparer)
    for row in rows[:3]:
        store.kept[row.pk] = {"done": "By another"}
    token = handed_in(page, path)
    text = page.text("worklist", token)
    assert text.count("Take what the worklist says") == 3
    assert text.count("By another") == 3
    seen = page.get("worklist", token).context["diff"].mark
    page.post(
        "worklist-apply", token, seen=seen, **{f"choice-{rows[0].pk}": "sheet", f"choice-{rows[1].pk}": "register"}
    )
    assert [store.kept[row.pk]["done"] for row in rows[:3]] == ["By the ministry", "By another", "By another"]
    assert page.get("worklist", token).context["upload"].report["left"] == 2


def test_register_that_moves_on_meanwhile_stops_all_and_keeps_the_choices(w, rows, store, tmp_path):
    page = Browser(w.preparer)
    edits = {row.pk: {"done": "By the ministry"} for row in rows[:2]}
    path = came_back(tmp_path, rows, edits, w.preparer)
    store.kept[rows[0].pk] = {"done": "By another"}
    token = handed_in(page, path)
    seen = page.get("worklist", token).context["diff"].mark
    store.kept[rows[1].pk] = {"done": "Meanwhile"}
    response = page.post("worklist-apply", token, seen=seen, **{f"choice-{rows[0].pk}": "sheet"})
    text = response.content.decode()
    assert "Somebody changed this record while you were reading it." in text
    assert "Meanwhile" in text
    assert f'id="take-{rows[0].pk}" name="choice-{rows[0].pk}" value="sheet" checked' in text
    assert store.kept == {rows[0].pk: {"done": "By another"}, rows[1].pk: {"done": "Meanwhile"}}


def test_refusal_of_one_row_is_a_sentence_and_writes_nothing(w, rows, store, tmp_path):
    store.refuses = {rows[1].pk}
    page = Browser(w.preparer)
    token = handed_in(page, came_back(tmp_path, rows, {row.pk: {"done": "Done"} for row in rows[:2]}, w.preparer))
    seen = page.get("worklist", token).context["diff"].mark
    assert (
        "The source is older than the recommendation." in page.post("worklist-apply", token, seen=seen).content.decode()
    )
    assert find(token, user=w.preparer.pk).standing == "checking"


def test_upload_is_its_uploaders_alone_and_no_import(w, rows, tmp_path):
    page = Browser(w.preparer)
    token = handed_in(page, came_back(tmp_path, rows, {}, w.preparer))
    assert Browser(w.focal_point).get("worklist", token).status_code == 404
    assert page.get("import", token).status_code == 404
    assert page.get("worklist", "no-such-token").status_code == 404
    assert KEPT_FOR <= 7 * 24 * 3600


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [("back.csv", b"a,b", "Such a file ends in .xlsx."), ("back.xlsx", b"", "The submitted file is empty.")],
)
def test_wrong_file_gets_a_sentence(w, name, content, sentence):
    response = Browser(w.preparer).post("worklists", file=SimpleUploadedFile(name, content))
    assert sentence in response.content.decode()


def test_file_that_is_no_worklist_gets_a_sentence(w):
    page = Browser(w.preparer)
    response = page.post("worklists", file=SimpleUploadedFile("back.xlsx", b"no sheet"))
    text = page.text("worklist", response.url.rsplit("/", 1)[1])
    assert "is not a spreadsheet (.xlsx)" in text
    assert "nothing was written" in text


def test_worklist_nobody_filled_in_says_so(w, rows, tmp_path):
    page = Browser(w.preparer)
    assert "Nothing would change." in page.text(
        "worklist", handed_in(page, came_back(tmp_path, rows[:6], {}, w.preparer))
    )


def test_arabic_worklist_runs_from_the_right(w, rows):
    page = Browser(w.preparer)
    response = page.client.get("/ar/desk/worklists/download", {"state": "SVN"})
    content = b"".join(response.streaming_content)
    import zipfile  # noqa: PLC0415 - here alone

    assert b'rightToLeft="1"' in zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")
