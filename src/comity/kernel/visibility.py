"""Confidentiality levels, and the one way in which records reach a reader.

Every model that holds what not everybody may read gives its manager a ``visible_to(user)``; pages, counts, search,
exports and mails start there (rule R1). ``Level`` orders the four levels of confidentiality; C2 is the default.
"""

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class Level(models.IntegerChoices):
    PUBLIC = 0, _("C0 – public")
    PARTICIPANTS = 1, _("C1 – all registered participants")
    CONCERNED = 2, _("C2 – the State, named providers and the coordinator")
    RESTRICTED = 3, _("C3 – restricted: safeguarding only")


class VisibleQuerySet(models.QuerySet[M]):
    """A queryset that must be narrowed to a reader before it leaves the house."""

    def visible_to(self, user: Any) -> "VisibleQuerySet[M]":
        """The rows that ``user`` (signed in or anonymous) may know of; subclasses decide, the default is nobody."""
        del user
        return self.none()
