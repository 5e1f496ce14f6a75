"""The machine of voices. No arrow belongs to anybody but the body whose voice it is."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.commitments.models import Voice
from comity.commitments.models.voice import BARRED
from comity.commitments.voice_rules import PREPARERS, PUBLISHERS, WRITERS, stands_for
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.kernel.machines import Act, Machine, Transition
from comity.kernel.roles import STATE_ROLES, Role
from comity.kernel.visibility import Level
from comity.people.queries import user_ids

S, Kind = Voice.Status, Voice.Kind
SAFEGUARDING_DESK = "/desk/safeguarding"


def safeguarding_ids() -> set[int]:
    """Safeguarding officers who may read what is in confidence."""
    return user_ids([Role.SAFEGUARDING]) - user_ids(BARRED)


def code_of(voice: Voice) -> str:
    """The first recommendation's symbol and paragraph, or its number in the register."""
    first = voice.recommendations.order_by("pk").first()
    if first is None:
        return str(voice.get_kind_display())
    return " ".join(filter(None, (first.symbol, first.paragraph)))[:60] or f"#{first.pk}"


def _is_written(voice: Voice, act: Act) -> None:
    del act
    if not voice.text.strip():
        raise Incomplete(_("Write the text."))


def _is_not_in_confidence(voice: Voice, act: Act) -> None:
    del act
    if voice.level == Level.RESTRICTED:
        raise NotPossible(
            _("This is in confidence and is never published. Take it back to the draft to choose other readers.")
        )


def _somebody_else_wrote(voice: Voice, act: Act) -> None:
    """Who prepares does not publish, also where one person holds both roles."""
    if voice.role in PREPARERS and voice.author_id == act.capacity.user_id:
        raise NotPossible(_("You wrote this as a preparer; somebody else of your side publishes it."))


def _was_checked(voice: Voice, act: Act) -> None:
    del act
    if voice.kind == Kind.CHILDREN and voice.checked_at is None:
        raise NotPossible(_("A safeguarding officer has to see the findings before they are published."))


def _is_without_account(voice: Voice, act: Act) -> None:
    """The system withdraws only for a sender who has no account, never for a body."""
    if act.capacity.role == "system" and voice.organisation_id is not None:
        raise NotEntitled(_("Only the body that wrote this can withdraw it."))


def _submitted(voice: Voice, act: Act) -> None:
    del act
    voice.submitted_at = timezone.now()


def _reopened(voice: Voice, act: Act) -> None:
    del act
    voice.submitted_at = voice.checked_at = None


def _published(voice: Voice, act: Act) -> None:
    del act
    voice.published_at = timezone.now()


def _erased(voice: Voice, act: Act) -> None:
    """Nothing of the content is kept; the audit has its fingerprint (rule R10)."""
    del act
    voice.text = voice.sources = ""
    voice.groups = []
    voice.withdrawn_at = timezone.now()


def _recipients(voice: Voice, arrow: Transition) -> Iterable[int]:
    if arrow.name == "publish":
        return user_ids(STATE_ROLES, states=[voice.state])
    if arrow.name != "submit":
        return ()
    if voice.level == Level.RESTRICTED or voice.kind == Kind.CHILDREN:
        return safeguarding_ids()
    if voice.kind == Kind.STATE:
        return user_ids([Role.STATE_FOCAL_POINT], states=[voice.state])
    return user_ids(PUBLISHERS, organisations=[voice.organisation_id or 0])


def _describe(voice: Voice) -> tuple[str, str]:
    """Code and address for notices; of what is in confidence they name neither body nor recommendation."""
    if voice.status == S.SUBMITTED and (voice.level == Level.RESTRICTED or voice.kind == Kind.CHILDREN):
        return (_("A voice for safeguarding"), SAFEGUARDING_DESK)
    if voice.status == S.PUBLISHED:
        first = voice.recommendations.order_by("pk").values_list("pk", flat=True).first()
        return (code_of(voice), f"/recommendations/{first}")
    return (code_of(voice), f"/desk/voices/{voice.pk}")


VOICE = Machine(
    name="voice",
    states=S,
    start=S.DRAFT,
    transitions=(
        Transition("submit", (S.DRAFT,), S.SUBMITTED, WRITERS, gettext_lazy("Submit"), checks=(_is_written,),
                   effect=_submitted),
        Transition("reopen", (S.SUBMITTED,), S.DRAFT, WRITERS, gettext_lazy("Take back to the draft"),
                   effect=_reopened),
        Transition("publish", (S.SUBMITTED,), S.PUBLISHED, PUBLISHERS, gettext_lazy("Publish"),
                   checks=(_is_not_in_confidence, _somebody_else_wrote, _was_checked), effect=_published),
        Transition("discard", (S.DRAFT, S.SUBMITTED), S.WITHDRAWN, WRITERS, gettext_lazy("Withdraw"), effect=_erased),
        Transition("withdraw", (S.PUBLISHED,), S.WITHDRAWN, (*PUBLISHERS, "system"), gettext_lazy("Withdraw"),
                   checks=(_is_without_account,), effect=_erased),
    ),
    stands_for=stands_for,
    root=lambda voice: voice,
    turn={S.DRAFT: WRITERS, S.SUBMITTED: PUBLISHERS, S.PUBLISHED: (), S.WITHDRAWN: ()},
    recipients=_recipients,
    describe=_describe,
)  # fmt: skip
