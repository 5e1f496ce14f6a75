"""Importing through the page: checked row by row first, written when somebody says so; large files by the worker."""

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from comity.commitments.models import ImportRun, Recommendation
from comity.web.administration import imports
from comity.web.administration.tasks import run_later
from comity.web.administration.uploads import find, root
from tests.web.browser import Browser

HEADINGS = "rec_id,To,Text,From,Response,Action,Issue,Session"
GOOD = '1,Kenya,"Open schools for girls in all counties",Norway,Accepted,4,Right to education,8'
OTHER = "2,Brazil,Train teachers in the north,Norway,Noted,5,Right to education,6"
BAD = "3,Atlantis,Open schools,Norway,Accepted,4,Right to education,8"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def file(*rows, name="list.csv"):
    content = "\n".join([HEADINGS, *rows]).encode()
    return SimpleUploadedFile(name, gzip.compress(content) if name.endswith(".gz") else content)


def upload(page, given, kind="upr-info", **more):
    response = page.post("imports", kind=kind, file=given, language="en", state="", session="", **more)
    assert response.status_code == 302, response.content.decode()
    return response.url.rsplit("/", 1)[1]


def test_file_is_checked_first_and_nothing_is_written(w):
    page = Browser(w.coordinator)
    token = upload(page, file(GOOD, OTHER, BAD))
    text = page.text("import", token)
    assert "Checked; nothing is written yet." in text
    assert "An import would add 2 records, change 0 and leave 0 as they are. Rejected rows: 1." in text
    assert "Atlantis" in text
    assert not Recommendation.objects.exists()
    assert not ImportRun.objects.exists()


def test_checked_file_is_imported_when_somebody_says_so(w):
    page = Browser(w.coordinator)
    token = upload(page, file(GOOD, OTHER, BAD))
    page.post("import-carry-out", token)
    assert "Imported." in page.text("import", token)
    assert Recommendation.objects.count() == 2
    run = ImportRun.objects.get()
    assert (run.by, run.rows_read, run.created, run.rejected) == (w.coordinator, 3, 2, 1)
    assert "Atlantis" in page.text("import-run", run.pk)
    assert "list.csv" in page.text("imports")


def test_import_sent_twice_is_done_once(w):
    page = Browser(w.coordinator)
    token = upload(page, file(GOOD))
    for _time in range(2):
        assert page.post("import-carry-out", token).status_code == 302
    assert ImportRun.objects.count() == 1


def test_same_file_again_changes_nothing(w):
    page = Browser(w.coordinator)
    for _time in range(2):
        page.post("import-carry-out", upload(page, file(GOOD, OTHER)))
    assert Recommendation.objects.count() == 2
    latest = ImportRun.objects.latest("id")
    assert (latest.created, latest.updated, latest.unchanged) == (0, 0, 2)


def test_unreadable_file_gets_a_sentence_and_cannot_be_imported(w):
    page = Browser(w.coordinator)
    token = upload(page, SimpleUploadedFile("list.csv", b"colour,shape\nred,round\n"))
    text = page.text("import", token)
    assert "The file could not be read; nothing was written." in text
    page.post("import-carry-out", token)
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("kind", "name", "sentence"),
    [
        ("upr-info", "list.docx", "Such a file ends in one of: .csv, .csv.gz."),
        ("uhri", "list.csv", "Such a file ends in one of: .xlsx, .json, .json.gz."),
        ("matrix", "list.docx", "Name the State under review"),
        ("gossip", "list.csv", "Choose one of the answers that are listed: What is the file?"),
    ],
)
def test_wrong_choice_gets_a_sentence(w, kind, name, sentence):
    response = Browser(w.coordinator).post("imports", kind=kind, file=file(GOOD, name=name), language="en", state="")
    assert sentence in response.content.decode()
    assert list(root().iterdir()) == []


def test_missing_or_too_large_file_gets_a_sentence(w, settings):
    page = Browser(w.coordinator)
    assert "Fill this in: File." in page.post("imports", kind="upr-info").content.decode()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    large = SimpleUploadedFile("list.csv", b"x" * (1024 * 1024 + 1))
    response = page.post("imports", kind="upr-info", file=large)
    assert "The file is larger than 1 MB." in response.content.decode()


@pytest.mark.parametrize("who", ["preparer", "focal_point", "steward", "coordinator", "administrator"])
def test_importers_get_the_page(w, who):
    page = Browser(getattr(w, who))
    assert "Imports" in page.text("imports")
    assert upload(page, file(GOOD))


@pytest.mark.parametrize("who", ["officer", "clearer", "nhri", "ngo", "secretary", "editor", "safeguarding"])
def test_others_do_not(w, who):
    page = Browser(getattr(w, who))
    assert page.get("imports").status_code == 403
    assert page.post("imports", kind="upr-info", file=file(GOOD)).status_code == 403
    assert list(root().iterdir()) == []


def test_upload_is_its_uploaders_alone(w):
    token = upload(Browser(w.coordinator), file(GOOD))
    other = Browser(w.focal_point)
    assert other.get("import", token).status_code == 404
    assert other.post("import-carry-out", token).status_code == 404
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("token", ["nothing", "..", "standing.json"])
def test_made_up_address_of_an_upload_is_no_page(w, token):
    assert find(token, user=w.coordinator.pk) is None


def test_name_of_the_file_cannot_stand_in_the_way_of_its_standing(w):
    page = Browser(w.coordinator)
    token = upload(page, SimpleUploadedFile("standing.json", b"[]"), kind="uhri")
    kept = find(token, user=w.coordinator.pk)
    assert (kept.name, kept.kind) == ("standing.json", "uhri")
    assert kept.path.read_bytes() == b"[]"


def test_large_file_is_read_by_the_worker_and_the_page_shows_how_far(w, monkeypatch):
    monkeypatch.setattr(imports, "AT_ONCE", 10)
    page = Browser(w.coordinator)
    token = upload(page, file(GOOD, OTHER, name="list.csv.gz"))
    find(token, user=w.coordinator.pk).tell(1)
    waiting = page.text("import", token)
    assert "At work: 1 row read so far." in waiting
    assert 'hx-trigger="every 2s"' in waiting
    [job] = DBTaskResult.objects.filter(task_path="comity.web.administration.tasks.run_later")
    assert run_later.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"]) == "checked"
    assert "An import would add 2 records" in page.text("import", token)
    page.post("import-carry-out", token)
    assert "At work: 0 rows read so far." in page.text("import", token)
    job = DBTaskResult.objects.filter(task_path="comity.web.administration.tasks.run_later").latest("enqueued_at")
    assert run_later.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"]) == "imported"
    assert Recommendation.objects.count() == 2
    part = page.client.get(f"/en/desk/imports/{token}", HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in part
    assert "Imported." in part


def test_worker_finds_nothing_to_do_where_the_upload_is_gone(w):
    assert run_later.call("nothing", w.coordinator.pk, dry_run=True) == "gone"
