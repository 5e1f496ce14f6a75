"""After an import: what is read and grouped, in which transaction, and what is left to the worker."""

import pytest
from django_tasks_db.models import DBTaskResult

from comity.commitments.domain import understanding
from comity.commitments.domain.ahead import batches
from comity.commitments.domain.imports import _import
from comity.commitments.domain.understanding import AfterImport, understand, understand_later
from comity.commitments.models import Cluster, Recommendation, TagReading, TagSuggestion
from comity.kernel.errors import NotEntitled
from comity.kernel.roles import System
from tests import world
from tests.commitments.drafts import Given, draft

TEXTS = ("Ratify ICRMW", "Ratify ICRMW (Peru)", "Build schools for girls")


def bring(drafts, then, **options):
    given = {"file_name": "file.json", "sha256": lambda: "0" * 64, "by": System("test"), "kind": "uhri"}
    return _import(batches(Given(drafts)), **given, dry_run=False, progress=None, then=then, **options)


@pytest.fixture
def w(db):
    return world.build()


def drafts():
    return [draft(number, text=text) for number, text in enumerate(TEXTS, 1)]


def test_new_texts_get_suggestions_and_their_states_clusters(w):
    then = AfterImport()
    report = bring([*drafts(), draft(9, states=["ZZZ"], text="Build schools")], then)
    assert sorted(report.fresh) == sorted(Recommendation.objects.values_list("pk", flat=True))
    assert TagReading.objects.count() == 4
    assert Cluster.objects.get().state_id == "SVN"
    found = then.understood
    assert (found.texts, found.clusters, found.states, found.later) == (4, 1, 1, 0)
    assert found.tags == TagSuggestion.objects.filter(says=True).count()


def test_the_same_file_again_reads_nothing_and_a_changed_one_what_changed(w):
    bring(drafts(), AfterImport())
    then = AfterImport()
    assert not bring(drafts(), then).fresh
    assert then.understood.texts == 0
    changed = [*drafts()[:2], draft(3, text="Stop torture")]
    then = AfterImport()
    report = bring(changed, then)
    assert list(report.fresh) == [Recommendation.objects.get(key="uhri:3").pk]
    assert then.understood.texts == 1
    assert TagSuggestion.objects.get(recommendation__key="uhri:3", kind="issue").confidence == 0.95


def test_what_fails_afterwards_leaves_nothing_of_the_import(w):
    def broken(report):
        AfterImport()(report)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        bring(drafts(), broken)
    assert not Recommendation.objects.exists()
    assert not TagReading.objects.exists()
    assert not Cluster.objects.exists()


def test_much_at_once_is_left_to_the_worker(w, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(understanding, "AT_ONCE", 2)
    then = AfterImport()
    with django_capture_on_commit_callbacks(execute=True):
        report = bring(drafts(), then)
    assert (then.understood.later, TagReading.objects.count()) == (3, 0)
    task = DBTaskResult.objects.get()
    assert task.args_kwargs["args"] == [report.run]
    assert understand_later.func(report.run) == 3
    assert (TagReading.objects.count(), Cluster.objects.count()) == (3, 1)


def test_a_stranger_cannot_have_it_done(w):
    bring(drafts(), None)
    with pytest.raises(NotEntitled):
        understand(list(Recommendation.objects.values_list("pk", flat=True)), by=w.ngo)
    assert not TagReading.objects.exists()
