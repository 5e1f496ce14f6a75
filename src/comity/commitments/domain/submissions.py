"""Submissions without account: received, added to, withdrawn by receipt; weighed and published by safeguarding.

Who sends is nobody to the system: it keeps no address of a network and no browser. Whoever holds the receipt is the
sender.
"""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from comity.commitments.domain.receipts import hash_of
from comity.commitments.domain.submission_machine import SUBMISSION, announce
from comity.commitments.models import Recommendation, SenderContact, Submission, SubmissionAddition
from comity.kernel import audit
from comity.kernel.errors import Incomplete, NotEntitled, NotPossible
from comity.kernel.hashing import content_hash
from comity.kernel.roles import Person, Role, System
from comity.kernel.transitions import Step, lock, transition

SENDER = System("sender")  # holds a receipt, has no account
S = Submission.Status
OPEN = (S.RECEIVED, S.CARE, S.USABLE)


@transaction.atomic
def receive_submission(
    *, recommendation: Recommendation, receipt: str, text: str, by: System = SENDER, language: str = "en",
    sources: str = "", contact: str = "", concern: bool = False, may_publish: bool = False,
) -> Submission:  # fmt: skip
    """Take in what somebody tells; the same receipt again changes nothing. Never public without being asked again."""
    if not text.strip():
        raise Incomplete(_("Write what you want to tell."))
    known = Submission.objects.filter(receipt_hash=hash_of(receipt)).first()
    if known:
        return known
    row = Submission.objects.create(
        recommendation=recommendation, receipt_hash=hash_of(receipt), text=text.strip(), sources=sources.strip(),
        language=language if language in dict(settings.LANGUAGES) else "en", concern=concern, may_publish=may_publish,
    )  # fmt: skip
    if contact.strip():
        SenderContact.objects.create(submission=row, text=contact.strip())
    _note(row, "receive", by, after=content_hash([row.text, row.sources]))
    announce("submission.receive")
    return row


def by_receipt(receipt: str) -> Submission | None:
    """The submission to which this receipt belongs, or None: there is no other way to it without an account."""
    return Submission.objects.select_related("recommendation").filter(receipt_hash=hash_of(receipt)).first()


@transaction.atomic
def add_to_submission(*, receipt: str, text: str, by: System = SENDER) -> Submission:
    """Add to what was told. What had been found usable is weighed again. The same text twice is added once."""
    row = _mine(receipt)
    if not text.strip():
        raise Incomplete(_("Write what you want to add."))
    if row.status not in OPEN:
        raise NotPossible(_("This is closed. You can send something new."))
    _addition, created = SubmissionAddition.objects.get_or_create(submission=row, text=text.strip())
    if created:
        _note(row, "add", by, after=content_hash(text.strip()))
        if row.status == S.USABLE:
            row = transition(SUBMISSION, row, "reopen", by=by).record
        announce("submission.add")
    return row


@transaction.atomic
def forbid_publication(*, receipt: str, by: System = SENDER) -> Submission:
    """Take back that it may be published, until it is."""
    row = _mine(receipt)
    if row.status not in OPEN:
        raise NotPossible(_("This can no longer be changed. You can still withdraw it."))
    if row.may_publish:
        row.may_publish = False
        row.save(update_fields=["may_publish"])
        _note(row, "forbid", by)
    return row


@transaction.atomic
def withdraw_submission(*, receipt: str, by: System = SENDER) -> Step:
    """Withdraw by receipt: text, additions and contact are erased, and what was published leaves the page at once."""
    return transition(SUBMISSION, _mine(receipt), "withdraw", by=by)


def _mine(receipt: str) -> Submission:
    known = by_receipt(receipt)
    if known is None:
        raise NotEntitled(_("There is nothing with this receipt code. Check each letter."))
    fresh: Submission = lock(SUBMISSION, known)
    return fresh


def _note(row: Submission, act: str, by: System, after: str = "") -> None:
    audit.append(
        by=by.capacities()[0], action=f"submission.{act}", subject_type="submission", subject=row.pk, after=after
    )  # fmt: skip


ARROWS = {S.USABLE: "accept", S.SET_ASIDE: "set_aside", S.CARE: "take_care"}


@transaction.atomic
def triage_submission(
    submission: Submission, *, finding: str, by: Person, answer: str = "", expected: int | None = None
) -> Step:
    """Weigh it: usable without a name, in need of care, or not usable. ``answer`` is read by whoever has the receipt.

    What is not usable is erased at once, with the contact: nothing is kept that is not needed.
    """
    entitled(submission, by)
    if finding not in ARROWS:
        raise NotPossible(_("Choose what is to become of it."))
    return transition(SUBMISSION, submission, ARROWS[S(finding)], by=by, expected=expected, answer=answer)


@transaction.atomic
def publish_submission(submission: Submission, *, by: Person, expected: int | None = None) -> Step:
    """Publish the sender's own words without a name, where the sender allowed it."""
    entitled(submission, by)
    return transition(SUBMISSION, submission, "publish", by=by, expected=expected)


def entitled(submission: Submission, by: Person) -> None:
    """Raise unless ``by`` is a safeguarding officer who neither acts for a State nor administers the system."""
    officer = any(capacity.role == Role.SAFEGUARDING for capacity in by.capacities())
    if not officer or not Submission.objects.visible_to(by).filter(pk=submission.pk).exists():
        raise NotEntitled(_("Only a safeguarding officer does this."))
