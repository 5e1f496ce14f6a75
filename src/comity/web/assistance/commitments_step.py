"""The step on commitments: search the State's recommendations; tick these, treaty provisions and SDG targets."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.assistance.domain.needs import serve_commitments
from comity.assistance.models import CommitmentLink, SupportRequest
from comity.commitments.facets import RecommendationSearch
from comity.commitments.models import Recommendation
from comity.kernel.errors import ActError
from comity.reference.models import Provision, SdgTarget
from comity.web.assistance.commitments_shown import commitments_shown
from comity.web.assistance.numbers import number_in

Kind = CommitmentLink.Kind
SIZE = 10
LOOKS = ("recommendations", "provisions", "targets")


def show(request: HttpRequest, record: SupportRequest, frame: dict[str, Any]) -> HttpResponse:
    look = request.GET.get("look", "recommendations")
    look = look if look in LOOKS else "recommendations"
    if request.method == "POST" and _save(request, record):
        if "next" in request.POST or "later" in request.POST:
            return redirect(frame["next"] if "next" in request.POST else frame["back"])
        return redirect(request.get_full_path())
    links = list(record.commitments.all())
    content = [{"kind": one.kind, "recommendation": one.recommendation_id, "code": one.reference_code} for one in links]
    context = {
        **frame, "look": look, "tabs": _tabs(record, look),
        "served": commitments_shown(content, request.user, keep=links),
        **{"recommendations": _recommendations, "provisions": _provisions, "targets": _targets}[look](request, record),
    }  # fmt: skip
    return render(request, "requests/form/commitments.html", context)


def _tabs(record: SupportRequest, look: str) -> list[dict[str, Any]]:
    labels = {
        "recommendations": _("Recommendations and pledges"),
        "provisions": _("Treaty provisions"),
        "targets": _("SDG targets"),
    }
    address = reverse("request-form", args=[record.pk, "commitments"])
    return [{"label": labels[name], "url": f"{address}?look={name}", "here": name == look} for name in LOOKS]


def _recommendations(request: HttpRequest, record: SupportRequest) -> dict[str, Any]:
    query = request.GET.get("q", "")
    search = RecommendationSearch({"q": query, "state": record.state_id}, request.user, get_language() or "en")
    page = max(1, number_in(request.GET.get("page", "")) or 1)
    linked = set(record.commitments.values_list("recommendation", flat=True))
    found = [{"record": one, "chosen": one.pk in linked} for one in search.page(page, SIZE)]
    keep = urlencode({"look": "recommendations", **({"q": query} if query else {})})
    return {
        "found": found, "q": query, "total": search.total, "page": page, "pages": search.pages(SIZE), "query": keep,
        "notes": search.notes,
    }  # fmt: skip


def _provisions(request: HttpRequest, record: SupportRequest) -> dict[str, Any]:
    del request
    linked = _codes(record, Kind.PROVISION)
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in Provision.objects.select_related("instrument").order_by("instrument__position", "position"):
        groups.setdefault(one.instrument.name, []).append(
            {"value": one.pk, "label": f"{one.article} – {one.name}", "chosen": one.pk in linked}
        )
    return {"name": "provision", "groups": _open_groups(groups)}


def _targets(request: HttpRequest, record: SupportRequest) -> dict[str, Any]:
    """All targets by goal; the goal on education comes first."""
    del request
    linked = _codes(record, Kind.SDG_TARGET)
    groups: dict[str, list[dict[str, Any]]] = {}
    rows = SdgTarget.objects.select_related("goal").order_by("goal__position", "position")
    for one in sorted(rows, key=lambda target: target.goal_id != "4"):
        groups.setdefault(str(one.goal), []).append({"value": one.pk, "label": str(one), "chosen": one.pk in linked})
    return {"name": "target", "groups": _open_groups(groups, first=True)}


def _codes(record: SupportRequest, kind: str) -> set[str]:
    return set(record.commitments.filter(kind=kind).values_list("reference_code", flat=True))


def _open_groups(groups: dict[str, list[dict[str, Any]]], *, first: bool = False) -> list[dict[str, Any]]:
    """Groups with something ticked are open, and the first where that helps."""
    return [
        {"label": label, "entries": entries, "open": (first and not place) or any(one["chosen"] for one in entries)}
        for place, (label, entries) in enumerate(groups.items())
    ]


def _save(request: HttpRequest, record: SupportRequest) -> bool:
    """Link what is ticked, unlink what was shown and is ticked no more; ``drop`` unlinks one entry of the list."""
    shown = {kind: _given(request, f"shown-{kind}") for kind in ("recommendation", "provision", "target")}
    ticked = {kind: _given(request, kind) & shown[kind] for kind in shown}
    links = list(record.commitments.all())
    drop = {link.pk for link in links if str(link.pk) == request.POST.get("drop")}
    gone = {link.pk for link in links if _key(link) in _pairs(shown) - _pairs(ticked)}
    try:
        serve_commitments(record, add=list(_new(ticked)), remove=drop | gone, by=request.user)
    except ActError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, _("Saved."))
    return True


def _given(request: HttpRequest, name: str) -> set[str]:
    """Values of a field that can be codes at all; no database takes a NUL character."""
    return {value for value in request.POST.getlist(name) if value.isprintable()}


def _pairs(values: dict[str, set[str]]) -> set[tuple[str, str]]:
    return {(kind, value) for kind, some in values.items() for value in some}


def _key(link: CommitmentLink) -> tuple[str, str]:
    if link.recommendation_id:
        return "recommendation", str(link.recommendation_id)
    return ("provision" if link.kind == Kind.PROVISION else "target"), link.reference_code


def _new(ticked: dict[str, set[str]]) -> Iterable[CommitmentLink]:
    """Links to what exists; anything else in the form is ignored."""
    ids = [pk for value in ticked["recommendation"] if (pk := number_in(value))]
    for one in Recommendation.objects.filter(pk__in=ids).order_by("pk"):
        yield CommitmentLink(kind=one.kind, recommendation=one)
    for one in Provision.objects.filter(pk__in=ticked["provision"]):
        yield CommitmentLink(kind=Kind.PROVISION, reference_code=one.pk)
    for one in SdgTarget.objects.filter(pk__in=ticked["target"]):
        yield CommitmentLink(kind=Kind.SDG_TARGET, reference_code=one.pk)
