"""Notifications: a row in the inbox now, an e-mail by the worker once the act is committed."""

from collections.abc import Iterable

from django.utils import timezone

from comity.kernel.models import Notification
from comity.kernel.tasks import mail_notifications


def notify(recipients: Iterable[int | None], kind: str, code: str, path: str) -> None:
    """Put one line in each recipient's inbox and hand the mailing to the worker, in the same transaction."""
    rows = [Notification(recipient_id=user, kind=kind, code=code, path=path) for user in recipients if user]
    if rows:
        Notification.objects.bulk_create(rows)
        mail_notifications.enqueue()


def mark_read(user_id: int) -> int:
    """Mark all of a person's notifications as read; returns how many were new."""
    return Notification.objects.filter(recipient=user_id, read_at__isnull=True).update(read_at=timezone.now())
