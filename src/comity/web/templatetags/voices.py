"""The voices beside a recommendation, as one tag: ``{% voices_panel recommendation %}``."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.commitments import voices
from comity.commitments.models import Recommendation, Voice
from comity.commitments.voice_rules import kind_of, writing_capacities

register = template.Library()


@register.inclusion_tag("voices/panel.html", takes_context=True)
def voices_panel(context: dict[str, Any], recommendation: Recommendation) -> dict[str, Any]:
    """The five places, with what this reader may read, and doors to write for those who may."""
    user = context["user"]
    able = writing_capacities(user, recommendation) if user.is_authenticated else []
    return {
        "recommendation": recommendation,
        "places": voices.beside(recommendation.pk, user),
        "writable": [_door(kind_of(capacity), recommendation) for capacity in able],
    }


def _door(kind: str, recommendation: Recommendation) -> dict[str, str]:
    query = urlencode({"recommendation": recommendation.pk, "kind": kind})
    return {"label": _("Write: %(kind)s") % {"kind": Voice.Kind(kind).label}, "url": f"{reverse('voice-new')}?{query}"}


@register.filter
def unsigned(voice: voices.PublishedVoice) -> str:
    return voices.unsigned(voice)
