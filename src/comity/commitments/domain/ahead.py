"""Reading and preparing a file, some drafts at a time; a large one in a process of its own, while this one writes."""

import gc
import marshal
import multiprocessing
import os
from collections.abc import Generator
from dataclasses import fields
from itertools import islice
from multiprocessing.connection import Connection
from operator import attrgetter
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, NamedTuple

from comity.commitments.content import Content
from comity.commitments.domain.preparing import Prepared, prepare
from comity.commitments.readers import open_reader
from comity.commitments.readers.draft import Problem, Reader, UnreadableFileError

AT_ONCE = 1_000  # drafts held in memory
AHEAD = 8  # batches kept ready
LARGE = 20_000_000  # bytes from which on a second process is worth its start

_of_problem = attrgetter(*(field.name for field in fields(Problem)))
_spawn = multiprocessing.get_context("spawn")  # a forked child would share the database connection


class Batch(NamedTuple):
    """Some drafts in the order of the file, the problems met since the last batch, and the rows read so far."""

    drafts: list[Prepared]
    problems: list[Problem]
    rows_read: int

    def packed(self) -> bytes:
        """As bytes; plain tuples in Python's own format take half the time of pickled objects."""
        drafts = [(draft.row, draft.mark, tuple(draft.content)) for draft in self.drafts]
        return marshal.dumps((drafts, list(map(_of_problem, self.problems)), self.rows_read))

    @classmethod
    def unpacked(cls, packed: bytes) -> "Batch":
        drafts, problems, rows_read = marshal.loads(packed)  # noqa: S302 - what our own process packed
        return cls(
            [Prepared(row, mark, Content._make(content)) for row, mark, content in drafts],
            [Problem(*problem) for problem in problems],
            rows_read,
        )


def batches(reader: Reader) -> Generator[Batch]:
    """All that ``reader`` reads, and at the end what it noted after the last draft."""
    drafts = iter(reader)
    while some := list(islice(drafts, AT_ONCE)):
        yield Batch([prepare(draft) for draft in some], _taken(reader), reader.rows_read)
    yield Batch([], _taken(reader), reader.rows_read)


def _taken(reader: Reader) -> list[Problem]:
    """The reader's problems so far, taken over: there may be as many as rows."""
    problems = list(reader.problems)
    reader.problems.clear()
    return problems


def is_worth_it(path: Path) -> bool:
    return path.stat().st_size > LARGE and (os.cpu_count() or 1) > 1


def read(answers: Connection, path: str, kind: str, options: dict[str, Any]) -> None:
    """The reading process: every batch, then None; or the error that ended it."""
    gc.disable()  # drafts are not cyclic, and the collector would walk all that the reader remembers
    try:
        for batch in batches(open_reader(path, kind, **options)):
            answers.send(batch.packed())
        answers.send(None)
    except UnreadableFileError as error:
        answers.send(error)


def batches_ahead(path: Path, kind: str, options: dict[str, Any]) -> Generator[Batch]:
    """The same as ``batches(open_reader(…))``. Raises what the reader raises."""
    ours, theirs = _spawn.Pipe(duplex=False)
    process = _spawn.Process(target=read, args=(theirs, str(path), kind, options), daemon=True)
    process.start()
    theirs.close()
    ready: Queue[bytes | Exception | None] = Queue(maxsize=AHEAD)
    Thread(target=_receive, args=(ours, ready, path.name), daemon=True).start()
    try:
        while (answer := ready.get()) is not None:
            if isinstance(answer, Exception):
                raise answer
            yield Batch.unpacked(answer)
    finally:
        process.terminate()
        process.join()


def _receive(answers: Connection, ready: "Queue[bytes | Exception | None]", name: str) -> None:
    """Take what the reading process sends, so that neither side waits for the other's slow moments."""
    answer: Any = b""
    while isinstance(answer, bytes):
        try:
            answer = answers.recv()
        except (EOFError, OSError):
            answer = RuntimeError(f"The process that read {name} ended before the file did.")
        ready.put(answer)
