"""What the classifier says of one text."""

from typing import Any, NamedTuple


class Suggestion(NamedTuple):
    """Labels with their probabilities. All are suggestions: nothing of them counts before a person confirms it."""

    language: str
    issues: list[tuple[str, float]]  # UPR Info's names, at or above their thresholds, best first
    education: tuple[float, bool]  # the right to education in OHCHR's wide sense
    education_level: list[str]
    four_as: list[str]
    sdg_goals: list[tuple[int, float]]  # all 17, in order
    sdg_targets: list[tuple[str, float]]
    affected_persons: list[tuple[str, float]]
    action_rank: int
    why: list[tuple[str, float]]  # the terms that decided it, heaviest first
    model: str

    def as_json(self, identifier: str) -> dict[str, Any]:
        """The object that ``comity classify --format jsonl`` writes for the text with this identifier."""
        chance, is_education = self.education
        return {
            "id": identifier,
            "language": self.language,
            "issues": [{"label": label, "p": p} for label, p in self.issues],
            "education": {"p": chance, "is": is_education},
            "education_level": self.education_level,
            "four_as": self.four_as,
            "sdg_goals": [{"goal": goal, "p": p} for goal, p in self.sdg_goals],
            "sdg_targets": [{"target": target, "p": p} for target, p in self.sdg_targets],
            "affected_persons": [{"label": label, "p": p} for label, p in self.affected_persons],
            "action_rank": self.action_rank,
            "why": [{"term": term, "weight": weight} for term, weight in self.why],
            "model": self.model,
        }
