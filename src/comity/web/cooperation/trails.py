"""Where the reader is: My desk, then the list, then the record."""

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.web.addresses import address

Step = dict[str, str]


def trail(*steps: Step | str) -> list[Step]:
    """``steps`` after My desk; a plain text is the page itself and has no address."""
    desk = address("desk")
    start = [{"label": _("My desk"), "url": desk}] if desk else []
    return [*start, *({"label": step, "url": ""} if isinstance(step, str) else step for step in steps)]


def offers_step() -> Step:
    return {"label": _("Offers"), "url": reverse("offers")}


def plans_step() -> Step:
    return {"label": _("Plans"), "url": reverse("plans")}


def plan_step(pk: int, title: str) -> Step:
    return {"label": title, "url": reverse("plan", args=[pk])}
