"""Background work of the kernel. Thin: fetch, call, done."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from comity.kernel.models import Notification

BATCH = 200
REMINDER = ".remind"  # how the kind of a reminder ends: nothing moved, somebody's turn has come


@task()
def mail_notifications() -> int:
    """Send every notification that was not yet mailed; returns how many went out. Safe to run twice or side by side."""
    sent = 0
    while True:
        with transaction.atomic():
            waiting = Notification.objects.select_for_update(skip_locked=_can_skip()).select_related("recipient")
            batch = list(waiting.filter(mailed_at__isnull=True).order_by("id")[:BATCH])
            for notification in batch:
                mail(notification)
                notification.mailed_at = timezone.now()
                notification.save(update_fields=["mailed_at"])
        sent += len(batch)
        if len(batch) < BATCH:
            return sent


def _can_skip() -> bool:
    return bool(transaction.get_connection().features.has_select_for_update_skip_locked)


def mail(notification: Notification) -> None:
    """One plain e-mail: the code, the address, whose turn; no content of the record and no secret (R18)."""
    person = notification.recipient
    language = getattr(person, "language", "") or settings.LANGUAGE_CODE
    with override(language):
        words = {"code": notification.code, "address": f"{settings.SITE_URL}/{language}{notification.path}"}
        subject = _("%(code)s has moved on") % words
        body = (
            _(
                "There is news on %(code)s.\n\nSign in and read it here:\n%(address)s\n\n"
                "This message holds no content of the record, because e-mail can be read on its way."
            )
            % words
        )
        if notification.kind.endswith(REMINDER):
            subject = _("%(code)s waits for a report") % words
            body = (
                _(
                    "It is the turn of your institution to report on %(code)s.\n\n"
                    "Sign in and do it here:\n%(address)s\n\n"
                    "This message holds no content of the record, because e-mail can be read on its way."
                )
                % words
            )
    send_mail(settings.EMAIL_SUBJECT_PREFIX + subject, body, None, [person.email])
