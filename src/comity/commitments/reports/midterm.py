"""A State's mid-term report to the Universal Periodic Review: every recommendation of one review, theme by theme."""

from collections import defaultdict

from django.utils.translation import gettext as _

from comity.commitments.models import Recommendation
from comity.commitments.reports.material import Material, best_of, positions
from comity.documents.report import Heading, Report


def midterm(material: Material) -> Report:
    """Of the review at ``material.session``; without one, of the latest review."""
    rows = [row for row in material.recommendations() if row.mechanism == "upr" and row.session]
    session = material.session or max((row.session or 0 for row in rows), default=0)
    rows = best_of(row for row in rows if row.session == session)
    report = material.begun(
        _("Mid-term report of %(state)s") % {"state": material.name},
        _("Universal Periodic Review, session %(session)s") % {"session": session} if session else "",
    )
    report.blocks += [
        Heading(_("About this report")),
        material.numbered(
            _("This report says what became of the %(number)s recommendations of the review, in the order of their "
              "themes. It was drafted from the State's own records; each paragraph names the record that it rests on.")
            % {"number": len(rows)}
        ),
        positions(rows),
    ]  # fmt: skip
    for theme, members in sorted(_by_theme(rows).items()):
        report.blocks.append(Heading(theme))
        for row in members:
            report.blocks += material.told(row)
    return report


def _by_theme(rows: list[Recommendation]) -> dict[str, list[Recommendation]]:
    """Each recommendation once: under the heading of the list, else under its first theme."""
    found: defaultdict[str, list[Recommendation]] = defaultdict(list)
    for row in sorted(rows, key=_in_order):
        theme = str(row.extra.get("grouped_under") or next(iter([*row.themes, *row.issues]), ""))
        found[theme or _("Without a theme")].append(row)
    return found


def _in_order(row: Recommendation) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in row.paragraph.split(".")]
