"""Bringing public documents into the register: upload, read the report of a dry run, then import."""

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comity.commitments.models import ImportRun
from comity.commitments.rules import importing_capacity
from comity.reference.models import State
from comity.web.administration.tasks import run, run_later
from comity.web.administration.uploads import CHECKED, IMPORTING, WAITING, Upload, find, receive
from comity.web.cooperation.trails import trail
from comity.web.forms import ComityForm

AT_ONCE = 1_000_000  # bytes up to which a file is read while the person waits
SIZE, PROBLEMS = 25, 100
ENDINGS = {
    "uhri": (".xlsx", ".json", ".json.gz"),
    "upr-info": (".csv", ".csv.gz"),
    "matrix": (".docx",),
    "wg-report": (".docx",),
}
OF_ONE_REVIEW = ("matrix", "wg-report")
KINDS = {
    "uhri": gettext_lazy("Universal Human Rights Index export (.xlsx, .json, .json.gz)"),
    "upr-info": gettext_lazy("UPR Info export of recommendations or pledges (.csv, .csv.gz)"),
    "matrix": gettext_lazy("OHCHR's thematic list of recommendations of one review (.docx)"),
    "wg-report": gettext_lazy("Report of the UPR Working Group on one review (.docx)"),
}


class UploadForm(ComityForm, forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What is the file?"), choices=KINDS.items(), widget=forms.RadioSelect)
    file = forms.FileField(label=gettext_lazy("File"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the texts"), choices=settings.LANGUAGES, required=False
    )
    state = forms.ModelChoiceField(
        label=gettext_lazy("State under review"), queryset=State.objects.none(), required=False
    )
    session = forms.IntegerField(label=gettext_lazy("Session"), min_value=1, max_value=99, required=False)
    hints = {
        "language": gettext_lazy("Only for the Universal Human Rights Index."),
        "state": gettext_lazy("Only for a file on one review, and needed there."),
        "session": gettext_lazy("Only for a file on one review; left empty, the session that the file names."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = self.fields["state"]
        states.queryset = State.objects.all()
        named = sorted(((state.pk, state.name) for state in states.queryset), key=lambda choice: choice[1])
        states.choices = [("", _("no State")), *named]

    def clean_file(self) -> Any:
        file, most = self.cleaned_data["file"], settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if file.size > most:
            size = most // (1024 * 1024)
            raise forms.ValidationError(
                _("The file is larger than %(size)s MB. Ask the administrator to import it at the command line.")
                % {"size": size}
            )
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, file = data.get("kind"), data.get("file")
        if kind and file and not file.name.lower().endswith(ENDINGS[kind]):
            endings = ", ".join(ENDINGS[kind])
            self.add_error("file", _("Such a file ends in one of: %(endings)s.") % {"endings": endings})
        if kind in OF_ONE_REVIEW and not data.get("state"):
            self.add_error("state", _("Name the State under review; the file itself does not say it for certain."))
        return data

    def options(self) -> dict[str, Any]:
        """What the reader of this kind takes."""
        data = self.cleaned_data
        if data["kind"] == "uhri":
            return {"language": data["language"] or get_language() or "en"}
        if data["kind"] in OF_ONE_REVIEW:
            return {"state": data["state"].pk, "session": data["session"]}
        return {}


def imports_step() -> dict[str, str]:
    return {"label": _("Imports"), "url": reverse("imports")}


def _importer(request: HttpRequest) -> Any:
    if importing_capacity(request.user) is None:
        raise PermissionDenied
    return request.user


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The form, and what was imported before. An upload is checked first; nothing is written by it."""
    user = _importer(request)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"language": "en"})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        upload = receive(file, user=user.pk, kind=form.cleaned_data["kind"], options=form.options())
        if upload.claim("check"):
            _do(upload, user, dry_run=True)
        return redirect("import", token=upload.token)
    page = Paginator(ImportRun.objects.select_related("by"), SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "kinds": KINDS, "trail": trail(_("Imports"))}
    return render(request, "administration/imports.html", context)


def _do(upload: Upload, user: Any, *, dry_run: bool) -> None:
    if Path(upload.path).stat().st_size <= AT_ONCE:
        run(upload, by=user, dry_run=dry_run)
    else:
        run_later.enqueue(upload.token, user.pk, dry_run=dry_run)


def _own(request: HttpRequest, token: str) -> Upload:
    upload = find(token, user=_importer(request).pk)
    if upload is None or upload.kind not in KINDS:
        raise Http404
    return upload


@login_required
@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    """The report, row by row; while the worker is at it, how many rows it has read."""
    upload = _own(request, token)
    problems = Paginator(upload.report.get("problems", []), PROBLEMS).get_page(request.GET.get("page"))
    steps = trail(imports_step(), upload.name)
    context = {
        "upload": upload, "report": upload.report, "problems": problems, "kind": KINDS[upload.kind], "trail": steps,
        "working": upload.standing in (WAITING, IMPORTING), "ready": upload.standing == CHECKED,
    }  # fmt: skip
    name = "administration/import_standing.html" if request.htmx else "administration/import.html"
    return render(request, name, context)


@login_required
@require_POST
def carry_out(request: HttpRequest, token: str) -> HttpResponse:
    """Import what was checked. Sent twice, it is imported once."""
    upload = _own(request, token)
    if upload.standing == CHECKED and upload.claim("import"):
        upload.standing = IMPORTING
        upload.tell(0)
        upload.keep()
        _do(upload, request.user, dry_run=False)
    return redirect("import", token=token)


@login_required
@require_safe
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What a former import said, row by row."""
    _importer(request)
    found = ImportRun.objects.select_related("by").filter(pk=pk).first()
    if found is None:
        raise Http404
    problems = Paginator(found.problems, PROBLEMS).get_page(request.GET.get("page"))
    steps = trail(imports_step(), found.file)
    return render(request, "administration/import_run.html", {"run": found, "problems": problems, "trail": steps})
