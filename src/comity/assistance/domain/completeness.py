"""What the request form still lacks, sentence by sentence, by step; and the words each text may have."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from comity.assistance.models import NeedItem, SupportRequest
from comity.kernel.words import count_words
from comity.reference.vocabulary import ConsultationCategory

WORD_LIMITS = {"summary": 100, "situation": 400, "impact": 200, "monitoring": 150, "sustainability": 150}
NEED_WORD_LIMITS = {"description": 200, "already_done": 150, "expected_result": 100}
MOST_NEEDS = 10


def missing_parts(request: SupportRequest) -> list[str]:
    """Every sentence of every step, in the order of the form; empty when the request may be endorsed."""
    return [sentence for step in STEPS for sentence in STEPS[step](request)]


def missing_by_step(request: SupportRequest) -> dict[str, list[str]]:
    return {step: list(find(request)) for step, find in STEPS.items()}


def _who(request: SupportRequest) -> Iterator[str]:
    if not request.authority_id:
        yield _("Name the requesting authority.")
    if not request.focal_point.strip():
        yield _("Name the focal point by function.")
    if not request.bodies.exists():
        yield _("Say which bodies prepared the request, and how.")


def _situation(request: SupportRequest) -> Iterator[str]:
    if not request.title.strip():
        yield _("Give the request a title.")
    if not request.situation.strip():
        yield _("Describe the situation and the challenge.")
    if not request.groups:
        yield _("Choose the groups of persons concerned, each with the reason.")
    for group, reason in request.groups.items():
        if not str(reason).strip():
            yield _("Give the reason why the group “%(group)s” is chosen.") % {"group": group}
    yield from too_long(request, WORD_LIMITS)


def _commitments(request: SupportRequest) -> Iterator[str]:
    if not request.commitments.exists():
        yield _("Name at least one commitment that the request serves.")


def _needs(request: SupportRequest) -> Iterator[str]:
    needs = list(request.needs.all())
    if not needs:
        yield _("Describe at least one need.")
    if len(needs) > MOST_NEEDS:
        yield _("A request has at most ten needs.")
    for need in needs:
        yield from missing_in_need(need)


def missing_in_need(need: NeedItem) -> Iterator[str]:
    wanted: dict[str, Any] = {
        "area": _("the area"), "description": _("what is needed"), "already_done": _("what is already being done"),
        "done_by": _("by whom it is being done"), "expected_result": _("the expected result"),
        "indicator": _("the indicator"),
        "baseline": _("the baseline"),
    }  # fmt: skip
    for name, label in wanted.items():
        if not getattr(need, name).strip():
            yield _("Need %(rank)s: give %(what)s.") % {"rank": need.rank, "what": label}
    for sentence in too_long(need, NEED_WORD_LIMITS):
        yield _("Need %(rank)s: %(sentence)s") % {"rank": need.rank, "sentence": sentence}


def _inclusion(request: SupportRequest) -> Iterator[str]:
    spoken_of = set(request.consultations.values_list("category", flat=True))
    for value, label in ConsultationCategory.choices:
        if value not in spoken_of:
            yield _("Say whether “%(who)s” were consulted, or why not.") % {"who": label}
    for record in request.consultations.all():
        text = record.who if record.took_place else record.why_not
        if not text.strip():
            who = ConsultationCategory(record.category).label
            yield _("Complete the record of the consultation: “%(who)s”.") % {"who": who}
    if not request.monitoring.strip():
        yield _("Describe the monitoring arrangement in the country.")


def _consent(request: SupportRequest) -> Iterator[str]:
    if not request.audience:
        yield _("Choose to whom the request is circulated.")
    if request.audience == "named" and not request.choices.filter(kind="named").exists():
        yield _("Name the organisations to which the request is circulated.")
    if not request.extent:
        yield _("Choose what is published.")
    if request.extent in ("summary", "full") and not request.summary.strip():
        yield _("Write the summary that will be published.")
    if not request.report_use:
        yield _("Choose whether the report may use the request.")


def too_long(record: Any, limits: dict[str, int]) -> Iterator[str]:
    """A sentence for each text of ``record`` that has more words than its limit."""
    for name, most in limits.items():
        found = count_words(getattr(record, name))
        if found > most:
            label = record._meta.get_field(name).verbose_name
            yield _("“%(field)s” has %(found)s words; at most %(most)s are allowed.") % {
                "field": label, "found": found, "most": most,
            }  # fmt: skip


STEPS = {
    "who": _who,
    "situation": _situation,
    "commitments": _commitments,
    "needs": _needs,
    "inclusion": _inclusion,
    "consent": _consent,
}
