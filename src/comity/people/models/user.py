"""People. An account is a function in an organisation, not a personality: an address, a language, a title."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.kernel.roles import Capacity


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    email = models.EmailField(_("e-mail address"), unique=True)
    title = models.CharField(
        _("function"), max_length=150, help_text=_("What others see: the function, for example “Focal point”.")
    )
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = UserManager()

    def __str__(self) -> str:
        return self.title or self.email

    @cached_property
    def _capacities(self) -> tuple[Capacity, ...]:
        if not self.is_active:
            return ()
        memberships = self.memberships.valid_on(timezone.localdate()).select_related("organisation")
        return tuple(membership.capacity() for membership in memberships)

    def capacities(self) -> Sequence[Capacity]:
        """What this person may act as today; read once a request."""
        return self._capacities

    def roles(self) -> frozenset[str]:
        return frozenset(capacity.role for capacity in self.capacities())

    def states(self, *roles: str) -> frozenset[str]:
        """The States for which the person acts, in any of ``roles`` (all roles where none is named)."""
        return frozenset(c.state for c in self.capacities() if c.state and (not roles or c.role in roles))

    def organisations(self, *roles: str) -> frozenset[int]:
        """The organisations for which the person acts, in any of ``roles`` (all where none is named)."""
        return frozenset(
            c.organisation_id for c in self.capacities() if c.organisation_id and (not roles or c.role in roles)
        )
