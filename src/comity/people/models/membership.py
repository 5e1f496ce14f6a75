from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.kernel.roles import Capacity, Role


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: date) -> "MembershipQuerySet":
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class Membership(models.Model):
    """One person in one role for one organisation, from one day to another; ended, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=4, choices=Role.choices)
    is_manager = models.BooleanField(_("may invite and end memberships of this organisation"), default=False)
    is_primary = models.BooleanField(_("primary focal point"), default=False)
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    if TYPE_CHECKING:
        user_id: int
        organisation_id: int

    class Meta:
        ordering = ["organisation", "role", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(valid_to__isnull=True),
                name="one_open_membership_a_role",
            ),
        ]

    def capacity(self) -> Capacity:
        return Capacity(
            user_id=self.user_id,
            role=self.role,
            organisation_id=self.organisation_id,
            organisation_type=self.organisation.type,
            state=self.organisation.state_id or "",
            label=self.organisation.code,
        )
