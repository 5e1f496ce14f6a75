from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.kernel.roles import Role


class Invitation(models.Model):
    """An open seat for one address. Only the hash of the link's token is kept, so the table opens no door."""

    email = models.EmailField(_("e-mail address"))
    title = models.CharField(_("function"), max_length=150)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=4, choices=Role.choices)
    is_manager = models.BooleanField(_("may invite others"), default=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    if TYPE_CHECKING:
        organisation_id: int

    class Meta:
        ordering = ["-created_at"]

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.cancelled_at is None and self.expires_at > timezone.now()
