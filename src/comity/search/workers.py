"""Processes that turn texts into sets while the importing process reads on and writes records.

Used for many texts only. Each block of record numbers belongs to one worker, so that nothing needs merging; workers
keep nothing once they have answered and end with the process that started them.
"""

import gc
import marshal
import multiprocessing
import os
from array import array
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any

from comity.search.gathering import TextBlock, Texts

MOST_WORKERS = 2
AT_ONCE = 5_000  # terms in one message
Batch = list[tuple[int, Texts, bool]]  # number within the block, texts, whether the first has places
Answer = tuple[int, "list[tuple[str, bytes, bytes]] | array[int]"]  # block, and terms; at last, unplaced records

_spawn = multiprocessing.get_context("spawn")  # a forked child would share the database connection


def work(tasks: Any, answers: Connection) -> None:
    """The worker's life: batches of texts by block; a block without batch is to be answered."""
    gc.disable()  # nothing here is cyclic, and the collector would walk hundreds of thousands of sets again and again
    blocks: dict[int, TextBlock] = {}
    while (task := tasks.get()) is not None:
        number, packed = task
        block = blocks.setdefault(number, TextBlock())
        if packed is None:
            del blocks[number]
            gathered = block.gather()
            while some := list(islice(gathered, AT_ONCE)):
                answers.send((number, marshal.dumps(some)))
            answers.send((number, block.unplaced))
        for low, texts, placed in marshal.loads(packed) if packed else ():  # noqa: S302 - what our own process packed
            block.add(low, texts, placed=placed)


class Workers:
    """A few workers. ``send`` never waits; ``answers`` gives what is ready, or with ``wait`` all that is asked for."""

    def __init__(self) -> None:
        self._tasks: list[Any] = []
        self._answers: list[Connection] = []
        self._processes: list[Any] = []
        self._asked: list[int] = []  # worker of each block that has not been answered
        for _count in range(min(MOST_WORKERS, max(1, (os.cpu_count() or 1) - 1))):
            tasks, (ours, theirs) = _spawn.Queue(), _spawn.Pipe(duplex=False)
            process = _spawn.Process(target=work, args=(tasks, theirs), daemon=True)
            process.start()
            self._processes.append(process)
            theirs.close()
            self._tasks.append(tasks)
            self._answers.append(ours)

    def send(self, block: int, batch: Batch) -> None:
        self._tasks[block % len(self._tasks)].put((block, marshal.dumps(batch)))

    def ask(self, block: int) -> None:
        """The block is complete: let its worker answer."""
        worker = block % len(self._tasks)
        self._tasks[worker].put((block, None))
        self._asked.append(worker)

    def answers(self, *, wait: bool) -> Iterator[Answer]:
        for worker in set(self._asked):
            while worker in self._asked and (wait or self._answers[worker].poll()):
                number, answer = self._answers[worker].recv()
                if isinstance(answer, array):
                    self._asked.remove(worker)
                    yield number, answer
                else:
                    yield number, marshal.loads(answer)  # noqa: S302 - what our own process packed

    def close(self) -> None:
        for tasks in self._tasks:
            tasks.put(None)
            tasks.close()
        for answers, process in zip(self._answers, self._processes, strict=True):
            answers.close()
            process.join()
