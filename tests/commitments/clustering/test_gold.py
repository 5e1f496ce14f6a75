"""Grouping against the judged pairs: see README.md beside this file for the rule of judging."""

import csv
from pathlib import Path

import pytest

from comity.commitments.clustering import Wording, group
from comity.commitments.readers.matrix import MatrixReader

GOLD = Path(__file__).with_name("gold.csv")
PRECISION, RECALL = 0.95, 0.80


def judged():
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_enough_pairs_of_each_kind_are_judged_and_each_once():
    rows = judged()
    pairs = {
        frozenset([(row["document"], row["paragraph"]), (row["other_document"], row["other_paragraph"])])
        for row in rows
    }
    assert len(pairs) == len(rows) >= 150
    assert {row["kind"] for row in rows} == {"equal ask", "near miss", "random"}
    assert all((row["same"] == "yes") == (row["kind"] == "equal ask") for row in rows)


@pytest.fixture(scope="module")
def grouped(shared_data):
    """The number of its group for each recommendation of both lists, grouped together."""
    folder = shared_data / "recommendations" / "ohchr-matrix"
    places, wordings = [], []
    for document in sorted({row["document"] for row in judged()}):
        for draft in MatrixReader(folder / document, "SVN"):
            wordings.append(Wording(len(places), draft.text, draft.language))
            places.append((document, draft.paragraph))
    return {places[member]: number for number, one in enumerate(group(wordings)) for member in one.members}


def counts(grouped, rows):
    found = [
        (
            row["same"] == "yes",
            there is not None and there == grouped.get((row["other_document"], row["other_paragraph"])),
        )
        for row in rows
        for there in [grouped.get((row["document"], row["paragraph"]))]
    ]
    return found.count((True, True)), found.count((False, True)), found.count((True, False))


@pytest.mark.real_data
def test_judged_pairs_are_grouped_with_the_promised_precision_and_recall(grouped):
    right, wrong, missed = counts(grouped, judged())
    assert right / (right + wrong) >= PRECISION
    assert right / (right + missed) >= RECALL


@pytest.mark.real_data
@pytest.mark.parametrize("cycle", ["cycle2", "cycle3"])
def test_each_list_alone_keeps_the_promise_too(grouped, cycle):
    rows = [row for row in judged() if cycle in row["document"] and cycle in row["other_document"]]
    right, wrong, missed = counts(grouped, rows)
    assert right / (right + wrong) >= PRECISION
    assert right / (right + missed) >= RECALL
