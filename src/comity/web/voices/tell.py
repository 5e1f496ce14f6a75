"""Telling something without an account. Works over slow lines, without scripts, without cookies but the form's."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.commitments.domain.receipts import code_for
from comity.commitments.domain.submissions import receive_submission
from comity.commitments.models import Recommendation
from comity.kernel.errors import ActError
from comity.web.voices import spam
from comity.web.voices.guarded import guarded, ways
from comity.web.voices.tell_forms import TellForm
from comity.web.voices.writing import GET_AND_POST

MOST_AN_HOUR = 6
TOO_MANY = 429


@require_http_methods(GET_AND_POST)
@guarded
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; once sent, the page with the receipt code, which is shown this once."""
    about = get_object_or_404(Recommendation.objects.visible_to(request.user), pk=pk)
    if request.method != "POST":
        return _form(request, about, TellForm(), spam.new_stamp())
    form, stamp = TellForm(request.POST), request.POST.get("stamp", "")
    number = spam.form_number(stamp)
    if not form.is_valid():
        return _form(request, about, form, stamp if number else spam.new_stamp())
    if number is None:
        form.add_sentences([_("The page was open too long. Your text is still here: send it again.")])
        return _form(request, about, form, spam.new_stamp())
    if request.POST.get("website") or spam.too_quick(stamp):
        form.add_sentences([_("That was very quick. To keep machines out, wait a few seconds, then send it again.")])
        return _form(request, about, form, stamp)
    if not spam.within_limit(request, "tell", MOST_AN_HOUR):
        form.add_sentences([_("Too much came from your network within an hour. Your text is here: try again later.")])
        return _form(request, about, form, stamp, status=TOO_MANY)
    return _sent(request, about, form, stamp, number)


def _sent(request: HttpRequest, about: Recommendation, form: TellForm, stamp: str, number: str) -> HttpResponse:
    code, given = code_for(number), form.cleaned_data
    try:
        receive_submission(
            recommendation=about, receipt=code, may_publish=given["may_publish"] == "yes",
            **{name: given[name] for name in ("text", "sources", "language", "contact", "concern")},
        )  # fmt: skip
    except ActError as error:
        form.add_sentences(error.sentences)
        return _form(request, about, form, stamp)
    context = {"code": code, "concern": given["concern"], "about": about, **ways()}
    return render(request, "voices/told.html", context)


def _form(request: HttpRequest, about: Recommendation, form: TellForm, stamp: str, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "about": about, "stamp": stamp, **ways()}
    return render(request, "voices/tell.html", context, status=status)
