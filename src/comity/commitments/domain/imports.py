"""Bringing a file of recommendations or pledges into the register: one transaction, all of it or nothing.

The same file again changes nothing; a row whose content changed is updated and found by its new words; the same
record in another language becomes a further text of the first.
"""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from hashlib import file_digest
from pathlib import Path
from time import perf_counter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comity.commitments.content import content_of
from comity.commitments.decided import decisions_on, with_decisions
from comity.commitments.domain.ahead import Batch, batches, batches_ahead, is_worth_it
from comity.commitments.domain.preparing import Prepared
from comity.commitments.domain.report import Report, peak_mb
from comity.commitments.domain.rows import Rows, move_sequence_on, next_number
from comity.commitments.domain.sources import differences, gives_way
from comity.commitments.domain.tag_suggestions import forget_suggestions
from comity.commitments.domain.translations import Translations, further_texts
from comity.commitments.indexing import COLLECTION, entry
from comity.commitments.models import ImportRun, Recommendation
from comity.commitments.originals import keep_original
from comity.commitments.readers import open_reader
from comity.commitments.readers.draft import Problem, Reader
from comity.commitments.rules import importing_capacity
from comity.kernel import audit
from comity.kernel.errors import NotEntitled
from comity.kernel.roles import Capacity, Person
from comity.search.indexer import Indexer

OWN_KEYS = {"uhri", "upr-info"}  # sources whose keys no other source can have

Progress = Callable[[int], None]
Then = Callable[[Report], None]
TRANSLATING = {"uhri", "wg-report"}  # sources that come in several languages, each record under one key
Known = tuple[int, str, str, str]  # number, fingerprint, language, source
UNKNOWN: Known = (0, "", "", "")


def read_and_import(
    path: str | Path,
    kind: str,
    *,
    by: Person,
    dry_run: bool = False,
    progress: Progress | None = None,
    then: Then | None = None,
    **options: Any,
) -> Report:
    """Import the file at ``path`` with the reader of ``kind``, such as "uhri"; ``options`` are the reader's.

    ``then`` does what follows from an import, in its transaction and not in a dry run; its time is not the report's.
    Raises UnreadableFileError, and nothing is written, if the file cannot be read to its end; NotEntitled if ``by``
    may not import.
    """
    reader = open_reader(path, kind, **options)
    read = batches_ahead(Path(path), kind, options) if is_worth_it(Path(path)) else batches(reader)
    with closing(read), ThreadPoolExecutor(1) as beside:
        digest = beside.submit(_digest, Path(path))
        report = _import(
            read, file_name=Path(path).name, sha256=digest.result, kind=kind, by=by, dry_run=dry_run,
            progress=progress, then=then,
        )  # fmt: skip
    if not dry_run:
        keep_original(Path(path), kind, digest.result())
    return report


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def import_file(
    *,
    reader: Reader,
    file_name: str,
    sha256: str,
    by: Person,
    dry_run: bool = False,
    progress: Progress | None = None,
    kind: str = "",
) -> Report:
    """Write every draft of ``reader``. ``progress`` is told the rows read so far; a dry run writes nothing."""
    return _import(
        batches(reader),
        file_name=file_name,
        sha256=lambda: sha256,
        kind=kind,
        by=by,
        dry_run=dry_run,
        progress=progress,
    )


def _import(
    read: Iterator[Batch],
    *,
    file_name: str,
    sha256: Callable[[], str],
    kind: str,
    by: Person,
    dry_run: bool,
    progress: Progress | None,
    then: Then | None = None,
) -> Report:
    capacity = importing_capacity(by)
    if capacity is None:
        raise NotEntitled(_("Your role does not allow importing recommendations."))
    begun = perf_counter()
    report = Report(file=file_name)
    with transaction.atomic(), _without_collector():
        run = ImportRun.objects.create(file=file_name, reader=kind, by_id=by.pk)
        report.run = run.pk
        work = _Import(run, report)
        for batch in read:
            work.take(batch.drafts)
            report.note(batch.problems)
            report.rows_read = batch.rows_read
            if progress:
                progress(batch.rows_read)
        work.finish()
        report.seconds, report.peak_mb = perf_counter() - begun, peak_mb()
        if then and not dry_run:
            then(report)
        run.sha256 = sha256()
        _close(run, report, capacity)
        if dry_run:
            transaction.set_rollback(True)
    return report


@contextmanager
def _without_collector() -> Iterator[None]:
    """Drafts come and go by the hundred thousand and are not cyclic: looking for cycles takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _close(run: ImportRun, report: Report, capacity: Capacity) -> None:
    answer = report.as_json()
    for name in ("rows_read", "created", "updated", "unchanged", "rejected", "repaired", "problems", "seconds"):
        setattr(run, name, answer[name])
    run.save()
    counts = {name: answer[name] for name in ("rows_read", "created", "updated", "unchanged", "rejected", "repaired")}
    audit.append(
        by=capacity, action="commitments.import", subject_type="import", subject=run.pk, sha256=run.sha256, **counts
    )


class _Import:
    """One import under way. Holds the index's lock from the first moment, so two imports follow one another."""

    def __init__(self, run: ImportRun, report: Report) -> None:
        self.report = report
        self.indexer = Indexer(COLLECTION)
        self.rows = Rows(run.pk)
        self.translations = Translations(self.indexer)
        self.first = self.next = next_number()
        self._seen: set[str] = set()
        self._new_sources: dict[str, bool] = {}

    def take(self, batch: list[Prepared]) -> None:
        drafts = [draft for draft in batch if self._is_first(draft)]
        known = self._known(drafts)
        changed: list[tuple[int, Prepared]] = []
        giving_way: list[tuple[int, Prepared]] = []
        for draft in drafts:
            number, mark, language, source = known.get(draft.content.key, UNKNOWN)
            if not number:
                self._create(draft)
            elif language != draft.content.language and draft.content.source in TRANSLATING:
                self.translations.take(number, draft.content)
            elif gives_way(draft.content.source, source):
                giving_way.append((number, draft))
            elif mark == draft.mark:
                self.report.unchanged += 1
            else:
                changed.append((number, draft))
        if changed:
            self._update(changed)
        if giving_way:
            self.report.unchanged += len(giving_way)
            self.report.note(differences(giving_way))
        self.rows.write()
        self.translations.write(self.report)

    def finish(self) -> None:
        if self.first < self.next:
            self.report.fresh.add_range(self.first, self.next)
        self.indexer.flush()
        move_sequence_on()

    def _is_first(self, draft: Prepared) -> bool:
        key = draft.content.key
        if key not in self._seen:
            self._seen.add(key)
            return True
        message = _("The file holds this record twice; the first one was taken.")
        self.report.note([Problem(draft.row, "", "repeated-record", message, key, repaired=False)])
        return False

    def _known(self, drafts: list[Prepared]) -> dict[str, Known]:
        """Number, fingerprint and language of the drafts that the register already has, by key."""
        contents = [draft.content for draft in drafts]
        keys = [content.key for content in contents if not self._is_new_source(content.source)]
        if not keys:
            return {}
        rows = Recommendation.objects.filter(key__in=keys).values_list("key", "id", "fingerprint", "language", "source")
        return {row[0]: row[1:] for row in rows}

    def _is_new_source(self, source: str) -> bool:
        if source not in self._new_sources:
            has_rows = Recommendation.objects.filter(source=source).exists()
            self._new_sources[source] = source in OWN_KEYS and not has_rows
        return self._new_sources[source]

    def _create(self, draft: Prepared) -> None:
        self.rows.create(self.next, draft)
        self.indexer.add(self.next, *entry(draft.content))
        self.next += 1
        self.report.created += 1

    def _update(self, changed: list[tuple[int, Prepared]]) -> None:
        numbers = [number for number, _draft in changed]
        before, further = Recommendation.objects.in_bulk(numbers), further_texts(numbers)
        decided = decisions_on(numbers)
        for number, draft in changed:
            old, more, said = before[number], further[number], decided[number]
            self.indexer.remove(number, *entry(with_decisions(content_of(old, old.position_code), said), more))
            self.indexer.add(number, *entry(with_decisions(draft.content, said), more))
            self.rows.update(number, draft)
            self.report.updated += 1
        self.report.fresh.update(numbers)
        forget_suggestions(numbers)
