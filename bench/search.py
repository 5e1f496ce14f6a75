"""How long a search takes over a full register, against bare full-text queries of the database over the same texts.

    python -m bench.search --database sqlite|postgres [--records 267000] [--file export.json]

Each query is asked as a page asks it: the total and the first 25 records, best match first. Ours counts every facet of
every hit on top of that in a second line. Floor: FTS5 (porter, unicode61) or tsvector with a GIN index, same words,
count and 25 rows by rank. Limit: 30 ms for 95 % of ours
(100 ms with facets), everything read once before.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from measuring import ROOT, Verdicts, installation  # noqa: E402 - the folder of this script is no package
from uhri_file import make_uhri_file  # noqa: E402 - see above

EACH = 8  # queries of each kind
RUNS = 3
LIMIT, FACETS_LIMIT = 30.0, 100.0  # milliseconds; a whole page has 150
FIXED = ["right to education", '"human rights"', "education", "children OR women", "school -fees", '"the State party"']
SHORT_WORD, SMALL = 4, 25
Query = list[tuple[str, str]]  # joint ("", "OR", "NOT"), word or phrase


def words_of(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= SHORT_WORD]


def made_queries(texts: list[str]) -> list[Query]:
    """Queries of every kind out of the texts themselves, the same for every run."""
    random = Random(45)
    arabic = [text for text in texts if re.search("[\u0621-\u064a]", text)]
    chinese = [found for text in texts if (found := re.findall("[\u4e00-\u9fff]{2,6}", text))]
    latin = [words for text in texts if text.isascii() and len(words := words_of(text)) > SHORT_WORD]
    counts: dict[str, int] = {}
    for words in latin:
        for word in words:
            counts[word.lower()] = counts.get(word.lower(), 0) + 1
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    made: list[Query] = [[("", word)] for word in ranked[:EACH]]
    made += [[("", word)] for word in random.sample(ranked[-len(ranked) // 4 :], EACH)]
    for _ in range(EACH):
        words = random.choice(latin)
        at = random.randrange(len(words) - 2)
        made.append([("", word) for word in random.sample(words, 3)])
        made.append([("", words[0]), ("OR", words[-1])])
        made.append([("", ranked[random.randrange(40)]), ("NOT", ranked[random.randrange(40, 200)])])
        source = " ".join(words[at : at + 2])
        made.append([("", f'"{source}"')])
        if arabic:
            made.append([("", word) for word in random.sample(words_of(random.choice(arabic)), 2)])
        if chinese:
            made.append([("", random.choice(random.choice(chinese)))])
    return made


def ours_of(query: Query) -> str:
    return " ".join({"": "", "OR": "OR ", "NOT": "-"}[joint] + word for joint, word in query)


def fts5_of(query: Query) -> str:
    quoted = [(joint, word if word.startswith('"') else f'"{word}"') for joint, word in query]
    return " ".join(f"{joint} {word}".strip() for joint, word in quoted)


def websearch_of(query: Query) -> str:
    return " ".join({"": "", "OR": "or ", "NOT": "-"}[joint] + word for joint, word in query)


def timed(ask: Callable[[], Any]) -> float:
    """Milliseconds of the quickest of some runs after a first one."""
    ask()
    spent = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - begun) * 1000)
    return min(spent)


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


BUILD = {
    "sqlite": (
        "CREATE VIRTUAL TABLE bare USING fts5(text, content='', tokenize='porter unicode61')",
        "INSERT INTO bare(rowid, text) SELECT id, text FROM commitments_recommendation",
    ),
    "postgresql": (
        (
            "CREATE TABLE bare AS SELECT id AS rowid, to_tsvector('english', text) AS words"
            " FROM commitments_recommendation"
        ),
        "CREATE INDEX ON bare USING gin(words)",
        "ANALYZE bare",
    ),
}
COUNT = {
    "sqlite": "SELECT count(*) FROM bare WHERE bare MATCH %s",
    "postgresql": "SELECT count(*) FROM bare WHERE words @@ websearch_to_tsquery('english', %s)",
}
FIRST = {
    "sqlite": "SELECT rowid FROM bare WHERE bare MATCH %s ORDER BY rank LIMIT 25",
    "postgresql": "SELECT rowid FROM bare, websearch_to_tsquery('english', %s) query WHERE words @@ query"
    " ORDER BY ts_rank(words, query) DESC LIMIT 25",
}


def measure(path: Path) -> dict[str, Any]:
    """In the installation's own process: import, build the floor, ask every query of both."""
    import django  # noqa: PLC0415 - settings come from the environment of this process

    django.setup()
    from django.db import connection  # noqa: PLC0415 - needs settings

    from comity.commitments.domain.imports import read_and_import  # noqa: PLC0415 - needs settings
    from comity.commitments.facets import RecommendationSearch  # noqa: PLC0415 - needs settings
    from comity.commitments.models import Recommendation  # noqa: PLC0415 - needs settings
    from comity.kernel.roles import System  # noqa: PLC0415 - needs settings

    read_and_import(path, "uhri", by=System("bench"))
    vendor = connection.vendor
    with connection.cursor() as cursor:
        for statement in BUILD[vendor]:
            cursor.execute(statement)
        if vendor == "postgresql":
            cursor.execute("ANALYZE")
    texts = list(Recommendation.objects.order_by("id").values_list("text", flat=True)[:20_000])
    fixed = [_parsed(query) for query in FIXED]
    translate = fts5_of if vendor == "sqlite" else websearch_of

    def ask_ours(query: str, *, facets: bool = False) -> int:
        search = RecommendationSearch({"q": query}, None, "en")
        search.page(1)
        if facets:
            search.facets()
        return search.total

    def ask_bare(query: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(COUNT[vendor], [query])
            total: int = cursor.fetchone()[0]
            cursor.execute(FIRST[vendor], [query])
            list(Recommendation.objects.filter(pk__in=[row[0] for row in cursor.fetchall()]))
        return total

    rows = []
    for query in [*fixed, *made_queries(texts)]:
        mine, theirs = ours_of(query), translate(query)
        rows.append(
            {
                "query": mine,
                "hits": ask_ours(mine),
                "bare_hits": ask_bare(theirs),
                "ours": timed(lambda mine=mine: ask_ours(mine)),
                "facets": timed(lambda mine=mine: ask_ours(mine, facets=True)),
                "bare": timed(lambda theirs=theirs: ask_bare(theirs)),
            }
        )
    return {"records": Recommendation.objects.count(), "rows": rows}


def _parsed(query: str) -> Query:
    found: Query = []
    joint = ""
    for piece in re.findall(r'"[^"]+"|\S+', query):
        if piece == "OR":
            joint = "OR"
        else:
            found.append(("NOT", piece[1:]) if piece.startswith("-") else (joint, piece))
            joint = ""
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--records", type=int, default=267_000)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--each", action="store_true", help="print every query")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(measure(options.file), ensure_ascii=False))
        return
    with tempfile.TemporaryDirectory() as folder, installation(options.database) as environment:
        path = options.file or Path(folder) / "export.json"
        if not path.exists():
            make_uhri_file(path, options.records)
        command = [sys.executable, "-m", "bench.search", "--child", "--file", str(path)]
        answer = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    found = json.loads(answer.stdout)
    rows = found["rows"]
    if options.each:
        for row in rows:
            print(
                "{query:<60} {hits:>7} {bare_hits:>7} ours {ours:7.2f} facets {facets:7.2f} bare {bare:7.2f}".format(
                    **row
                )
            )
    verdicts = Verdicts()
    name = f"{len(rows)} searches in {found['records']:,} records, {options.database}"
    for label, key, limit in (("total and page", "ours", LIMIT), ("with all facets", "facets", FACETS_LIMIT)):
        ours, bare = [row[key] for row in rows], [row["bare"] for row in rows]
        verdicts.add(f"{name}: {label}, median ms", statistics.median(ours), statistics.median(bare), limit, "ms")
        verdicts.add(f"{name}: {label}, p95 ms", p95(ours), p95(bare), limit, "ms")
    sys.exit(verdicts.failed)


if __name__ == "__main__":
    main()
