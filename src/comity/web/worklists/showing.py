"""A comparison in the words of a page."""

from typing import Any

from django.utils.translation import gettext as _

from comity.commitments.domain.worklists import Winner
from comity.commitments.worklist import CellChange, Diff, Kind, RowDiff


def kinds() -> dict[Kind, str]:
    return {
        Kind.ADDED: _("new"),
        Kind.CHANGED: _("changed"),
        Kind.REMOVED: _("taken back"),
        Kind.CONFLICT: _("both changed"),
    }


def conflict_rows(diff: Diff, names: dict[str, str], chosen: dict[int, Winner]) -> list[dict[str, Any]]:
    """Rows of which somebody must decide, with the cells that both changed."""
    return [
        {
            "id": row.row.id,
            "number": row.number,
            "label": row.row.label,
            "text": row.row.fixed.get("text", ""),
            "sheet_wins": chosen.get(row.row.id) == "sheet",
            "cells": [_cell(change, names) for change in row.conflicts],
        }
        for row in diff.conflicting
    ]


def change_lines(diff: Diff, names: dict[str, str]) -> list[dict[str, Any]]:
    """One line a changed cell, those in conflict left to their own place."""
    words = kinds()
    return [
        {**_where(row), **_cell(change, names), "kind": words[change.kind]}
        for row in diff.changed
        for change in row.changes
        if change.kind != Kind.CONFLICT
    ]


def left_out(diff: Diff, names: dict[str, str]) -> list[dict[str, Any]]:
    """What is not taken, and why."""
    lines: list[dict[str, Any]] = []
    for row in diff.rows:
        lines += [
            {**_where(row), "field": names[name], "value": value, "why": _("The value cannot be understood.")}
            for name, value in row.faults.items()
        ]
        lines += [
            {**_where(row), "field": names[edit.field], "value": edit.sheet,
             "why": _("This cell is only to be read; the register keeps its words.")}
            for edit in row.locked
        ]  # fmt: skip
    for rows, why in (
        (diff.unknown, _("This row is of no recommendation to your State.")),
        (diff.repeated, _("The recommendation stands further up already.")),
    ):
        lines += [{"number": one.number, "label": "", "value": one.fixed.get("text", ""), "why": why} for one in rows]
    return lines


def _where(row: RowDiff) -> dict[str, Any]:
    return {"number": row.number, "label": row.row.label, "pk": row.row.id}


def _cell(change: CellChange, names: dict[str, str]) -> dict[str, Any]:
    return {"field": names[change.field], "there": change.there, "sheet": change.sheet, "sent": change.sent}
