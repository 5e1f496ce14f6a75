"""A plan's frozen or present content as rows of a summary, for pages and for the comparison of versions."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.assistance.models import Plan
from comity.assistance.rules_cooperation import plan_history
from comity.web.cooperation.offer_showing import money
from comity.web.cooperation.plan_forms import MARKERS

Row = dict[str, Any]


def day(iso: str) -> str:
    """A day in the reader's language; empty where there is none."""
    found = parse_date(iso) if iso else None
    return date_format(found, "DATE_FORMAT") if found else ""


def period(content: Mapping[str, Any]) -> str:
    first, last = day(content["starts_on"]), day(content["ends_on"])
    return _("%(first)s to %(last)s") % {"first": first, "last": last} if first and last else first or last


def provider_name(part: Mapping[str, Any]) -> str:
    """Name of a component's provider in the reader's language, in English or any other where there is none."""
    names = part.get("provider_names") or {}
    language = (get_language() or "en").split("-")[0]
    return str(names.get(language) or names.get("en") or next(iter(names.values()), part["provider"]))


def plan_rows(content: Mapping[str, Any]) -> list[Row]:
    return [
        {"label": _("Aim"), "value": content["aim"], "prose": True},
        {"label": _("Period"), "value": period(content)},
        {"label": _("Monitoring arrangement"), "value": content["monitoring"], "prose": True},
        {"label": _("Sustainability and exit"), "value": content["sustainability"], "prose": True},
        {"label": _("Gender marker"), "value": MARKERS[str(content["gender_marker"])]},
        {"label": _("Human rights marker"), "value": MARKERS[str(content["rights_marker"])]},
    ]


def component_rows(part: Mapping[str, Any], needs: Mapping[int, Any]) -> list[Row]:
    """``needs``: primary key → need as this reader may read it; others are counted, not described."""
    served = [needs[need].label if need in needs else _("a need that is not open to you") for need in part["needs"]]
    return [
        {"label": _("What will be done"), "value": part["description"], "prose": True},
        {"label": _("Needs served"), "value": "; ".join(served)},
        {"label": _("Period"), "value": period(part)},
        {"label": _("Budget"), "value": money(_number(part["budget"]), part["currency"])},
        {"label": _("Outputs"), "value": "\n".join(output_line(output) for output in part["outputs"]), "prose": True},
        {
            "label": _("Milestones"),
            "value": "\n".join(milestone_line(one) for one in part["milestones"]),
            "prose": True,
        },
    ]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def output_line(output: Mapping[str, str]) -> str:
    return _("%(title)s – %(indicator)s: from %(baseline)s to %(target)s") % {
        **output, "baseline": output["baseline"] or _("not given"),
    }  # fmt: skip


def milestone_line(milestone: Mapping[str, str]) -> str:
    return _("%(title)s – due %(day)s") % {"title": milestone["title"], "day": day(milestone["due_on"])}


def plan_steps(plan: Plan) -> list[Row]:
    """The timeline of a plan, newest first, with the reasons given; both sides and the coordinator read them."""
    return [
        {"at": step.at, "title": label, "who": step.by.title if step.by else _("the system"), "text": step.reason}
        for label, step in plan_history(plan)
    ]
