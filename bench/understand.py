"""What classifying and grouping cost an import: UPR Info's whole file, with and without them, in the same run.

    python -m bench.understand --database sqlite|postgres [--data ../shared/data] [--rounds 1]

Both ways read, insert and index; the second suggests tags for every text and clusters for every State besides, in the
import's own transaction.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from measuring import ROOT, Verdicts, installation  # noqa: E402 - the folder of this script is no package

FILE = Path("recommendations/upr-info/recommendations.csv.gz")
LIMIT = 20.0  # times the import alone; a guard against classifying text by text, not an aim
STATES = "from comity.reference.domain.load import load_reference; load_reference()"
COUNTS = """
import json
from comity.commitments.models import Cluster, Recommendation, TagReading, TagSuggestion
models = (Recommendation, TagReading, TagSuggestion, Cluster)
print(json.dumps({model.__name__: model.objects.count() for model in models}))
"""


def run(path: Path, database: str, *options: str) -> tuple[float, dict[str, int]]:
    """Seconds from the command's start to its end, and how many rows there are then."""
    with installation(database) as environment:
        django(STATES, environment)
        begun = time.perf_counter()
        command = [sys.executable, "-m", "comity.cli.main", "import", "upr-info", str(path), *options]
        answer = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        seconds = time.perf_counter() - begun
        print(answer.stdout.split("  Row ")[0].rstrip() or answer.stderr)
        return seconds, json.loads(django(COUNTS, environment))


def django(code: str, environment: dict[str, str]) -> str:
    script = f"import django; django.setup()\n{code}"
    return subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
    ).stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    verdicts, path = Verdicts(), given.data / FILE
    alone = [run(path, given.database, "--no-suggestions") for _round in range(given.rounds)]
    whole = [run(path, given.database) for _round in range(given.rounds)]
    floor, ours = min(seconds for seconds, _rows in alone), min(seconds for seconds, _rows in whole)
    rows = whole[0][1]
    print(f"Rows: {rows}")
    verdicts.add(f"classified, grouped and indexed, {given.database}", ours, floor, LIMIT, "× import")
    verdicts.failed |= rows["TagReading"] != rows["Recommendation"] or alone[0][1]["TagReading"] != 0
    raise SystemExit(verdicts.failed)


if __name__ == "__main__":
    main()
