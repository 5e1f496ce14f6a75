"""Voices as readers get them: the signature where the author wants one, and nothing of who wrote it besides."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.commitments.child_counts import GROUPS
from comity.commitments.models import Voice
from comity.commitments.models.voice import VoiceQuerySet

Kind, Rule = Voice.Kind, Voice.Rule


@dataclass(frozen=True)
class PublishedVoice:
    """One published voice. ``signature`` is empty where its author chose to be without a name."""

    id: int
    kind: str
    signature: str
    text: str
    sources: str
    language: str
    groups: tuple[tuple[str, int], ...]
    published_at: datetime
    to_everybody: bool
    by_receipt: bool

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


@dataclass(frozen=True)
class Place:
    """The place of one kind of voice beside a recommendation; without voices: no information received."""

    kind: str
    voices: tuple[PublishedVoice, ...]

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)


def published(recommendation_ids: Iterable[int]) -> dict[int, list[PublishedVoice]]:
    """What everybody may read, by recommendation, in order of publication: for lists, reports and exports."""
    return _by_recommendation(Voice.objects.public(), list(recommendation_ids))


def beside(recommendation_id: int, user: Any) -> list[Place]:
    """All five kinds for one recommendation, each with what this reader may read of what was published."""
    rows = Voice.objects.visible_to(user).filter(status=Voice.Status.PUBLISHED)
    found = _by_recommendation(rows, [recommendation_id]).get(recommendation_id, [])
    return [Place(kind, tuple(voice for voice in found if voice.kind == kind)) for kind in Kind.values]


def _by_recommendation(rows: VoiceQuerySet, ids: list[int]) -> dict[int, list[PublishedVoice]]:
    wanted = set(ids)
    found: defaultdict[int, list[PublishedVoice]] = defaultdict(list)
    voices = rows.filter(recommendations__in=wanted).distinct().select_related("organisation")
    for voice in voices.order_by("published_at", "id").prefetch_related("recommendations"):
        for recommendation in voice.recommendations.all():
            if recommendation.pk in wanted:
                found[recommendation.pk].append(_shown(voice))
    return dict(found)


def _shown(voice: Voice) -> PublishedVoice:
    named = voice.rule != Rule.UNNAMED and voice.organisation is not None
    return PublishedVoice(
        id=voice.pk, kind=voice.kind, signature=voice.organisation.name if named and voice.organisation else "",
        text=voice.text, sources=voice.sources, language=voice.language, groups=counts_shown(voice),
        published_at=voice.published_at or voice.changed_at, to_everybody=voice.level == 0,
        by_receipt=voice.organisation_id is None,
    )  # fmt: skip


def counts_shown(voice: Voice) -> tuple[tuple[str, int], ...]:
    """The groups of children in words, with their numbers."""
    return tuple((str(GROUPS[row["by"]][row["group"]]), row["number"]) for row in voice.groups)


def unsigned(voice: PublishedVoice) -> str:
    """What stands where a signature would."""
    if voice.by_receipt:
        return _("Sent in without a name; seen by a safeguarding officer")
    return _("Published without a name, as its author chose")
