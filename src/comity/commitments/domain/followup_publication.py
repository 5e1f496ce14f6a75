"""What of a State's own assessments the public reads: the focal point decides, entry by entry (fail-closed)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.commitments.domain.followup_people import addressed, publishing_capacity
from comity.commitments.models import StatusEntry
from comity.kernel import audit
from comity.kernel.errors import NotEntitled, NotPossible
from comity.kernel.roles import Person


@transaction.atomic
def publish_status(entry: StatusEntry, *, by: Person) -> StatusEntry:
    """Let everybody read the entry with its evidence, instead of what was public of this recommendation before.

    Only what stands is published, by a focal point who did not enter it. Twice is once.
    """
    capacity = publishing_capacity(entry.state_id, by)
    addressed([entry.recommendation_id], entry.state_id, lock=True)
    of_it = StatusEntry.objects.filter(recommendation=entry.recommendation_id, state=entry.state_id)
    fresh = of_it.get(pk=entry.pk)
    if fresh.is_public:
        return fresh
    if of_it.standing().first() != fresh:
        raise NotPossible(_("There is a later assessment of this recommendation; publish that one."))
    if fresh.by_id == by.pk:
        raise NotEntitled(_("You entered this assessment, so another focal point publishes it."))
    for row in of_it.public():
        row.unpublished_at = timezone.now()
        row.save(update_fields=["unpublished_at"])
    fresh.published_at, fresh.unpublished_at = timezone.now(), None
    fresh.save(update_fields=["published_at", "unpublished_at"])
    audit.append(by=capacity, action="status.publish", subject_type="status", subject=fresh.pk)
    return fresh


@transaction.atomic
def publish_statuses(entries: Iterable[StatusEntry], *, by: Person) -> list[StatusEntry]:
    """Publish all of ``entries``, or none where one cannot be published."""
    return [publish_status(entry, by=by) for entry in entries]


@transaction.atomic
def unpublish_status(entry: StatusEntry, *, by: Person) -> StatusEntry:
    """Take the entry back from the public. What was read or copied meanwhile cannot be recalled. Twice is once."""
    capacity = publishing_capacity(entry.state_id, by)
    addressed([entry.recommendation_id], entry.state_id, lock=True)
    fresh = StatusEntry.objects.get(pk=entry.pk)
    if fresh.is_public:
        fresh.unpublished_at = timezone.now()
        fresh.save(update_fields=["unpublished_at"])
        audit.append(by=capacity, action="status.unpublish", subject_type="status", subject=fresh.pk)
    return fresh
