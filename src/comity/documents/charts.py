"""Geometry of charts. Lengths are in per cent along the reading direction and in em across it, so that a picture
grows with the reader's text and right-to-left is only another starting edge.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LABEL, BAR, GAP = 1.35, 1.0, 0.85  # em
LONGEST = 44  # characters of a label in the picture; the table beside it has the whole


@dataclass(frozen=True)
class Piece:
    """A part of a bar: ``x`` and ``length`` in per cent; ``shade``: class of its series; ``count``: its figure."""

    x: str
    length: str
    shade: str
    count: int


@dataclass(frozen=True)
class Bar:
    """One row: its label at ``text_y`` and its pieces at ``y``, both in em from the top."""

    label: str
    total: int
    text_y: str
    y: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Drawing:
    """All rows; height in em; the edges, in per cent, at which labels (``start``) and totals (``end``) stand."""

    bars: tuple[Bar, ...]
    height: str
    bar: str
    start: str
    end: str


def stacked_bars(rows: Sequence[Mapping[str, Any]], *, rtl: bool = False) -> Drawing:
    """Rows of ``{"label", "counts"}`` as stacked bars on one scale; the longest bar fills the picture."""
    widest = max((sum(row["counts"]) for row in rows), default=0) or 1
    step = LABEL + BAR + GAP
    bars = tuple(
        Bar(
            label=_short(str(row["label"])),
            total=sum(row["counts"]),
            text_y=f"{place * step + 1:.2f}em",
            y=f"{place * step + LABEL:.2f}em",
            pieces=_pieces(row["counts"], widest, rtl=rtl),
        )
        for place, row in enumerate(rows)
    )
    start, end = ("100%", "0%") if rtl else ("0%", "100%")
    return Drawing(bars, f"{len(rows) * step:.2f}em", f"{BAR:.2f}em", start, end)


def _pieces(counts: Sequence[int], widest: int, *, rtl: bool) -> tuple[Piece, ...]:
    pieces, before = [], 0.0
    for place, count in enumerate(counts, start=1):
        length = 100 * count / widest
        x = 100 - before - length if rtl else before
        if count:
            pieces.append(Piece(f"{max(x, 0):.3f}%", f"{length:.3f}%", f"s{place}", count))
        before += length
    return tuple(pieces)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"
