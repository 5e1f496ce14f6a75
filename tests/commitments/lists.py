"""Thematic lists as OHCHR lays them out, with texts of our own."""

import docx

OLDER = ["Recommendation", "Position", "Full list of themes", "Assessment/comments on level of implementation"]
LATER = [
    "Recommendation and recommending State",
    "Position of the State under review",
    "Human rights themes and groups of persons",
    "Relevant SDGs",
]
SOURCE = "Source of Position: A/HRC/59/99/Add.1 - Para.3"


def matrix(tmp_path, rows, *, headings=OLDER, header="UPR of Samoa (4th Cycle - 48th Session)", name="list.docx"):
    """A list as OHCHR lays it out: a row of one string is a merged "Theme: …" row; line feeds are new paragraphs."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    table = document.add_table(rows=0, cols=len(headings))
    for row in [headings, *rows]:
        cells = table.add_row().cells
        if isinstance(row, str):
            cells[0].merge(cells[-1]).text = row
        else:
            for cell, text in zip(cells, row, strict=False):
                cell.text = text
    path = tmp_path / name
    document.save(path)
    return path


def older(number="140.1", text="Open free pre-schools in every village (Kenya);", *, tags=None):
    tags = tags or "- Right to education\nSDGs:\n- 4.2 - Early childhood\n- 10\nAffected persons:\n- Children\n- Girls"
    return [f"{number} {text}\n{SOURCE}", "Supported", tags, ""]
