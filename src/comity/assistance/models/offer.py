"""Offers and pairings: the forum of February 2020 worked with requests, offers, pairings and a return in a year."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.assistance.enums import MoneyStatus, OfferStatus
from comity.kernel.models import Record
from comity.kernel.roles import PROVIDER_ROLES, Role
from comity.kernel.visibility import VisibleQuerySet
from comity.reference.vocabulary import Modality


class OfferQuerySet(VisibleQuerySet["Offer"]):
    def visible_to(self, user: Any) -> "OfferQuerySet":
        """The provider's own; to the State and the coordinator once submitted, as far as they may see the request."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        from comity.assistance.models.request import SupportRequest  # noqa: PLC0415 - models import each other

        own = Q(provider__in=user.organisations(*PROVIDER_ROLES))
        requests = Q(request__in=SupportRequest.objects.of_state(user).values("pk"))
        if Role.COORDINATOR in user.roles():
            requests |= Q(request__in=SupportRequest.objects.circulated_to(user).values("pk"))
        sent = ~Q(status__in=[OfferStatus.DRAFT, OfferStatus.CLEARED])
        return self.filter(own | (requests & sent))


class Offer(Record):
    """What one provider offers for needs of one request."""

    request = models.ForeignKey("assistance.SupportRequest", on_delete=models.PROTECT, related_name="offers")
    provider = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="offers")
    status = models.CharField(max_length=24, choices=OfferStatus.choices, default=OfferStatus.DRAFT)
    status_since = models.DateTimeField(default=timezone.now)
    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("what is offered"))
    modality = models.CharField(_("modality"), max_length=20, choices=Modality.choices)
    is_new = models.BooleanField(_("a new activity (not an existing one)"), default=True)
    in_kind = models.TextField(_("resources in kind"), blank=True)
    amount = models.DecimalField(_("money"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="USD", blank=True)
    money_status = models.CharField(_("the money is a"), max_length=12, choices=MoneyStatus.choices, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    valid_until = models.DateField(_("valid until"))
    contact = models.CharField(_("contact: the function, not the person"), max_length=150)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfferQuerySet.as_manager()

    if TYPE_CHECKING:
        id: int
        request_id: int
        provider_id: int
        prepared_by_id: int

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(money_status=""), name="money_says_what_it_is"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OfferItem(models.Model):
    """One need that the offer answers. ``accepted`` is None until the State decides."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="items")
    need = models.ForeignKey("assistance.NeedItem", on_delete=models.PROTECT, related_name="offer_items")
    contribution = models.TextField(_("what for this need"), blank=True)
    accepted = models.BooleanField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["offer", "need"], name="one_item_a_need")]


class Pairing(models.Model):
    """An accepted offer and one need of the request; both sides return to it after twelve months."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="pairings")
    need = models.ForeignKey("assistance.NeedItem", on_delete=models.PROTECT, related_name="pairings")
    made_at = models.DateTimeField(auto_now_add=True)
    review_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["offer", "need"], name="one_pairing")]
