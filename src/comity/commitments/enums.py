"""Small vocabularies of follow-up; codes are stored, labels shown."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ActionStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under-way", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


GOING_ON = (ActionStatus.PLANNED, ActionStatus.UNDER_WAY)
LIVE = (*GOING_ON, ActionStatus.DONE)  # an action that counts as one: a dropped one leaves its recommendations without


class Criterion(TextChoices):
    """The five questions of the SMART checklist."""

    SPECIFIC = "specific", _("Specific: does it say what will be different?")
    MEASURABLE = "measurable", _("Measurable: can one see how far it has come?")
    ASSIGNABLE = "assignable", _("Assignable: does one institution lead it?")
    RELEVANT = "relevant", _("Relevant: does it answer a recommendation?")
    TIME_BOUND = "time-bound", _("Time-bound: is there a day by which it is done?")
