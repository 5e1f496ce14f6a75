"""A request or plan as one plain structure: what is frozen, hashed, consented to, shown and exported."""

from collections.abc import Iterable
from typing import Any

from comity.assistance.models import Component, NeedItem, Plan, RequestState, SupportRequest

REQUEST_FIELDS = (
    "language", "title", "summary", "situation", "impact", "impact_levels", "groups", "kinds", "modalities",
    "focal_point",
    "national_contribution", "known_funding", "monitoring", "sustainability", "currency",
)  # fmt: skip
NEED_FIELDS = (
    "rank", "area", "description", "right_aspect", "sdg_targets", "groups", "geography", "already_done", "done_by",
    "expected_result", "indicator", "baseline", "kinds", "currency",
)  # fmt: skip


PARTS = (
    "states", "authority", "bodies", "needs", "commitments", "consultations", "choices__organisation", "attachments",
)  # fmt: skip
BODY_FIELDS = ("name", "type", "part")
CONSULTATION_FIELDS = ("category", "took_place", "who", "method", "changed", "why_not")
ATTACHMENT_FIELDS = ("id", "title", "size", "sha256", "level")
TAKING_PART = (RequestState.Standing.LEAD, RequestState.Standing.JOINED)


def request_content(request: SupportRequest) -> dict[str, Any]:
    """Everything of the nineteen fields but attachments' bytes. Dates are ISO 8601, money is text, States are codes.

    Reads through ``all()``, so that a list of requests with ``PARTS`` prefetched costs no query a request.
    """
    return {
        **_fields(request, REQUEST_FIELDS),
        "states": [part.state_id for part in request.states.all() if part.standing in TAKING_PART],
        "authority": request.authority.names if request.authority else {},
        "starts_on": _iso(request.starts_on),
        "ends_on": _iso(request.ends_on),
        "budget": _money(request.budget),
        "bodies": [_fields(body, BODY_FIELDS) for body in request.bodies.all()],
        "needs": [need_content(need) for need in request.needs.all()],
        "commitments": [
            {"kind": link.kind, "recommendation": link.recommendation_id, "code": link.reference_code}
            for link in request.commitments.all()
        ],
        "consultations": [
            {**_fields(record, CONSULTATION_FIELDS), "held_on": _iso(record.held_on)}
            for record in request.consultations.all()
        ],
        "choices": [
            {"organisation__code": choice.organisation.code, "kind": choice.kind} for choice in request.choices.all()
        ],
        "attachments": [_fields(file, ATTACHMENT_FIELDS) for file in request.attachments.all()],
    }


def _fields(record: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def need_content(need: NeedItem) -> dict[str, Any]:
    return {
        "id": need.pk,
        **{name: getattr(need, name) for name in NEED_FIELDS},
        "starts_on": _iso(need.starts_on),
        "ends_on": _iso(need.ends_on),
        "budget": _money(need.budget),
    }


def plan_content(plan: Plan) -> dict[str, Any]:
    """The plan as both sides accept it. Holds the version number, so that no two versions ever share a hash."""
    return {
        "version": plan.version,
        "aim": plan.aim,
        "starts_on": _iso(plan.starts_on),
        "ends_on": _iso(plan.ends_on),
        "monitoring": plan.monitoring,
        "sustainability": plan.sustainability,
        "gender_marker": plan.gender_marker,
        "rights_marker": plan.rights_marker,
        "components": [_component(part) for part in plan.components.select_related("provider")],
    }


def _component(component: Component) -> dict[str, Any]:
    return {
        "id": component.pk,
        "provider": component.provider.code,
        "provider_names": component.provider.names,
        "title": component.title,
        "description": component.description,
        "needs": list(component.needs.order_by("rank").values_list("pk", flat=True)),
        "starts_on": _iso(component.starts_on),
        "ends_on": _iso(component.ends_on),
        "budget": _money(component.budget),
        "currency": component.currency,
        "outputs": list(component.outputs.values("title", "indicator", "baseline", "target")),
        "milestones": [
            {"title": title, "due_on": _iso(due)} for title, due in component.milestones.values_list("title", "due_on")
        ],
    }


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _money(amount: Any) -> str:
    return "" if amount is None else f"{amount:.2f}"
