"""Follow-up to the concluding observations of treaty bodies: document by document, the latest of each body first."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comity.commitments.models import Recommendation
from comity.commitments.reports.material import Material
from comity.documents.report import Heading, Report, Table
from comity.reference.names import body_name

CONCERNS = "concern"  # part of the type of what is an observation and asks for nothing


def treaty_body_follow_up(material: Material) -> Report:
    rows = [row for row in material.recommendations() if row.mechanism == "treaty-body" and _asks(row)]
    documents: dict[str, dict[str, list[Recommendation]]] = {}
    for row in rows:
        documents.setdefault(row.body, {}).setdefault(row.symbol, []).append(row)
    report = material.begun(
        _("Follow-up to the recommendations of treaty bodies: %(state)s") % {"state": material.name}
    )
    report.blocks += [
        Heading(_("About this report")),
        material.numbered(
            _("This report says what became of %(number)s recommendations in the concluding observations of treaty "
              "bodies. Each paragraph names the record that it rests on.") % {"number": len(rows)}
        ),
        Table(
            _("Recommendations by treaty body"), (_("Treaty body"), _("Documents"), _("Recommendations")),
            [(body_name(body), len(found), sum(map(len, found.values()))) for body, found in sorted(documents.items())],
        ),
    ]  # fmt: skip
    for body, found in sorted(documents.items()):
        report.blocks.append(Heading(body_name(body)))
        for symbol, members in reversed(found.items()):
            report.blocks.append(Heading(_titled(symbol, members[0]), level=2))
            for row in members:
                report.blocks += material.told(row)
    return report


def _asks(row: Recommendation) -> bool:
    return CONCERNS not in row.type.casefold()


def _titled(symbol: str, row: Recommendation) -> str:
    day = date_format(row.date, "DATE_FORMAT") if row.date else ""
    return ", ".join(filter(None, (symbol or _("Without a symbol"), day)))
