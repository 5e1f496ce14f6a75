"""The desk's list of tags on which source, classifier and people differ; several are decided on at once."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from comity.commitments import tags as questions
from comity.commitments.domain.tags import MOST
from comity.commitments.models import TagKind, TagSuggestion
from comity.reference.models import State
from comity.web.assistance.kept import signed_in
from comity.web.cooperation.trails import trail
from comity.web.tags.access import own_states, shown, written
from comity.web.tags.panel import MOST_TERMS, percent

SIZE = 50
STANDINGS = {
    questions.OPEN: gettext_lazy("Source and classifier differ, nobody decided"),
    questions.FOUND: gettext_lazy("Suggested, and the source does not say it"),
    questions.DOUBTED: gettext_lazy("The source says it, and it is not suggested"),
    questions.OTHERWISE: gettext_lazy("Decided otherwise than suggested"),
    questions.AGREED: gettext_lazy("Decided as suggested"),
    questions.DECIDED: gettext_lazy("All that is decided"),
}
BANDS = {
    "low": gettext_lazy("confidence below 70 %"), "middle": gettext_lazy("confidence 70 to 90 %"),
    "high": gettext_lazy("confidence 90 % and above"), questions.NO_CHANCE: gettext_lazy("without a confidence"),
    questions.MISSED: gettext_lazy("not suggested"),
}  # fmt: skip


@require_safe
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    states = own_states(request.user)
    chosen = questions.understood(request.GET)
    rows = questions.disagreements(request.user, chosen, states)
    page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
    total = page.paginator.count
    context = {
        "page": page, "total": total, "rows": [_row(row) for row in page], "chosen": chosen,
        "query": urlencode(chosen), "fields": list(_fields(request.user, chosen, states)),
        "all": SIZE < total <= MOST,
        "last": questions.last_batch(request.user), "band": BANDS.get(chosen.get("band", "")),
        "trail": trail(_("Tags")),
    }  # fmt: skip
    return render(request, "tags/index.html", context)


def _row(row: TagSuggestion) -> dict[str, Any]:
    reading = getattr(row.recommendation, "tag_reading", None)
    return {
        **shown(row.kind, row.value), "row": row, "found": row.recommendation, "percent": percent(row.confidence),
        "tag": written(row.recommendation_id, row.kind, row.value), "verdict": row.verdict,  # type: ignore[attr-defined]
        "why": [term for term, _weight in reading.why[:MOST_TERMS]] if reading and row.says else [],
    }  # fmt: skip


def _fields(user: Any, chosen: dict[str, str], states: set[str] | None) -> Any:
    """The filters: name, label, options. A value can be chosen once its kind is."""
    yield _field("standing", _("Which tags"), STANDINGS.items(), chosen.get("standing", questions.OPEN))
    yield _field("kind", _("Kind"), [("", _("all")), *TagKind.choices], chosen.get("kind", ""))
    if "kind" in chosen:
        found = questions.compared(user, {"kind": chosen["kind"]}, states).values_list("value", flat=True).distinct()
        labelled = sorted(
            ((one, shown(chosen["kind"], one)["label"]) for one in found.order_by()), key=lambda one: one[1]
        )
        yield _field("value", TagKind(chosen["kind"]).label, [("", _("all")), *labelled], chosen.get("value", ""))
    if states is None or len(states) > 1:
        named = State.objects.all() if states is None else State.objects.filter(pk__in=states)
        options = sorted(((one.pk, one.name) for one in named), key=lambda one: one[1])
        yield _field("state", _("State under review"), [("", _("all")), *options], chosen.get("state", ""))
    least = [(text, f"{float(text) * 100:.0f} %") for text in questions.LEAST]
    yield _field("least", _("Confidence at least"), [("", _("any")), *least], chosen.get("least", ""))


def _field(name: str, label: Any, options: Any, chosen: str) -> dict[str, Any]:
    return {
        "name": name, "label": label,
        "options": [{"value": value, "label": text, "chosen": value == chosen} for value, text in options],
    }  # fmt: skip


def list_url(**chosen: str) -> str:
    """The list that a figure counts."""
    return f"{reverse('tags')}?{urlencode(chosen)}"
