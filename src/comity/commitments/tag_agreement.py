"""How far suggestions agree with what this installation's people decided; every figure counts a list."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Value, When

from comity.commitments.models import TagDecision, TagKind
from comity.commitments.tags import BANDS, DECIDED, MISSED, NO_CHANCE, compared

ENOUGH = 20  # decisions below which a share would say nothing


@dataclass
class Agreement:
    """Decisions on suggestions, and in how many people agreed with what was suggested."""

    n: int = 0
    agreed: int = 0

    def add(self, n: int, *, agreed: bool) -> None:
        self.n += n
        self.agreed += n if agreed else 0

    @property
    def differed(self) -> int:
        return self.n - self.agreed

    @property
    def share(self) -> float | None:
        """None where there are too few decisions to say anything."""
        return self.agreed / self.n if self.n >= ENOUGH else None


@dataclass
class Measured:
    """By kind; by kind and value; by kind and band of confidence."""

    kinds: dict[str, Agreement]
    values: dict[tuple[str, str], Agreement]
    bands: dict[tuple[str, str], Agreement]

    @property
    def n(self) -> int:
        return sum(one.n for one in self.kinds.values())


def agreement(user: Any, chosen: Mapping[str, Any] | None = None, states: set[str] | None = None) -> Measured:
    """Of the decisions that stand on texts which the classifier has read as they are now.

    A decision on a tag that was not suggested counts as well: as agreement where the tag was rejected, else as a miss.
    """
    rows = compared(user, {**(chosen or {}), "standing": DECIDED}, states)
    bands = [When(says=False, then=Value(MISSED)), When(confidence=None, then=Value(NO_CHANCE))]
    bands += [When(confidence__lt=below, then=Value(name)) for name, (_least, below) in BANDS.items()]
    counted = (
        rows.annotate(of=F("verdict"), band=Case(*bands, default=Value(NO_CHANCE), output_field=CharField()))
        .values("kind", "value", "says", "of", "band")
        .annotate(n=Count("pk"))
        .order_by()
    )
    found: list[defaultdict[Any, Agreement]] = [defaultdict(Agreement) for _table in range(3)]
    for row in counted:
        agreed = row["says"] == (row["of"] != TagDecision.Verdict.REJECTED)
        for table, key in zip(
            found, (row["kind"], (row["kind"], row["value"]), (row["kind"], row["band"])), strict=True
        ):
            table[key].add(row["n"], agreed=agreed)
    order = {kind: place for place, kind in enumerate(TagKind.values)}
    kinds, values, by_band = found
    return Measured(
        {kind: kinds[kind] for kind in sorted(kinds, key=order.__getitem__)},
        {key: values[key] for key in sorted(values, key=lambda key: (order[key[0]], -values[key].n, key[1]))},
        dict(by_band),
    )
