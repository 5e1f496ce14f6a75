"""The demonstration's recommendations and pledges."""

from typing import Any

from comity.commitments.models import Recommendation
from comity.demo.content import load
from comity.reference.names import position_code


def write_commitments() -> int:
    rows = [_row(record) for record in [*load("recommendations"), *load("pledges")]]
    Recommendation.objects.bulk_create(rows)
    return len(rows)


def _row(record: dict[str, Any]) -> Recommendation:
    names = {"row", "states"}
    fields = {name: value for name, value in record.items() if name not in names}
    return Recommendation(
        **fields, state=record["states"][0], also_states=record["states"][1:],
        position_code=position_code(record.get("position", ""), mechanism=record["mechanism"]),
    )  # fmt: skip
