"""Who may manage an organisation's people (permission)."""

from typing import Any

from django.utils import timezone

from comity.kernel.roles import Role
from comity.people.models import Membership, Organisation


def may_manage(user: Any, organisation: Organisation) -> bool:
    """An organisation's own managers, and system administrators, invite people and end memberships."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    valid = Membership.objects.valid_on(timezone.localdate()).filter(user=user)
    return (
        valid.filter(organisation=organisation, is_manager=True).exists()
        or valid.filter(role=Role.ADMINISTRATOR).exists()
    )
