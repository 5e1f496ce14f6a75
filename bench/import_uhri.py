"""How long an import of a whole export takes, against reading the same file and inserting bare rows.

    python -m bench.import_uhri --database sqlite|postgres [--records 267000] [--file export.json]

Floor: the same file through the same streaming parser, each record one row of eighteen columns (lists as JSON) in a
table without keys, ``executemany`` on SQLite and ``COPY`` on PostgreSQL. Ours: the reader's repairs, keys,
fingerprints, facets, full-text index, report, audit. Limits: three times the floor; 400 MB of memory in the process
that imports, and in each of its workers.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ijson
import psycopg

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from measuring import ROOT, Verdicts, installation  # noqa: E402 - the folder of this script is no package
from uhri_file import make_uhri_file  # noqa: E402 - see above

KEYS = (
    "AnnotationId", "AnnotationType", "Text", "Symbol", "DocumentId", "PublicationDate", "PublicationDateOnUhri",
    "Body", "Countries", "Regions", "Themes", "AffectedPersons", "Sdgs", "UprCycle", "UprSession", "UprPositions",
    "UprRecommendingCountry", "UprRecommendingRegions",
)  # fmt: skip
RATIO, MEGABYTES = 3.0, 400.0


def bare_rows(path: Path) -> Iterator[tuple[Any, ...]]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with path.open("rb") as file:
        for item in ijson.items(file, "item"):
            if isinstance(item, dict):
                yield tuple(encode(value) if isinstance(value := item.get(key), list) else value for key in KEYS)


def floor(path: Path) -> dict[str, float]:
    """Parse and insert; the same settings of the database as the product's."""
    from comity.config.settings import SQLITE_PRAGMAS  # noqa: PLC0415 - settings come from this process's environment

    url, columns = os.environ["COMITY_DATABASE_URL"], ", ".join(f"c{place}" for place in range(len(KEYS)))
    begun = time.perf_counter()
    if url:
        with psycopg.connect(url) as connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE bare ({columns.replace(',', ' text,')} text)")
            with cursor.copy(f"COPY bare ({columns}) FROM STDIN") as copy:
                for row in bare_rows(path):
                    copy.write_row([value.replace("\0", "") if isinstance(value, str) else value for value in row])
    else:
        connection = sqlite3.connect(Path(os.environ["COMITY_HOME"]) / "bare.sqlite3")
        connection.executescript(SQLITE_PRAGMAS)
        connection.execute(f"CREATE TABLE bare ({columns})")
        with connection:
            connection.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * len(KEYS))})", bare_rows(path))
    return {"seconds": time.perf_counter() - begun, "peak_mb": _peak(resource.RUSAGE_SELF)}


def ours(path: Path) -> dict[str, Any]:
    import django  # noqa: PLC0415 - settings come from the environment of this process

    django.setup()
    from comity.commitments.domain.imports import read_and_import  # noqa: PLC0415 - needs settings
    from comity.kernel.roles import System  # noqa: PLC0415 - needs settings

    begun = time.perf_counter()
    report = read_and_import(path, "uhri", by=System("bench"))
    seconds = time.perf_counter() - begun
    counts = {name: getattr(report, name) for name in ("rows_read", "created", "unchanged", "rejected", "repaired")}
    return {
        "seconds": seconds,
        "peak_mb": _peak(resource.RUSAGE_SELF),
        "worker_mb": _peak(resource.RUSAGE_CHILDREN),
        **counts,
    }


def _peak(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / 1024


def in_process(what: str, path: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Run ``floor`` or ``ours`` in a process of its own, so that each has its own peak of memory."""
    command = [sys.executable, "-m", "bench.import_uhri", "--child", what, "--file", str(path)]
    answer = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--records", type=int, default=267_000)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--child", choices=["floor", "ours"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps({"floor": floor, "ours": ours}[options.child](options.file)))
        return
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory() as folder, installation(options.database) as environment:
        path = options.file or Path(folder) / "export.json"
        if not path.exists():
            make_uhri_file(path, options.records)
        bare = in_process("floor", path, environment)
        first = in_process("ours", path, environment)
        again = in_process("ours", path, environment)
    print(json.dumps({"first": first, "again": again, "bare": bare}))
    name = f"import of {first['rows_read']:,} records, {options.database}"
    verdicts.add(f"{name}: seconds", first["seconds"], bare["seconds"], RATIO, "× floor")
    verdicts.add(f"{name}: again, seconds", again["seconds"], bare["seconds"], RATIO, "× floor")
    verdicts.add(f"{name}: memory", first["peak_mb"], bare["peak_mb"], MEGABYTES, "MB")
    verdicts.add(f"{name}: largest worker", first["worker_mb"], None, MEGABYTES, "MB")
    sys.exit(verdicts.failed)


if __name__ == "__main__":
    main()
