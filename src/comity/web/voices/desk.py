"""The voices of the own body: the list, one with its steps, and a page that asks before each step."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from comity.commitments.domain.voices import publish_voice, reopen_voice, submit_voice, withdraw_voice
from comity.commitments.models import Voice
from comity.commitments.voice_rules import PUBLISHERS, WRITERS, kind_of, stands_for
from comity.commitments.voices import counts_shown
from comity.kernel.errors import ActError
from comity.kernel.visibility import Level
from comity.web.assistance.kept import signed_in
from comity.web.assistance.numbers import number_in
from comity.web.voices.writing import GET_AND_POST, trail

SIZE = 30
S = Voice.Status
ACTS: dict[str, dict[str, Any]] = {
    "submit": {
        "verb": submit_voice, "from": (S.DRAFT,), "roles": WRITERS, "label": gettext_lazy("Submit"),
        "what": gettext_lazy("Whoever publishes for your body can then decide. You can take it back."),
    },
    "reopen": {
        "verb": reopen_voice, "from": (S.SUBMITTED,), "roles": WRITERS,
        "label": gettext_lazy("Take back to the draft"),
        "what": gettext_lazy("It can be changed again. Whoever else could read it no longer can."),
    },
    "publish": {
        "verb": publish_voice, "from": (S.SUBMITTED,), "roles": PUBLISHERS, "label": gettext_lazy("Publish"),
        "what": gettext_lazy(
            "Those whom you chose can read it at once. You can withdraw it later, but what somebody has read or copied "
            "cannot be called back."
        ),
    },
    "withdraw": {
        "verb": withdraw_voice, "from": (S.DRAFT, S.SUBMITTED, S.PUBLISHED), "roles": WRITERS,
        "label": gettext_lazy("Withdraw"), "tone": "stop",
        "what": gettext_lazy(
            "It leaves every page at once and its text is erased here for good. What somebody has read or copied "
            "cannot be called back."
        ),
    },
}  # fmt: skip
SAFE = gettext_lazy("Only safeguarding officers will read it: never the State, an administrator or the public.")
CHILDREN = gettext_lazy("A safeguarding officer sees the findings first. Then your body can publish them.")


@require_safe
@signed_in
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """All voices of the person's bodies, the newest first."""
    if not any(map(kind_of, request.user.capacities())):
        raise Http404
    rows = Voice.objects.own(request.user).prefetch_related("recommendations").order_by("-id")
    page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
    return render(request, "voices/index.html", {"page": page, "trail": trail(None)[:2]})


@require_safe
@signed_in
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    voice = get_object_or_404(Voice.objects.own(request.user).select_related("organisation"), pk=pk)
    context = {
        "voice": voice, "recommendations": voice.recommendations.order_by("pk"), "trail": trail(voice),
        "acts": [(name, ACTS[name]) for name in open_acts(voice, request.user)], "counts": counts_shown(voice),
        "safe": voice.level == Level.RESTRICTED,
    }  # fmt: skip
    return render(request, "voices/show.html", context)


def open_acts(voice: Voice, user: Any) -> list[str]:
    """The steps that this person may take now; the verbs ask again."""
    roles = {capacity.role for capacity in user.capacities() if stands_for(voice, capacity)}
    names = [name for name, act in ACTS.items() if voice.status in act["from"] and roles & set(act["roles"])]
    if voice.level == Level.RESTRICTED or (voice.kind == Voice.Kind.CHILDREN and not voice.checked_at):
        names = [name for name in names if name != "publish"]
    if voice.status == S.PUBLISHED and not roles & set(PUBLISHERS):
        names = [name for name in names if name != "withdraw"]
    return names


@require_http_methods(GET_AND_POST)
@signed_in
@never_cache
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Ask before the step, then take it."""
    voice = get_object_or_404(Voice.objects.own(request.user), pk=pk)
    if act not in ACTS:
        raise Http404
    sentences: Any = ()
    if request.method == "POST":
        try:
            ACTS[act]["verb"](voice, by=request.user, expected=number_in(request.POST.get("version", "")))
            return redirect("voice", voice.pk)
        except ActError as error:
            sentences = error.sentences
    elif act not in open_acts(voice, request.user):
        return redirect("voice", voice.pk)
    context = {
        "voice": voice, "act": ACTS[act], "what": _what(voice, act), "sentences": sentences,
        "trail": [*trail(voice), {"label": _("Decide"), "url": ""}],
    }  # fmt: skip
    return render(request, "voices/act.html", context)


def _what(voice: Voice, act: str) -> Any:
    if act != "submit":
        return ACTS[act]["what"]
    if voice.level == Level.RESTRICTED:
        return SAFE
    return CHILDREN if voice.kind == Voice.Kind.CHILDREN else ACTS[act]["what"]
