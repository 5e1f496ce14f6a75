"""A list made anew reads back to the rows it was made from, in either layout."""

import pytest

from comity.commitments.readers.matrix import MatrixReader
from comity.commitments.writers.fresh_matrix import ListedRecommendation, fresh_matrix

ROWS = [
    ListedRecommendation(
        "140.1", "Open free pre-schools (Kenya);", "A/HRC/59/99/Add.1 - Para.3", "Supported", "Right to education",
        ["Right to education", "Children: definition"], ["Children", "Girls"], ["4.2 - Early childhood"],
        "Twelve so far.\nفتحت الوزارة مدارس",
    ),
    ListedRecommendation("140.3", "Pay teachers on time (Fiji);", "A/HRC/59/99", "Noted", "Right to work",
                         ["Right to work"], [], [], ""),
    ListedRecommendation("140.2", "Train teachers (Peru);", "A/HRC/59/99", "Supported", "Right to education",
                         ["Right to education"], ["Educational staff & students"], ["4.c - Teachers", "8"]),
]  # fmt: skip


@pytest.mark.parametrize("layout", ["older", "later"])
def test_list_reads_back_to_its_rows(tmp_path, layout):
    path = tmp_path / "list.docx"
    path.write_bytes(fresh_matrix(ROWS, title="UPR of Guinea-Bissau (Cycle 4 – 48th session): list", layout=layout))
    reader = MatrixReader(path, "GNB")
    found = {draft.paragraph: draft for draft in reader}
    assert list(found) == ["140.1", "140.2", "140.3"]
    for row in ROWS:
        draft = found[row.paragraph]
        assert (draft.text, draft.position, draft.session) == (row.text, row.position, 48)
        assert (draft.themes, draft.affected_persons) == (row.themes, row.affected_persons)
        assert draft.extra.get("sdg_labels", []) == row.sdgs
        assert draft.extra["grouped_under"] == row.theme
        assert draft.extra["source_of_position"] == row.source
        assert draft.extra.get("assessment", "") == row.assessment
    assert reader.problems == []
