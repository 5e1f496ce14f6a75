"""Every act on a request that has a page: what the page says, what it asks for, and the verb that does it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from comity.assistance.domain import consents, notes, requests, screening
from comity.assistance.models import SupportRequest
from comity.assistance.rules import Act
from comity.kernel.roles import Role
from comity.web.addresses import address
from comity.web.assistance import act_forms as forms

Run = Callable[[SupportRequest, dict[str, Any], Any, int | None], Any]


@dataclass(frozen=True)
class ActPage:
    """``panels``: whether the consent panels are shown before the act. ``done``: the sentence afterwards."""

    button: Any
    explains: Any
    run: Run
    done: Any
    form: Any = forms.ActForm
    panels: bool = False
    tone: str = ""


def _with_reason(verb: Callable[..., Any], name: str = "reason") -> Run:
    return lambda record, given, by, expected: verb(record, by=by, expected=expected, **{name: given["reason"]})


def _plain(verb: Callable[..., Any]) -> Run:
    return lambda record, _given, by, expected: verb(record, by=by, expected=expected)


def _screen(record: SupportRequest, given: dict[str, Any], by: Any, expected: int | None) -> Any:
    return screening.screen_request(
        record, result=given["result"], reasons=given["reasons"], answers=given["answers"], by=by,
        referral=given["referral"], expected=expected,
    )  # fmt: skip


def _propose(record: SupportRequest, given: dict[str, Any], by: Any, _expected: int | None) -> Any:
    return screening.propose_assessment(record, mode=given["mode"], terms=given["terms"], by=by)


def _report(record: SupportRequest, given: dict[str, Any], by: Any, _expected: int | None) -> Any:
    return screening.report_assessment(record, consulted=given["consulted"], report=given["report"], by=by)


def _change_consent(record: SupportRequest, given: dict[str, Any], by: Any, expected: int | None) -> Any:
    return consents.change_consent(
        record, audience=given["audience"], extent=given["extent"], report_use=given["report_use"], by=by,
        until=given["until"], conditions=given["conditions"], expected=expected,
    )  # fmt: skip


def _own_state(record: SupportRequest, by: Any) -> str:
    """The further State for which the person decides; empty where there is none, and the verb then refuses."""
    states = by.states(Role.STATE_FOCAL_POINT)
    return next((part.state_id for part in record.states.all() if part.state_id in states), "")


def _join(record: SupportRequest, _given: dict[str, Any], by: Any, _expected: int | None) -> Any:
    return consents.join_request(record, state=_own_state(record, by), by=by)


def _leave(record: SupportRequest, _given: dict[str, Any], by: Any, _expected: int | None) -> Any:
    return consents.leave_request(record, state=_own_state(record, by), by=by)


def _invite(record: SupportRequest, given: dict[str, Any], by: Any, _expected: int | None) -> Any:
    return notes.invite_consulted(record, organisation=given["organisation"], by=by)


def _comment(record: SupportRequest, given: dict[str, Any], by: Any, _expected: int | None) -> Any:
    return notes.leave_note(record, text=given["text"], level=given["level"], by=by)


def _copy(record: SupportRequest, _given: dict[str, Any], by: Any, _expected: int | None) -> Any:
    return requests.copy_as_draft(record, by=by)


PAGES: dict[str, ActPage] = {
    "endorse": ActPage(
        gettext_lazy("Endorse"),
        gettext_lazy("You confirm for your State that the request says what it wants. Nothing leaves the State yet."),
        _plain(requests.endorse_request), gettext_lazy("The request is endorsed. Submitting is the next step."),
    ),
    "submit": ActPage(
        gettext_lazy("Consent and submit"),
        gettext_lazy("The request gets its number and goes to the coordinator. By submitting you consent to this:"),
        _plain(requests.submit_request), gettext_lazy("The request is submitted."), panels=True,
    ),
    "resubmit": ActPage(
        gettext_lazy("Consent and submit again"),
        gettext_lazy("The completed text takes the place of the earlier one. By submitting you consent to this:"),
        _plain(requests.submit_request), gettext_lazy("The request is submitted again."), panels=True,
    ),
    "acknowledge": ActPage(
        gettext_lazy("Acknowledge"), gettext_lazy("The State is told that its request has arrived and is being read."),
        _plain(screening.acknowledge_request), gettext_lazy("The request is acknowledged. Screening is the next step."),
    ),
    "return": ActPage(
        gettext_lazy("Return for completion"),
        gettext_lazy("The State gets the list of missing points and submits again. Its text is not touched."),
        _with_reason(screening.return_request, "missing"), gettext_lazy("The request went back to the State."),
        forms.MissingForm,
    ),
    "screen": ActPage(
        gettext_lazy("Decide"),
        gettext_lazy("Three lists, kept apart: none of them outweighs another. “Not known” is an answer."),
        _screen, gettext_lazy("The result is recorded, and the focal point has the reasons."), forms.ScreeningForm,
    ),
    "propose-assessment": ActPage(
        gettext_lazy("Propose"), gettext_lazy("A needs assessment begins only if the State consents to it."),
        _propose, gettext_lazy("The needs assessment is proposed to the State."), forms.AssessmentForm,
    ),
    "assess": ActPage(
        gettext_lazy("Consent to the needs assessment"),
        gettext_lazy("The coordinator carries out the assessment below. You read the report first, and nobody else "
                     "reads it before you approve it."),
        _plain(screening.agree_to_assessment), gettext_lazy("The needs assessment begins."),
    ),
    "report-assessment": ActPage(
        gettext_lazy("Hand in the report"), gettext_lazy("The report goes to the State, which decides on it."),
        _report, gettext_lazy("The report is with the State."), forms.AssessmentReportForm,
    ),
    "approve_assessment": ActPage(
        gettext_lazy("Approve and let the request circulate"),
        gettext_lazy("With your approval the request and this report reach those to whom you circulate the request:"),
        _plain(screening.approve_assessment), gettext_lazy("The report is approved; the request is open for offers."),
        panels=True,
    ),
    "circulate": ActPage(
        gettext_lazy("Circulate"), gettext_lazy("The request goes to exactly those to whom the State consented:"),
        _plain(screening.circulate_request), gettext_lazy("The request is open for offers."), panels=True,
    ),
    "find_unmet": ActPage(
        gettext_lazy("Send the letter"),
        gettext_lazy("Nobody offered support in time. The focal point gets your letter and may renew or withdraw."),
        _with_reason(screening.find_unmet, "letter"), gettext_lazy("The letter is with the focal point."),
        forms.LetterForm,
    ),
    "renew": ActPage(
        gettext_lazy("Renew"), gettext_lazy("The request is open for offers again, to the same audience:"),
        _plain(requests.renew_request), gettext_lazy("The request is open for offers again."), panels=True,
    ),
    "hold": ActPage(
        gettext_lazy("Put on hold"), gettext_lazy("Time limits stop. The State or the coordinator takes it up again."),
        _with_reason(requests.hold_request), gettext_lazy("The request is on hold."), forms.HoldForm,
    ),
    "resume": ActPage(
        gettext_lazy("Take up again"), gettext_lazy("The request goes on where it stood before."),
        _plain(requests.resume_request), gettext_lazy("The request goes on."),
    ),
    "withdraw": ActPage(
        gettext_lazy("Withdraw the request"),
        gettext_lazy("Every consent ends with it: the request disappears at once from every page but your State's own, "
                     "and offers for it come to nothing. What others have read or copied cannot be called back."),
        _with_reason(requests.withdraw_request),
        gettext_lazy("The request is withdrawn. Only your State sees it now."), forms.WithdrawForm, tone="stop",
    ),
    "copy": ActPage(
        gettext_lazy("Begin the new draft"),
        gettext_lazy("A new draft begins with the same answers and is linked to this request, which stays as it is. "
                     "Consent and files are not taken over."),
        _copy, gettext_lazy("The new draft is open."),
    ),
    "change-consent": ActPage(
        gettext_lazy("Show what this means"),
        gettext_lazy("Choose. The next page says what it means; only then it holds."),
        _change_consent, gettext_lazy("The changed consent holds from now on."), forms.ConsentChangeForm,
    ),
    "invite": ActPage(
        gettext_lazy("Invite"),
        gettext_lazy("A body that you invite reads the request from its submission on, and may comment on it. "
                     "You can take the invitation back."),
        _invite, gettext_lazy("The body is invited."), forms.InviteForm,
    ),
    "comment": ActPage(
        gettext_lazy("Leave the comment"),
        gettext_lazy("Your organisation was invited to say what it thinks of the request."),
        _comment, gettext_lazy("Your comment is kept."), forms.CommentForm,
    ),
    "join": ActPage(
        gettext_lazy("Take part"),
        gettext_lazy("Your State is named in the request as one that asks. You can take this back at any time."),
        _join, gettext_lazy("Your State takes part."),
    ),
    "leave": ActPage(
        gettext_lazy("Do not take part"),
        gettext_lazy("Your State is named nowhere in the request; the request goes ahead for the others."),
        _leave, gettext_lazy("Your State does not take part."), tone="stop",
    ),
}  # fmt: skip
LAST = ("hold", "withdraw", "leave", "copy")  # never the button that stands out


ELSEWHERE = {"edit": "request-tasks", "open_plan": "plan-new", "offer": "offer-new"}  # acts with rooms of their own


@dataclass(frozen=True)
class ActLink:
    name: str
    label: str
    url: str
    hindrances: tuple[Any, ...]
    tone: str
    first: bool


def act_links(record: SupportRequest, acts: Iterable[Act]) -> list[ActLink]:
    """Acts as buttons, what is possible first; what stands in the way of the others is said beside them."""
    known = [act for act in acts if _address(record, act.name)]
    known.sort(key=lambda act: (not act.possible, act.name in LAST))
    lead = next((act.name for act in known if act.possible and act.name not in (*LAST, "invite", "change-consent")), "")
    return [
        ActLink(
            act.name, str(act.label), _address(record, act.name), act.hindrances,
            PAGES[act.name].tone if act.name in PAGES else "", act.name == lead,
        )
        for act in known
    ]  # fmt: skip


def _address(record: SupportRequest, name: str) -> str:
    """Where the act is done; empty for steps that are taken elsewhere or by the system."""
    if name in ELSEWHERE:
        return address(ELSEWHERE[name], record.pk)
    if name == "close":
        plan = getattr(record, "plan", None)
        return address("plan-close", plan.pk) if plan else ""
    return reverse("request-act", args=[record.pk, name]) if name in PAGES else ""


def heading(name: str, acts: Iterable[Act]) -> str:
    """The page's heading: what the act is called where the person may do it now, else its button's words."""
    return next((str(act.label) for act in acts if act.name == name), str(PAGES[name].button))
