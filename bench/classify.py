"""The classifier beside a plain text classifier, on States that neither has seen.

    python -m bench.classify [--data FOLDER] [--splits N] [--skip-shipped]

Splits UPR Info's recommendations by State (seeded), drops from the test what was seen in training, and trains both in
the same run: a TF-IDF of words 1-2 and characters 3-5 with one linear support vector machine a label and one common
threshold, tuned on States held out of its training; and ours. Then the shipped model on OHCHR's two lists, the SDG
benchmark's development half, its size, loading and speed; and Spanish goals in five folds. Prints "PASS" or "FAIL" a
line; exit 1 where one failed. Takes some fifteen minutes a split on one core.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bench.classify_baseline import Baseline
from bench.measuring import ROOT
from comity.commitments.classify.evaluation import evaluate, score_labels
from comity.commitments.classify.goals_training import fit_goals
from comity.commitments.classify.labels import GOALS, ISSUES
from comity.commitments.classify.model import SHIPPED, load, save, shipped
from comity.commitments.classify.rows import Row, read
from comity.commitments.classify.suggest import suggest
from comity.commitments.classify.training import Trained, train

DATA = ROOT.parent / "shared" / "data"
SPLIT_SEED = 2020
TEST_SHARE = 5  # every fifth State
AHEAD = 0.01
LIMITS = {"issues micro-F1": 0.91, "issues macro-F1": 0.85, "right-to-education F1": 0.90, "action-rank accuracy": 0.89}


class Lines:
    """One line a measure; remembers whether all passed."""

    def __init__(self) -> None:
        self.failed = False

    def add(self, name: str, ours: float, least: float, floor: float | None = None) -> None:
        """Higher is better: at least ``least``, and where there is a floor at least ``AHEAD`` above it."""
        passed = ours >= least and (floor is None or ours - floor >= AHEAD)
        self.failed = self.failed or not passed
        beside = f"baseline {floor:8.4f} ahead {ours - floor:+8.4f}" if floor is not None else " " * 34
        print(f"{name:<52} ours {ours:10.4f} {beside} least {least:9.3f} {'PASS' if passed else 'FAIL'}", flush=True)


def split(rows: list[Row], number: int) -> tuple[list[Row], list[Row]]:
    """Training and test: no State in both, no text in both."""
    states = sorted({row.state for row in rows})
    np.random.default_rng(SPLIT_SEED).shuffle(states)
    held = set(states[number::TEST_SHARE])
    inside = [row for row in rows if row.state not in held]
    seen = {plain(row.text) for row in inside}
    return inside, [row for row in rows if row.state in held and plain(row.text) not in seen]


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def measures(rows: list[Row], issues: np.ndarray, ranks: np.ndarray) -> dict[str, float]:
    right = np.array([[issue in (row.issues or ()) for issue in ISSUES] for row in rows])
    found = score_labels(right, issues)
    return {
        "issues micro-F1": found["micro_f1"],
        "issues macro-F1": found["macro_f1"],
        "right-to-education F1": found["education_f1"],
        "action-rank accuracy": float(np.mean([row.rank == rank for row, rank in zip(rows, ranks, strict=True)])),
    }


def one_split(rows: list[Row], spanish: list[Row], number: int) -> tuple[dict[str, float], dict[str, float]]:
    inside, test = split(rows, number)
    print(f"split {number}: {len(inside):,} texts to learn from, {len(test):,} of other States to test", flush=True)
    baseline = Baseline(inside)
    floor = measures(test, *baseline.judge(test))
    trained = train([*inside, *spanish], version="bench")
    with tempfile.NamedTemporaryFile(suffix=".npz") as file:
        save(file, trained.arrays, trained.about, trained.linears)
        file.seek(0)
        model = load(file)
    given = list(suggest([row.text for row in test], ["en"] * len(test), model=model))
    said = np.array([[issue in dict(one.issues) for issue in ISSUES] for one in given])
    return measures(test, said, np.array([one.action_rank for one in given])), floor


def against_baseline(rows: list[Row], spanish: list[Row], splits: int, lines: Lines) -> None:
    results = [one_split(rows, spanish, number) for number in range(splits)]
    for number, (ours, floor) in enumerate(results):
        for name, least in LIMITS.items():
            lines.add(f"{name}, split {number}", ours[name], least, floor[name])
    if splits > 1:
        for name, least in LIMITS.items():
            ours, floor = (float(np.mean([result[side][name] for result in results])) for side in (0, 1))
            lines.add(f"{name}, mean of {splits} splits", ours, least, floor)


def spanish_folds(spanish: list[Row], lines: Lines) -> None:
    """Five folds: the likeliest goal of each Spanish text."""
    folds = np.random.default_rng(SPLIT_SEED).permutation(len(spanish)) % 5
    right = []
    for fold in range(5):
        base = shipped()
        trained = Trained(base)
        fit_goals([row for row, of in zip(spanish, folds, strict=True) if of != fold], trained, lambda: None)
        with tempfile.NamedTemporaryFile(suffix=".npz") as file:
            save(file, trained.arrays, trained.about, trained.linears)
            file.seek(0)
            model = load(file)
        test = [row for row, of in zip(spanish, folds, strict=True) if of == fold]
        found = evaluate([row._replace(language="es") for row in test], model)
        right.append(found["goal"]["accuracy"])
    lines.add("Spanish goals, accuracy in five folds", float(np.mean(right)), 0.90)


def shipped_model(data: Path, rows: list[Row], lines: Lines) -> None:
    lists = evaluate([*read(data / "recommendations/ohchr-matrix/expected.csv")], shipped())["education"]
    lines.add("OHCHR's right to education, recall", lists["recall"], 0.85)
    lines.add("OHCHR's right to education, precision", lists["precision"], 0.85)
    goals = evaluate(read(data / "sdg-text/benchmark-dev.csv"), shipped())["goals"]
    lines.add(f"SDG benchmark, mean accuracy of {len(GOALS)} goals", goals["mean_accuracy"], 0.86)
    lines.add("SDG benchmark, Goal 4", goals["by_goal"][4], 0.95)
    texts = [row.text for row in rows]
    began = time.perf_counter()
    for _ in suggest(texts):
        pass
    lines.add("texts a second, one core", len(texts) / (time.perf_counter() - began), 3000)
    path = ROOT / "src/comity/commitments/classify" / SHIPPED
    lines.add("room left under 10 MB (MB)", 10 - path.stat().st_size / 1e6, 0)
    lines.add("loads within a second (seconds left)", 1 - _loading(), 0)


def _loading() -> float:
    """Seconds in a process of its own, imports of numpy aside."""
    code = (
        "import numpy, time; began = time.perf_counter(); "
        "from comity.commitments.classify.model import shipped; shipped(); print(time.perf_counter() - began)"
    )
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--splits", type=int, default=1, choices=range(6))
    parser.add_argument("--skip-shipped", action="store_true")
    arguments = parser.parse_args()
    rows = read(arguments.data / "recommendations/upr-info/recommendations.csv.gz")
    spanish = read(arguments.data / "sdg-text/spanish-train.csv.gz")
    lines = Lines()
    if not arguments.skip_shipped:
        shipped_model(arguments.data, rows, lines)
        spanish_folds(spanish, lines)
    against_baseline(rows, spanish, arguments.splits, lines)
    sys.exit(lines.failed)


if __name__ == "__main__":
    main()
