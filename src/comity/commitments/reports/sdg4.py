"""An annex on Goal 4 for a voluntary national review: what mechanisms asked on education, target by target."""

from collections import defaultdict

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.commitments.models import Recommendation
from comity.commitments.reports.material import Material, rank
from comity.documents.report import Heading, Report, Table
from comity.reference.names import is_education_theme, issue_code, sdg_codes, sdg_name, theme_code

GOAL = "4"
EDUCATION_ISSUE = "Right to education"


def sdg4_annex(material: Material) -> Report:
    rows = _once([row for row in material.recommendations() if _targets(row)])
    report = material.begun(
        _("Voluntary national review of %(state)s: annex on Goal 4") % {"state": material.name},
        _("Recommendations of human rights mechanisms on education"),
    )
    report.blocks += [
        Heading(_("About this annex")),
        material.numbered(
            _("Human rights mechanisms made %(number)s recommendations on education. They stand here under the targets "
              "of Goal 4 that they are tagged with, each once. Each paragraph names the record that it rests on.")
            % {"number": len(rows)}
        ),
        _by_mechanism(rows),
    ]  # fmt: skip
    groups: defaultdict[str, list[Recommendation]] = defaultdict(list)
    for row in rows:
        groups[_targets(row)[0]].append(row)
    for code in sorted(groups, key=lambda code: (code != GOAL, code)):
        name = sdg_name(code, get_language() or "en")
        report.blocks.append(Heading(f"{code} – {name}" if code != GOAL else _("Goal 4 as a whole")))
        for row in groups[code]:
            report.blocks += material.told(row)
    return report


def _targets(row: Recommendation) -> list[str]:
    """Targets of Goal 4 that the record is tagged with; the goal alone where only that, or a tag on education, is."""
    codes = [code for code in map(sdg_codes, row.sdgs) if code]
    targets = sorted(code for code in codes if code.startswith(f"{GOAL}."))
    if targets:
        return targets
    on_education = (
        GOAL in codes
        or any(is_education_theme(theme_code(theme)) for theme in row.themes)
        or issue_code(EDUCATION_ISSUE) in map(issue_code, row.issues)
    )
    return [GOAL] if on_education else []


def _once(rows: list[Recommendation]) -> list[Recommendation]:
    """A recommendation that came from several sources, once: the same document and paragraph, the best source."""
    kept: dict[object, Recommendation] = {}
    for row in sorted(rows, key=lambda row: rank(row.source)):
        kept.setdefault((row.symbol, row.paragraph) if row.symbol and row.paragraph else row.pk, row)
    return sorted(kept.values(), key=lambda row: row.pk)


def _by_mechanism(rows: list[Recommendation]) -> Table:
    counts = [
        (str(label), sum(row.mechanism == code for row in rows)) for code, label in Recommendation.Mechanism.choices
    ]
    return Table(
        _("Recommendations on education by mechanism"), (_("Mechanism"), _("Recommendations")),
        [line for line in counts if line[1]],
    )  # fmt: skip
