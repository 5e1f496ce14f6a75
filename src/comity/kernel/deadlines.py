"""Time limits: settings with defaults (rule R19). An overdue item names the duty holder, never a fault (rule R9).

Changed by ``COMITY_LIMITS``, for example ``acknowledge=3,responses=45``.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SATURDAY = 5


@dataclass(frozen=True)
class Limit:
    """A time limit: days, counted as working days (Monday to Friday) or calendar days, and what it is for."""

    name: str
    days: int
    working: bool
    meaning: object


DEFAULTS = (
    Limit("acknowledge", 5, True, _("The coordinator acknowledges a submitted request.")),
    Limit("screen", 14, False, _("The coordinator screens an acknowledged request.")),
    Limit("briefing", 14, False, _("The coordinator briefs possible providers.")),
    Limit("assessment_report", 30, False, _("The needs assessment's report is ready for the State's approval.")),
    Limit("responses", 60, False, _("Providers answer a circulated request.")),
    Limit("plan_draft", 180, False, _("The plan is proposed after the first accepted offer.")),
    Limit("plan_approval", 21, False, _("Both sides decide on a proposed plan.")),
    Limit("share", 14, False, _("The agreed plan is shared as far as the State consents.")),
    Limit("progress_plan", 182, False, _("Both sides update the progress of a plan.")),
    Limit("progress_pairing", 365, False, _("State and provider return with the twelve-month update of a pairing.")),
    Limit("closure", 182, False, _("Both sides give their view on a completed request.")),
    Limit("followup_report", 182, False, _("The lead institution reports on an implementation action.")),
    Limit("followup_notice", 30, False, _("The lead institution is reminded before an action's own last day.")),
)


def limit(name: str) -> Limit:
    """The limit in force; KeyError where there is none of that name."""
    return limits()[name]


def limits() -> dict[str, Limit]:
    """All limits in force by name, with the changes of the installation; a senseless change is named in an error."""
    found = {default.name: default for default in DEFAULTS}
    for change in filter(None, (part.strip() for part in settings.COMITY_LIMITS.split(","))):
        name, _equals, days = change.partition("=")
        if name not in found or not days.isdigit() or not int(days):
            known = ", ".join(found)
            raise ImproperlyConfigured(f"COMITY_LIMITS: “{change}” is not name=days with a name among: {known}.")
        found[name] = Limit(name, int(days), found[name].working, found[name].meaning)
    return found


def due(name: str, since: datetime) -> date:
    """The last day of the limit ``name`` that began to run at ``since``."""
    rule = limit(name)
    day = timezone.localtime(since).date()
    if not rule.working:
        return day + timedelta(days=rule.days)
    left = rule.days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


def is_overdue(last_day: date | None) -> bool:
    return last_day is not None and last_day < timezone.localdate()
