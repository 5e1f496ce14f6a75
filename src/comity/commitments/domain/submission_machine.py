"""The machine of submissions without account. Beside the sender, only safeguarding takes steps with them."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from comity.commitments.domain.voice_machine import SAFEGUARDING_DESK, VOICE, safeguarding_ids
from comity.commitments.models import SenderContact, Submission, Voice
from comity.kernel.errors import NotPossible
from comity.kernel.machines import Act, Machine, Transition
from comity.kernel.notices import notify
from comity.kernel.roles import Capacity, Role, System
from comity.kernel.transitions import transition
from comity.kernel.visibility import Level

S = Submission.Status
SO, SYSTEM = (Role.SAFEGUARDING,), ("system",)
OPEN = (S.RECEIVED, S.CARE, S.USABLE)


def announce(kind: str) -> None:
    """Tell safeguarding that something came; the notice names neither State nor recommendation."""
    with override(settings.LANGUAGE_CODE):  # the sender's own language would already say something about the sender
        notify(safeguarding_ids(), kind, _("Something in confidence"), SAFEGUARDING_DESK)


def _stands_for(submission: Submission, capacity: Capacity) -> bool:
    del submission
    return capacity.role == Role.SAFEGUARDING


def _may_be_published(submission: Submission, act: Act) -> None:
    del act
    if not submission.may_publish:
        raise NotPossible(_("Its sender did not allow that it is published."))


def _answered(submission: Submission, act: Act) -> None:
    submission.answer = str(act.given.get("answer", "")).strip() or submission.answer


def _erased(submission: Submission, act: Act) -> None:
    """Of what is not used nothing is kept: no text, no addition, no way to reach the sender."""
    _answered(submission, act)
    submission.text = submission.sources = ""
    submission.additions.all().delete()
    SenderContact.objects.filter(submission=submission).delete()


def _withdrawn(submission: Submission, act: Act) -> None:
    _erased(submission, act)
    submission.answer = ""
    if submission.voice_id and submission.voice and submission.voice.status == Voice.Status.PUBLISHED:
        transition(VOICE, submission.voice, "withdraw", by=System("sender"))


def _published(submission: Submission, act: Act) -> None:
    """A voice of its own, with the sender's very words and nobody's name: not even the officer's."""
    del act
    voice = Voice.objects.create(
        kind=Voice.Kind.CIVIL_SOCIETY, state=submission.recommendation.state, language=submission.language,
        text=submission.text, sources=submission.sources, rule=Voice.Rule.UNNAMED, level=Level.PUBLIC,
        status=Voice.Status.PUBLISHED, published_at=timezone.now(),
    )  # fmt: skip
    voice.recommendations.add(submission.recommendation)
    submission.voice = voice


SUBMISSION = Machine(
    name="submission",
    states=S,
    start=S.RECEIVED,
    transitions=(
        Transition("accept", (S.RECEIVED, S.CARE), S.USABLE, SO, gettext_lazy("Usable without a name"),
                   effect=_answered),
        Transition("take_care", (S.RECEIVED, S.USABLE), S.CARE, SO, gettext_lazy("Needs care"), effect=_answered),
        Transition("set_aside", OPEN, S.SET_ASIDE, SO, gettext_lazy("Not usable"), effect=_erased),
        Transition("publish", (S.USABLE,), S.PUBLISHED, SO, gettext_lazy("Publish without a name"),
                   checks=(_may_be_published,), effect=_published),
        Transition("reopen", (S.USABLE,), S.RECEIVED, SYSTEM, gettext_lazy("Weigh it again")),
        Transition("withdraw", (*OPEN, S.PUBLISHED), S.WITHDRAWN, SYSTEM, gettext_lazy("Withdraw"),
                   effect=_withdrawn),
    ),
    stands_for=_stands_for,
    root=lambda submission: submission,
    turn={S.RECEIVED: SO, S.CARE: SO, S.USABLE: SO, S.SET_ASIDE: (), S.PUBLISHED: (), S.WITHDRAWN: ()},
    describe=lambda _submission: (_("Something in confidence"), SAFEGUARDING_DESK),
)  # fmt: skip
