"""Named questions about tags: one recommendation side by side, what disagrees, and how far suggestions hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from comity.commitments.decided import unlifted
from comity.commitments.models import Recommendation, TagBatch, TagDecision, TagKind, TagSuggestion
from comity.commitments.models.tags import LONGEST_VALUE
from comity.commitments.rules import tagged_states
from comity.commitments.tag_values import imported

REJECTED = TagDecision.Verdict.REJECTED
BANDS = {"low": (0.0, 0.7), "middle": (0.7, 0.9), "high": (0.9, 1.01)}  # of confidence
MISSED, NO_CHANCE = "missed", "none"  # not suggested at all; suggested without a chance
LEAST = ("0.5", "0.7", "0.8", "0.9", "0.95")
LONGEST_SESSION = 4
Rows = QuerySet[TagSuggestion]
# What can be looked for. "open" ones are those on which nobody has decided.
OPEN, FOUND, DOUBTED, OTHERWISE, AGREED, DECIDED = "open", "found", "doubted", "otherwise", "agreed", "decided"
STANDINGS = (OPEN, FOUND, DOUBTED, OTHERWISE, AGREED, DECIDED)


@dataclass(frozen=True)
class SideBySide:
    """One value: what the source, the classifier and people say of it; None where one of them says nothing."""

    kind: str
    value: str
    imported: bool | None
    suggested: bool | None
    confidence: float | None
    decision: TagDecision | None

    @property
    def applies(self) -> bool:
        """Whether the tag counts: as decided, else as imported."""
        return self.decision.applies if self.decision else bool(self.imported)


@dataclass
class Comparison:
    """All kinds of one recommendation, and what the classifier went by."""

    rows: dict[str, list[SideBySide]] = field(default_factory=dict)
    model: str = ""
    why: list[Any] = field(default_factory=list)

    @property
    def is_decided(self) -> bool:
        return any(row.decision for rows in self.rows.values() for row in rows)


def side_by_side(recommendation: Recommendation, user: Any) -> Comparison:
    """By kind, in the order of the kinds: what is imported, suggested, and decided on by whom."""
    if not Recommendation.objects.visible_to(user).filter(pk=recommendation.pk).exists():
        return Comparison()
    said = imported(recommendation)
    suggestions = {(one.kind, one.value): one for one in recommendation.tag_suggestions.all()}
    decisions = {
        (one.kind, one.value): one
        for one in unlifted().filter(recommendation=recommendation).select_related("batch__organisation")
    }
    tags = {(kind, value) for kind, values in said.items() for value in values} | decisions.keys()
    tags |= {tag for tag, one in suggestions.items() if one.says}
    rows: dict[str, list[SideBySide]] = defaultdict(list)
    for kind in TagKind.values:
        for tag in sorted(tag for tag in tags if tag[0] == kind):
            rows[kind].append(_row(tag, said, suggestions, decisions))
    reading = getattr(recommendation, "tag_reading", None)
    return Comparison(dict(rows), reading.model if reading else "", reading.why if reading else [])


def _row(
    tag: tuple[str, str],
    said: Mapping[str, set[str]],
    suggestions: Mapping[tuple[str, str], TagSuggestion],
    decisions: Mapping[tuple[str, str], TagDecision],
) -> SideBySide:
    (kind, value), one = tag, suggestions.get(tag)
    return SideBySide(
        kind, value, value in said[kind] if kind in said else None, one.says if one else None,
        one.confidence if one else None, decisions.get(tag),
    )  # fmt: skip


def understood(params: Mapping[str, Any]) -> dict[str, str]:
    """What of a query string narrows the list, always written alike; the rest is left out."""
    given = {name: str(params.get(name) or "").strip() for name in ("kind", "value", "state", "session", "standing")}
    given |= {name: str(params.get(name) or "").strip() for name in ("band", "least")}
    may_be: dict[str, Iterable[str]] = {
        "kind": TagKind.values, "standing": STANDINGS, "band": (*BANDS, MISSED, NO_CHANCE), "least": LEAST,
    }  # fmt: skip
    found = {name: text for name, text in given.items() if text and text in may_be.get(name, (text,))}
    if not (found.get("session", "").isdecimal() and len(found["session"]) <= LONGEST_SESSION):
        found.pop("session", None)
    found["state"] = found.get("state", "").upper()
    if "kind" not in found:
        found.pop("value", None)
    return {name: text[:LONGEST_VALUE] for name, text in found.items() if text}


def compared(user: Any, chosen: Mapping[str, Any] | None = None, states: set[str] | None = None) -> Rows:
    """Rows of suggestions that ``user`` may see, each with the ``verdict`` that stands; narrowed by ``chosen``.

    ``states``: recommendations to these alone; None: to all.
    """
    given = understood(chosen or {})
    rows = TagSuggestion.objects.filter(recommendation__in=Recommendation.objects.visible_to(user))
    here = {"recommendation": OuterRef("recommendation"), "kind": OuterRef("kind"), "value": OuterRef("value")}
    standing = unlifted().filter(**here).order_by("-id")
    rows = rows.alias(is_decided=Exists(standing)).annotate(verdict=Subquery(standing.values("verdict")[:1]))
    if states is not None:
        rows = rows.filter(recommendation__state__in=states)
    paths = {"kind": "kind", "value": "value", "state": "recommendation__state", "session": "recommendation__session"}
    rows = rows.filter(**{path: given[name] for name, path in paths.items() if name in given})
    if "least" in given:
        rows = rows.filter(says=True, confidence__gte=float(given["least"]))
    return rows.filter(_band(given.get("band", "")), _standing(given.get("standing", "")))


def _band(name: str) -> Q:
    if name in BANDS:
        least, below = BANDS[name]
        return Q(says=True, confidence__gte=least, confidence__lt=below)
    return {MISSED: Q(says=False), NO_CHANCE: Q(says=True, confidence=None)}.get(name, Q())


def _standing(name: str) -> Q:
    found, doubted = Q(says=True, imported=False), Q(says=False, imported=True)
    agree = Q(says=True) & ~Q(verdict=REJECTED) | Q(says=False, verdict=REJECTED)
    decided = Q(is_decided=True)
    return {
        OPEN: (found | doubted) & ~decided,
        FOUND: found & ~decided,
        DOUBTED: doubted & ~decided,
        OTHERWISE: decided & ~agree,
        AGREED: decided & agree,
        DECIDED: decided,
    }.get(name, Q())


def disagreements(user: Any, chosen: Mapping[str, Any] | None = None, states: set[str] | None = None) -> Rows:
    """Where source and classifier, or people and classifier, differ: open ones, unless ``standing`` says otherwise."""
    rows = compared(user, {"standing": OPEN, **understood(chosen or {})}, states)
    return rows.select_related("recommendation", "recommendation__tag_reading").order_by(
        "recommendation__state", "recommendation_id", "kind", "value"
    )


def may_decide_on(recommendation: Recommendation, user: Any) -> bool:
    """For the buttons; the verb asks again."""
    states = tagged_states(user)
    return states is None or bool(states & set(recommendation.states))


def last_batch(user: Any) -> TagBatch | None:
    """What this person decided last and has not taken back."""
    if not getattr(user, "is_authenticated", False):
        return None
    return TagBatch.objects.filter(by=user, lifts__isnull=True, lifted_by__isnull=True).first()
