"""The figures on the first page. Each is a door: it opens the list that it counts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.commitments.models import Recommendation


def figures(user: Any) -> list[dict[str, Any]]:
    """Number, label and address of each list that everybody may open, counted as this reader sees it."""
    found = [
        (
            "recommendations",
            Recommendation.objects.visible_to(user).count(),
            _("recommendations and pledges"),
        ),
    ]
    return [{"number": number, "label": label, "url": reverse(name)} for name, number, label in found]
