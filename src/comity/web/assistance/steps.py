"""The form as a task list, and one page for each of its six steps."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance.domain.completeness import missing_by_step
from comity.assistance.domain.needs import order_needs
from comity.assistance.domain.requests import start_request
from comity.assistance.enums import RequestStatus
from comity.assistance.models import SupportRequest
from comity.assistance.rules import acts_for
from comity.kernel.errors import ActError
from comity.kernel.roles import Role
from comity.reference.models import State
from comity.web.assistance import commitments_step
from comity.web.assistance.access import writing
from comity.web.assistance.consent_words import panels_before
from comity.web.assistance.kept import signed_in
from comity.web.assistance.numbers import number_in
from comity.web.assistance.part_lists import part_lists
from comity.web.assistance.saving import page_of, save, seen_of, typed
from comity.web.assistance.step_forms import STEP_FORMS

STEPS = {
    "who": gettext_lazy("Who asks"),
    "situation": gettext_lazy("Situation and challenge"),
    "commitments": gettext_lazy("Commitments served"),
    "needs": gettext_lazy("Needs"),
    "inclusion": gettext_lazy("Inclusion and means"),
    "consent": gettext_lazy("Consent"),
}
HINTS = {
    "who": gettext_lazy("State, authority, focal point, bodies that prepared it"),
    "situation": gettext_lazy("Title, situation, impact, groups of persons"),
    "commitments": gettext_lazy("Recommendations, pledges, treaty provisions, SDG targets"),
    "needs": gettext_lazy("One to ten needs, in your order"),
    "inclusion": gettext_lazy("Consultation, kind of support, time, money, monitoring, files"),
    "consent": gettext_lazy("Who may read it, what is published, use in the report"),
}


def address_of(record: SupportRequest, step: str) -> str:
    return reverse("request-form", args=[record.pk, step])


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a draft for the State that the person acts for; people of several States choose one."""
    codes = request.user.states(Role.STATE_PREPARER, Role.STATE_FOCAL_POINT)
    states = {state.pk: state for state in State.objects.filter(pk__in=codes)}
    if not states:
        raise Http404
    if request.method == "POST":
        chosen = states.get(request.POST.get("state", "")) or (
            next(iter(states.values())) if len(states) == 1 else None
        )
        if chosen:
            record = start_request(state=chosen, by=request.user, language=request.user.language)
            return redirect("request-tasks", pk=record.pk)
    return render(request, "requests/form/new.html", {"states": list(states.values())})


@require_safe
@writing
def tasks(request: HttpRequest, record: SupportRequest) -> HttpResponse:
    missing = missing_by_step(record)
    listed = [_task(record, step, missing[step]) for step in STEPS]
    ready = not any(missing.values())
    listed.append({
        "title": _("Check your answers"), "url": reverse("request-check", args=[record.pk]),
        "hint": _("Everything on one page"), "status": "done" if ready else "cannot-start",
        "label": _("complete") if ready else _("something is missing"),
    })  # fmt: skip
    context = {
        "record": record, "tasks": listed, "ready": ready, "returned": record.status == RequestStatus.RETURNED,
        "may_endorse": acts_for(record, request.user, (Role.STATE_FOCAL_POINT,)),
    }  # fmt: skip
    return render(request, "requests/form/tasks.html", context)


def _task(record: SupportRequest, step: str, missing: list[str]) -> dict[str, Any]:
    status = "done" if not missing else "in-progress" if _begun(record, step) else "not-started"
    labels = {"done": _("complete"), "in-progress": _("begun"), "not-started": _("not begun")}
    url = address_of(record, step)
    return {"title": STEPS[step], "url": url, "hint": HINTS[step], "status": status, "label": labels[status]}


def _begun(record: SupportRequest, step: str) -> bool:
    if step == "commitments":
        return record.commitments.exists()
    if step == "needs":
        return record.needs.exists()
    names = [name for name in STEP_FORMS[step]._meta.fields if name not in ("language", "currency")]
    parts = {"who": record.bodies, "inclusion": record.consultations}.get(step)
    return any(getattr(record, name) for name in names) or bool(parts and parts.exists())


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def show(request: HttpRequest, record: SupportRequest, step: str) -> HttpResponse:
    if step == "commitments":
        return commitments_step.show(request, record, _frame(record, step))
    if step == "needs":
        return _needs(request, record)
    if step not in STEP_FORMS:
        raise Http404
    data, kept = typed(request)
    form: Any = STEP_FORMS[step](data, instance=record)
    page = page_of(request, record, seen_of(form), data, kept=kept)
    if request.method == "POST" and save(request, record, form, page):
        messages.success(request, _("Saved."))
        return redirect(_chosen(request, record) or _next(record.pk, step, later="later" in request.POST))
    context = {**_frame(record, step), "form": form, "page": page, "lists": part_lists(record, step, request.user)}
    if step == "consent":
        context["panels"] = panels_before(record)
    return render(request, f"requests/form/{step}.html", context, status=409 if page.differences else 200)


def _chosen(request: HttpRequest, record: SupportRequest) -> str:
    """The page of this form to which a button leads once the step is saved; other addresses are not followed."""
    target = request.POST.get("go", "")
    inside = target.startswith(reverse("request-tasks", args=[record.pk]))
    return target if inside and ".." not in target and url_has_allowed_host_and_scheme(target, None) else ""


def _frame(record: SupportRequest, step: str) -> dict[str, Any]:
    names = list(STEPS)
    return {
        "record": record,
        "step": step,
        "heading": STEPS[step],
        "number": names.index(step) + 1,
        "steps": len(names),
        "next": _next(record.pk, step),
        "back": reverse("request-tasks", args=[record.pk]),
    }


def _next(pk: int, step: str, *, later: bool = False) -> str:
    """The page after ``step``: the next step, the check page after the last, the task list for later."""
    names = list(STEPS)
    place = names.index(step) + 1
    if later:
        return reverse("request-tasks", args=[pk])
    if place == len(names):
        return reverse("request-check", args=[pk])
    return reverse("request-form", args=[pk, names[place]])


def _needs(request: HttpRequest, record: SupportRequest) -> HttpResponse:
    """The list of needs; moving one up or down posts “need:up” or “need:down”."""
    if request.method == "POST":
        _move(request, record)
        return redirect("request-form", pk=record.pk, step="needs")
    lists = part_lists(record, "needs", request.user)
    return render(request, "requests/form/needs.html", {**_frame(record, "needs"), "lists": lists})


def _move(request: HttpRequest, record: SupportRequest) -> None:
    pk, _colon, way = request.POST.get("move", "").partition(":")
    order = list(record.needs.values_list("pk", flat=True))
    need = number_in(pk)
    if need not in order or way not in ("up", "down"):
        return
    here = order.index(need)
    there = here + (-1 if way == "up" else 1)
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        try:
            order_needs(record, order=order, by=request.user)
        except ActError as error:
            messages.error(request, str(error))
