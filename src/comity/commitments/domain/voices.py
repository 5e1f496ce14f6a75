"""The acts on a voice: write, submit, take back, publish, withdraw; and safeguarding's look at children's findings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.commitments.child_counts import checked_groups, no_single_child
from comity.commitments.domain.voice_machine import VOICE, safeguarding_ids
from comity.commitments.models import Recommendation, Voice
from comity.commitments.voice_rules import LEVELS, RULES, concerns, kind_of, stands_for
from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible, Outdated
from comity.kernel.hashing import content_hash
from comity.kernel.roles import Capacity, Person, Role, held
from comity.kernel.transitions import Step, lock, transition

CONTENT = ("text", "sources", "language", "rule", "groups")


@transaction.atomic
def write_voice(
    *, by: Person, text: str, rule: str, kind: str = "", recommendations: Sequence[Recommendation] = (),
    sources: str = "", language: str = "en", groups: Iterable[Mapping[str, Any]] = (), voice: Voice | None = None,
    expected: int | None = None,
) -> Voice:  # fmt: skip
    """Begin a draft on recommendations to one State, or change one's own draft. Nobody edits another's voice.

    ``kind`` chooses among the voices that the person may write; ``recommendations`` of a draft may be left out to keep
    them. What is submitted or published is not changed: it is taken back, or withdrawn and written anew.
    """
    held_before = _own_draft(voice, by, expected) if voice else None
    texts = list(recommendations) or (list(held_before.recommendations.all()) if held_before else [])
    if not texts:
        raise Incomplete(_("Name the recommendation that this is about."))
    capacity = _writing(by, texts, held_before.kind if held_before else kind, held_before)
    draft = held_before or Voice(kind=kind_of(capacity), organisation_id=capacity.body, state=_state(capacity, texts))
    if any(draft.state not in one.states for one in texts):
        raise NotPossible(_("All recommendations of one text are addressed to the same State."))
    _fill(draft, text=text, rule=rule, sources=sources, language=language, groups=groups)
    draft.author_id, draft.role = capacity.user_id, capacity.role
    if held_before:
        draft.row_version += 1
    draft.save()
    draft.recommendations.set(texts)
    audit.append(
        by=capacity, action="voice.write", subject_type="voice", subject=draft.pk,
        after=content_hash({name: getattr(draft, name) for name in CONTENT}),
    )  # fmt: skip
    return draft


def _own_draft(voice: Voice, by: Person, expected: int | None) -> Voice:
    fresh: Voice = lock(VOICE, voice)
    if not any(stands_for(fresh, capacity) for capacity in by.capacities()):
        raise NotEntitled(_("Only the body that wrote this can change it."))
    if fresh.status != Voice.Status.DRAFT:
        raise NotPossible(_("Only a draft is changed. Take it back first, or withdraw it and write anew."))
    if expected is not None and expected != fresh.row_version:
        raise Outdated
    return fresh


def _writing(by: Person, texts: Sequence[Recommendation], kind: str, voice: Voice | None) -> Capacity:
    for capacity in by.capacities():
        if not kind_of(capacity) or (kind and kind_of(capacity) != kind):
            continue
        if voice is not None and not stands_for(voice, capacity):
            continue
        if all(concerns(capacity, one.states) for one in texts):
            return capacity
    raise NotEntitled(_("Your role does not write on this recommendation."))


def _state(capacity: Capacity, texts: Sequence[Recommendation]) -> str:
    return capacity.state if kind_of(capacity) in (Voice.Kind.STATE, Voice.Kind.NHRI) else texts[0].state


def _fill(
    draft: Voice, *, text: str, rule: str, sources: str, language: str, groups: Iterable[Mapping[str, Any]]
) -> None:
    if not text.strip():
        raise Incomplete(_("Write the text."))
    if rule not in RULES[draft.kind]:
        raise NotPossible(_("Choose who may read it, among the answers that this kind of voice has."))
    if language not in dict(settings.LANGUAGES):
        raise NotPossible(_("Choose one of the six languages."))
    draft.groups = checked_groups(groups) if draft.kind == Voice.Kind.CHILDREN else []
    if draft.kind == Voice.Kind.CHILDREN:
        no_single_child(f"{text} {sources}")
    draft.text, draft.sources = text.strip(), sources.strip()
    draft.rule, draft.level = rule, LEVELS[Voice.Rule(rule)]
    draft.language = language


def submit_voice(voice: Voice, *, by: Person, expected: int | None = None) -> Step:
    """Hand over: to whoever publishes for the own body; in confidence and children's findings, to safeguarding."""
    return transition(VOICE, voice, "submit", by=by, expected=expected)


def reopen_voice(voice: Voice, *, by: Person, expected: int | None = None) -> Step:
    """Take it back to the draft; safeguarding loses sight of it at once."""
    return transition(VOICE, voice, "reopen", by=by, expected=expected)


def publish_voice(voice: Voice, *, by: Person, expected: int | None = None) -> Step:
    """Publish to the readers that its author chose. Only the own body does this, and only it can undo it."""
    return transition(VOICE, voice, "publish", by=by, expected=expected)


@transaction.atomic
def withdraw_voice(voice: Voice, *, by: Person, expected: int | None = None) -> Step:
    """Withdraw at any time: it leaves every live page at once and its text is erased (rule R10)."""
    fresh: Voice = lock(VOICE, voice)
    name = "withdraw" if fresh.published_at else "discard"
    return transition(VOICE, fresh, name, by=by, expected=expected)


@transaction.atomic
def check_findings(voice: Voice, *, by: Person) -> Voice:
    """Safeguarding has seen that findings say nothing about one child; then their authors may publish them."""
    fresh: Voice = lock(VOICE, voice)
    capacity = next(iter(held(by.capacities(), [Role.SAFEGUARDING])), None)
    if capacity is None or by.pk not in safeguarding_ids():
        raise NotEntitled(_("Only a safeguarding officer does this."))
    if fresh.kind != Voice.Kind.CHILDREN or fresh.status != Voice.Status.SUBMITTED:
        raise NotPossible(_("Only submitted findings from work with children are checked."))
    if fresh.checked_at is None:
        fresh.checked_at = timezone.now()
        fresh.row_version += 1
        fresh.save(update_fields=["checked_at", "row_version"])
        audit.append(by=capacity, action="voice.check", subject_type="voice", subject=fresh.pk)
    return fresh
