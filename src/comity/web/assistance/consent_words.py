"""What consent means, in words: who will read what, from when, until when, and what cannot be taken back."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.assistance.audiences import Reach, reach
from comity.assistance.enums import Audience, Extent, ReportUse
from comity.assistance.models import SupportRequest
from comity.assistance.models.visibility import BEFORE_CIRCULATION, INSIDE
from comity.kernel.models import Consent

Scope = Consent.Scope


@dataclass(frozen=True)
class Panel:
    """One decision. ``given`` is empty before it is taken; ``change`` and ``withdraw`` are addresses, where one may."""

    id: str
    title: str
    who: str
    what: str
    since: str
    until: str
    lasting: str
    given: str = ""
    change: str = ""
    withdraw: str = ""
    conditions: str = ""


def panels_before(record: SupportRequest) -> list[Panel]:
    """The three decisions as they would take effect with what is chosen in the form now; none before a choice."""
    found = []
    until = _until(record.consent_until)
    if record.audience:
        found.append(_circulation(record, record.audience, until=until))
    if record.extent:
        found.append(_publication(record, record.extent, until=until))
    if record.report_use:
        found.append(_report(record.report_use, until=until))
    return found


def consent_rows(record: SupportRequest, change: str) -> list[dict[str, Any]]:
    """The choices on consent as answers of the form."""
    named = record.choices.filter(kind="named").select_related("organisation")
    rows = [
        (_("Circulate to"), Audience(record.audience).label if record.audience else ""),
        (_("Organisations that we name"), " · ".join(choice.organisation.name for choice in named)),
        (_("Publish"), Extent(record.extent).label if record.extent else ""),
        (_("Use in the report"), ReportUse(record.report_use).label if record.report_use else ""),
        (_("Consent until"), _until(record.consent_until)),
        (_("Conditions"), record.conditions),
    ]
    return [{"label": label, "value": value, "change": change} for label, value in rows]


def panels_after(record: SupportRequest, *, may_change: bool) -> list[Panel]:
    """The consents that are live, with the addresses where the State changes or withdraws them."""
    live = (
        Consent.objects.live().of("request", record.pk).filter(state=record.state_id, version_hash=record.version_hash)
    )
    found = []
    for consent in live.exclude(status=Consent.Status.REQUESTED).select_related("given_by"):
        how: dict[str, Any] = {
            "until": _until(consent.until),
            "given": _given(consent),
            "conditions": consent.conditions,
        }
        if may_change:
            how["change"] = reverse("request-act", args=[record.pk, "change-consent"])
            how["withdraw"] = reverse("request-consent-end", args=[record.pk, consent.scope])
        if consent.scope == Scope.SUBMISSION:
            found.append(_circulation(record, consent.audience, **how))
        elif consent.scope == Scope.PUBLICATION:
            found.append(_publication(record, consent.extent, **how))
        elif consent.scope == Scope.REPORT:
            found.append(_report(consent.extent, **how))
    return found


def _given(consent: Consent) -> str:
    if consent.given_at is None:
        return ""
    words = {"day": date_format(consent.given_at, "DATE_FORMAT"), "who": consent.given_by or ""}
    return _("%(day)s by %(who)s") % words


def _until(day: Any) -> str:
    return date_format(day, "DATE_FORMAT") if day else _("until the State withdraws it")


def _circulation(record: SupportRequest, audience: str, **how: Any) -> Panel:
    circulated = record.status not in (*INSIDE, *BEFORE_CIRCULATION)
    since = _(
        "The coordinator and invited bodies: from the submission. Everybody else: once the coordinator circulates it."
    )
    return Panel(
        id="consent-submission",
        title=_("Circulation"),
        who=_who(reach(record, audience), audience),
        what=_("The whole request. Files and your preferences about providers reach the coordinator only."),
        since=_("now: the request is circulated") if circulated else since,
        lasting=_("What somebody has read or copied by then. Withdrawing ends reading, mails and exports at once."),
        **how,
    )


def _who(found: Reach, audience: str) -> str:
    """The coordinator, then the named or counted organisations, then invited bodies by name."""
    parts = [_("The coordinator")]
    if audience == Audience.NAMED:
        parts += [organisation.name for organisation in found.named] or [_("nobody else: no organisation is named yet")]
    else:
        label = Audience(Audience.PARTICIPANTS if audience == Audience.PUBLIC else audience).label
        number = ngettext("%(number)d organisation today", "%(number)d organisations today", found.number)
        parts.append(f"{label} ({number % {'number': found.number}})")
    if audience == Audience.PUBLIC:
        parts.append(_("everybody else: what is published"))
    parts += [_("%(body)s, invited to comment") % {"body": body.name} for body in found.consulted]
    return " · ".join(parts)


def _extents() -> dict[str, str]:
    return {
        Extent.NOTHING: _("Nothing"),
        Extent.TITLE_AREA: _("Title, need areas and state of the request"),
        Extent.SUMMARY: _("Title, need areas, state, summary, the needs in short, and the commitments served"),
        Extent.FULL: _("The full request, without files and without your preferences about providers"),
    }


def _publication(record: SupportRequest, extent: str, **how: Any) -> Panel:
    nothing = extent == Extent.NOTHING
    return Panel(
        id="consent-publication",
        title=_("Publication"),
        who=_("Nobody beyond the circulation") if nothing else _("Everybody, without signing in"),
        what=_extents()[extent],
        since="–" if nothing else _("at once") if record.status not in INSIDE else _("from the submission"),
        lasting=_("Nothing is published.")
        if nothing
        else _(
            "Anybody may copy and keep what is public. Withdrawing takes it off these pages at once, not off others."
        ),
        **how,
    )


def _report(use: str, **how: Any) -> Panel:
    return Panel(
        id="consent-report",
        title=_("Report of the Office of the High Commissioner"),
        who=_("Nobody") if use == ReportUse.NO else _("Readers of the report"),
        what=str(ReportUse(use).label),
        since="–" if use == ReportUse.NO else _("with the next report"),
        lasting=_("Nothing is used.") if use == ReportUse.NO else _("A report that is issued stays as it is."),
        **how,
    )
