"""Children in findings: only as counts of groups, never anything about one child (rule R12)."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.kernel.errors import Incomplete, NotPossible
from comity.reference.vocabulary import TargetGroup

SMALLEST = 5  # a group of fewer could point to one child
LARGEST = 10_000_000
BANDS = {"10-13": gettext_lazy("10 to 13 years"), "14-15": gettext_lazy("14 and 15 years"),
         "16-17": gettext_lazy("16 and 17 years")}  # fmt: skip
SEXES = {
    "girls": gettext_lazy("Girls"),
    "boys": gettext_lazy("Boys"),
    "not-said": gettext_lazy("Not asked or not said"),
}
SITUATIONS = {str(group.value): group.label for group in TargetGroup if group.value not in ("girls", "other")}
# One kind of group is never crossed with another: crossed tables single people out.
GROUPS: dict[str, dict[str, Any]] = {"age": BANDS, "sex": SEXES, "situation": SITUATIONS}

REACHABLE = re.compile(r"[^\s@]+@[^\s@]+\.\w+|\+?\d(?:[\s().-]?\d){8,}")
EXACT_AGE = re.compile(r"\baged?\s+\d{1,2}\b(?!\s*(?:to|and|or|[-–])\s*\d)|\b\d{1,2}[\s-]years?[\s-]old\b")


def checked_groups(groups: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The counts in the form in which they are kept; a sentence for whatever is not a count of a known group."""
    found: dict[tuple[str, str], int] = {}
    for row in groups:
        if set(row) != {"by", "group", "number"} or row["group"] not in GROUPS.get(row["by"], {}):
            raise NotPossible(_("Children are recorded as counts by age band, sex or situation, and in no other way."))
        number = row["number"]
        if type(number) is not int or not SMALLEST <= number <= LARGEST:
            raise NotPossible(
                _(
                    "Groups of fewer than %(number)s children could point to one child: join them with others, "
                    "or leave them out."
                )
                % {"number": SMALLEST}
            )
        found[row["by"], row["group"]] = number
    if not any(by == "age" for by, _group in found):
        raise Incomplete(_("Give the number of children in at least one age band."))
    return [{"by": by, "group": group, "number": number} for (by, group), number in found.items()]


def no_single_child(text: str) -> None:
    """Refuse what looks like a way to reach a person, or like one child's exact age; people check the rest."""
    if REACHABLE.search(text):
        raise NotPossible(_("Leave out addresses and telephone numbers: findings say nothing about one child."))
    if EXACT_AGE.search(text.casefold()):
        raise NotPossible(_("Leave out exact ages: findings speak of age bands, and say nothing about one child."))
