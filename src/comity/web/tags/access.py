"""For whom the desk's pages on tags are, and how a tag stands in a form."""

from typing import Any

from django.http import Http404
from django.utils.translation import get_language

from comity.commitments.domain.tags import Tag
from comity.commitments.models import TagKind
from comity.commitments.rules import tagged_states
from comity.commitments.tag_values import ENGLISH, label
from comity.web.assistance.numbers import number_in


def own_states(user: Any) -> set[str] | None:
    """The States on whose recommendations the person decides, None for all; 404 for whoever decides on none."""
    states = tagged_states(user)
    if states is not None and not states:
        raise Http404
    return states


def written(number: int, kind: str, value: str) -> str:
    """A tag as one value of a form."""
    return f"{number}:{kind}:{value}"


def tag_in(text: str) -> Tag | None:
    """The tag that a form names; None for anything else."""
    number, _colon, rest = text.partition(":")
    kind, _colon, value = rest.partition(":")
    pk = number_in(number)
    return Tag(pk, kind, value) if pk is not None and kind in TagKind.values and value else None


def shown(kind: str, value: str) -> dict[str, Any]:
    """The value for readers; ``foreign``: the name is English whatever the page's language is."""
    return {"label": label(kind, value, get_language() or "en"), "foreign": kind in ENGLISH}
