"""How well and how fast recommendations are grouped, against plain means in the same run.

    python -m bench.cluster [--data ../shared/data]

Quality: precision and recall on the judged pairs (tests/commitments/clustering), beside the cosine of TF-IDF of words
and pairs of words with the threshold that serves these very pairs best. Speed: 2,500 recommendations, against scoring
every pair of them; then all of UPR Info's recommendations State by State.
"""

import argparse
import csv
import gzip
import math
import re
import sys
import time
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from pathlib import Path

from comity.commitments.clustering import Wording, group
from comity.commitments.clustering.candidates import candidates
from comity.commitments.clustering.grouping import ALIKE
from comity.commitments.clustering.reading import read
from comity.commitments.clustering.scoring import Weights, likeness, profile

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from measuring import ROOT, Verdicts  # noqa: E402 - the folder of this script is no package

GOLD = ROOT / "tests" / "commitments" / "clustering" / "gold.csv"
PRECISION, RECALL, ONE_STATE = 0.95, 0.80, 2_500
SECONDS, ALL_SECONDS = 10.0, 60.0
Place = tuple[str, str]


def matrices(data: Path) -> dict[Place, str]:
    """Document and paragraph → text, from the expected rows of both lists."""
    names = {"2": "slovenia-upr20-cycle2.docx", "3": "slovenia-upr34-cycle3.docx"}
    with (data / "recommendations/ohchr-matrix/expected.csv").open(encoding="utf-8", newline="") as file:
        return {(names[row["cycle"]], row["paragraph"]): row["text"] for row in csv.DictReader(file)}


def judged() -> list[tuple[Place, Place, bool]]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        ((row["document"], row["paragraph"]), (row["other_document"], row["other_paragraph"]), row["same"] == "yes")
        for row in rows
    ]


def rates(verdicts: list[tuple[bool, bool]]) -> tuple[float, float]:
    """Precision and recall of (judged the same, taken as the same)."""
    right = verdicts.count((True, True))
    return right / max(1, right + verdicts.count((False, True))), right / max(1, right + verdicts.count((True, False)))


def ours(texts: dict[Place, str]) -> tuple[float, float]:
    places = list(texts)
    groups = group(Wording(number, texts[place]) for number, place in enumerate(places))
    of = {places[member]: number for number, one in enumerate(groups) for member in one.members}
    return rates([(same, one in of and of[one] == of.get(other)) for one, other, same in judged()])


def plain(texts: dict[Place, str]) -> tuple[float, float]:
    """TF-IDF and cosine; of all thresholds the one with the best recall at the precision asked for."""
    counts = {place: Counter(_grams(text)) for place, text in texts.items()}
    often = Counter(gram for one in counts.values() for gram in one)
    vectors = {
        place: {gram: (1 + math.log(n)) * math.log(len(texts) / often[gram]) for gram, n in one.items()}
        for place, one in counts.items()
    }
    scored = sorted(((_cosine(vectors[one], vectors[other]), same) for one, other, same in judged()), reverse=True)
    found = [rates([(same, value >= least) for value, same in scored]) for least, _same in scored]
    return max((one for one in found if one[0] >= PRECISION), key=lambda one: one[1], default=(1.0, 0.0))


def _grams(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return [*words, *(" ".join(pair) for pair in pairwise(words))]


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    product = sum(value * other.get(gram, 0.0) for gram, value in one.items())
    return product / math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()) or 1)


def upr_info(data: Path) -> dict[str, list[Wording]]:
    by_state: dict[str, list[Wording]] = defaultdict(list)
    with gzip.open(data / "recommendations/upr-info/recommendations.csv.gz", "rt", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            by_state[row["To"]].append(Wording(number, row["Text"]))
    return by_state


def timed(work: object) -> tuple[float, object]:
    begun = time.perf_counter()
    result = work()  # type: ignore[operator]
    return time.perf_counter() - begun, result


def every_pair(wordings: list[Wording]) -> int:
    asks = [read(one.text) for one in wordings]
    weights = Weights(asks)
    profiles = [profile(ask, weights) for ask in asks]
    return sum(likeness(one, other) >= ALIKE for one, other in combinations(profiles, 2))


def looked_at(wordings: list[Wording]) -> int:
    asks = [read(one.text) for one in wordings]
    weights = Weights(asks)
    return sum(1 for _pair in candidates([profile(ask, weights) for ask in asks], ALIKE))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data: Path = parser.parse_args().data
    verdicts, texts = Verdicts(), matrices(data)
    (precision, recall), (plain_precision, plain_recall) = ours(texts), plain(texts)
    print(f"Judged pairs: precision {precision:.3f}, recall {recall:.3f}; "
          f"plain TF-IDF at its best {plain_precision:.3f}, {plain_recall:.3f}")  # fmt: skip
    verdicts.failed |= precision < PRECISION or recall < RECALL or recall <= plain_recall
    by_state = upr_info(data)
    one_state = [one for state in sorted(by_state) for one in by_state[state]][:ONE_STATE]
    seconds, groups = timed(lambda: group(one_state))
    floor, _pairs = timed(lambda: every_pair(one_state))
    verdicts.add("2,500 of one State grouped, against scoring every pair", seconds, floor, SECONDS, "s")
    print(f"  {len(groups)} groups; {looked_at(one_state)} of {math.comb(ONE_STATE, 2)} pairs looked at")  # type: ignore[arg-type]
    seconds, _groups = timed(lambda: [group(rows) for rows in by_state.values()])
    verdicts.add("33,705 grouped State by State", seconds, None, ALL_SECONDS, "s")
    raise SystemExit(verdicts.failed)


if __name__ == "__main__":
    main()
