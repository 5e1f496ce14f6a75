"""What each step with an offer means, in words, and the verb that takes it."""

from django.utils.translation import gettext_lazy as _

from comity.assistance.domain import offers
from comity.web.cooperation.acts import Deed

SENDING = {
    "title": _("Who will read this offer"),
    "who": _("The State that made the request – its focal points and preparers – and the coordinator."),
    "what": _("The whole offer, with money, conditions and the contact's function."),
    "since": _("At once."),
    "lasting": _(
        "What they have read stays known. You can withdraw the offer until the State takes it under consideration."
    ),
}
OFFER_DEEDS = {
    "clear": Deed(
        offers.clear_offer,
        _(
            "You confirm that your organisation stands behind this offer as it is written. "
            "It can no longer be changed. Nobody outside your organisation reads it before it is sent."
        ),
    ),
    "submit": Deed(
        offers.submit_offer, _("The offer goes to the State, and the State is asked to decide."), panel=SENDING
    ),
    "consider": Deed(
        offers.consider_offer,
        _(
            "The provider learns that your State is considering the offer. "
            "After this the provider can no longer withdraw it."
        ),
    ),
    "decline": Deed(
        offers.decline_offer,
        _("The offer ends. The provider learns that your State declined it."),
        takes_reason=True,
        reason_label=_("Reasons for the provider"),
        reason_hint=_("You need not give any. What you write stays between your State and the provider."),
        tone="stop",
    ),
    "withdraw": Deed(
        offers.withdraw_offer,
        _("The offer ends. The State and the coordinator see that it was withdrawn."),
        takes_reason=True,
        reason_label=_("Reasons for the State"),
        reason_hint=_("You need not give any."),
        tone="stop",
    ),
}
