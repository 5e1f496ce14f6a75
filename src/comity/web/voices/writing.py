"""Writing a voice on a recommendation: a draft that only the own body reads."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comity.commitments.domain.voices import write_voice
from comity.commitments.models import Recommendation, Voice
from comity.commitments.voice_rules import kind_of, writing_capacities
from comity.kernel.errors import ActError
from comity.web.assistance.kept import signed_in, take, writer_of
from comity.web.assistance.numbers import number_in
from comity.web.voices.forms import VoiceForm, initial_of, together

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@signed_in
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """``?recommendation=`` names the recommendation, ``?kind=`` the voice where a person has several."""
    visible = Recommendation.objects.visible_to(request.user)
    first = get_object_or_404(visible, pk=number_in(request.GET.get("recommendation", "")) or 0)
    kinds = [kind_of(capacity) for capacity in writing_capacities(request.user, first)]
    kind = request.GET.get("kind") or next(iter(kinds), "")
    if kind not in kinds:
        raise Http404
    return _form(request, first, kind, None)


@require_http_methods(GET_AND_POST)
@signed_in
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    voice = get_object_or_404(Voice.objects.own(request.user).filter(status=Voice.Status.DRAFT), pk=pk)
    first = voice.recommendations.order_by("pk").first()
    if first is None:
        raise Http404
    return _form(request, first, voice.kind, voice)


def _form(request: HttpRequest, first: Recommendation, kind: str, voice: Voice | None) -> HttpResponse:
    state = voice.state if voice else _state(request.user, first, kind)
    kept = take(request)
    data = request.POST if request.method == "POST" else kept
    initial = initial_of(voice, first) if voice else None
    form = VoiceForm(data, kind=kind, state=state, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saved = write_voice(
                by=request.user, kind=kind, recommendations=together(first, form), voice=voice,
                expected=number_in(request.POST.get("version", "")) if voice else None,
                groups=form.groups(), **{name: form.cleaned_data[name] for name in SAME},
            )  # fmt: skip
            return redirect("voice", saved.pk)
        except ActError as error:
            form.add_sentences(error.sentences)
    context: dict[str, Any] = {
        "form": form, "recommendation": first, "voice": voice, "kind": Voice.Kind(kind).label,
        "writer": writer_of(request.user), "trail": trail(voice), "children": kind == Voice.Kind.CHILDREN,
    }  # fmt: skip
    return render(request, "voices/form.html", context)


SAME = ("text", "sources", "language", "rule")


def _state(user: Any, first: Recommendation, kind: str) -> str:
    capacity = next(one for one in writing_capacities(user, first) if kind_of(one) == kind)
    return capacity.state if kind in (Voice.Kind.STATE, Voice.Kind.NHRI) else first.state


def trail(voice: Voice | None) -> list[dict[str, str]]:
    steps = [{"label": _("My desk"), "url": reverse("desk")}, {"label": _("Your voices"), "url": reverse("voices")}]
    if voice:
        return [*steps, {"label": voice.get_kind_display(), "url": reverse("voice", args=[voice.pk])}]
    return [*steps, {"label": _("New"), "url": ""}]
