"""What became of a submission, for whoever holds its receipt. The code travels in the form, never in an address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.commitments.domain import submissions
from comity.commitments.models import Submission
from comity.kernel.errors import ActError
from comity.web.voices import spam
from comity.web.voices.guarded import guarded, ways
from comity.web.voices.tell import TOO_MANY
from comity.web.voices.tell_forms import AdditionForm, ReceiptForm
from comity.web.voices.writing import GET_AND_POST

MOST_AN_HOUR = 30
ACTS = ("add", "forbid", "withdraw")


@require_http_methods(GET_AND_POST)
@guarded
def show(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with it, show what became of the submission and take what its sender decides."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "voices/receipt.html", {"form": form, **ways()})
    if not spam.within_limit(request, "receipt", MOST_AN_HOUR):
        form.add_sentences([_("Too much came from your network within an hour. Try again later.")])
        return render(request, "voices/receipt.html", {"form": form, **ways()}, status=TOO_MANY)
    code = form.cleaned_data["code"]
    found = submissions.by_receipt(code)
    if found is None:
        form.add_sentences([_("There is nothing with this receipt code. Check each letter.")], "code")
        return render(request, "voices/receipt.html", {"form": form, **ways()})
    return _page(request, code, found)


def _page(request: HttpRequest, code: str, found: Submission) -> HttpResponse:
    act = request.POST.get("act", "")
    addition = AdditionForm(request.POST if act == "add" else None)
    sentences: Any = ()
    done = ""
    if act in ACTS and (act != "add" or addition.is_valid()):
        try:
            done = _do(act, code, addition)
            addition = AdditionForm()
        except ActError as error:
            sentences = error.sentences
        found = submissions.by_receipt(code) or found
    context = {
        "found": found, "code": code, "addition": addition, "sentences": sentences, "done": done,
        "open": found.status in submissions.OPEN, "asks": act == "ask-withdraw",
        "may_withdraw": found.status in (*submissions.OPEN, Submission.Status.PUBLISHED), **ways(),
    }  # fmt: skip
    return render(request, "voices/receipt_shown.html", context)


def _do(act: str, code: str, addition: AdditionForm) -> str:
    if act == "add":
        submissions.add_to_submission(receipt=code, text=addition.cleaned_data["text"])
        return _("What you added was received.")
    if act == "forbid":
        submissions.forbid_publication(receipt=code)
        return _("It will not be published.")
    submissions.withdraw_submission(receipt=code)
    return _("It is withdrawn, and its text is erased.")
