"""What the cells of a thematic list say: number, text and source of a recommendation; its themes, groups and SDGs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from comity.commitments.readers.docx_tables import Cell
from comity.reference.tags import group_code

PARAGRAPH = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,2})(?:[.)]\s*|\s+)(?=\S)")
SOURCE = re.compile(
    r"(?:source of (?:the )?position|source de la position|fuente de la posici[oó]n)\s*:\s*", re.IGNORECASE
)
SDG = re.compile(r"(\d{1,2}(?:\.[0-9a-d]{1,2})?)(?=\s|$|-)")
Block = Literal["themes", "affected_persons", "sdgs"]
LABELS: dict[Block, re.Pattern[str]] = {  # a line that opens a block; what follows the colon is its first item
    "affected_persons": re.compile(
        r"(?:affected persons|(?:affected )?groups? of persons|persons affected|personnes concernées|"
        r"groupes de personnes|personas afectadas|grupos de personas)\s*(?::\s*|$)",
        re.IGNORECASE,
    ),
    "sdgs": re.compile(r"(?:relevant )?(?:sdgs?|odd|ods|sustainable development goals?)\s*(?::\s*|$)", re.IGNORECASE),
    "themes": re.compile(r"(?:full list of |human rights )?(?:themes?|thèmes?|temas?)\s*(?::\s*|$)", re.IGNORECASE),
}
ITEM = re.compile(r"[-–•]\s+")


@dataclass(frozen=True, slots=True)
class Recommendation:
    paragraph: str
    text: str
    source: str  # "A/HRC/28/15/Add.1 - Para. 3"


@dataclass(slots=True)
class Tags:
    themes: list[str] = field(default_factory=list)
    affected_persons: list[str] = field(default_factory=list)
    sdgs: list[str] = field(default_factory=list)  # codes: "16", "16.3"
    sdg_labels: list[str] = field(default_factory=list)  # as printed: "16 - PEACE, JUSTICE …"

    def add(self, other: "Tags") -> None:
        """Join the other's tags that are not here yet."""
        for mine, theirs in (
            (self.themes, other.themes),
            (self.affected_persons, other.affected_persons),
            (self.sdgs, other.sdgs),
            (self.sdg_labels, other.sdg_labels),
        ):
            mine += [tag for tag in theirs if tag not in mine]


def recommendation_in(cell: Cell) -> Recommendation:
    """Number, text and source of the position in the first column's cell; the text may run over paragraphs."""
    lines, source = without_source(cell)
    text = " ".join(lines)
    number = PARAGRAPH.match(text)
    return Recommendation(
        paragraph=number.group(1) if number else "", text=text[number.end() :] if number else text, source=source
    )


def without_source(cell: Cell) -> tuple[list[str], str]:
    """The cell's lines before "Source of position:", and what stands after it."""
    for place, line in enumerate(cell):
        label = SOURCE.search(line)
        if label:
            rest = [line[: label.start()].strip()] if label.start() else []
            return cell[:place] + rest, " ".join([line[label.end() :], *cell[place + 1 :]]).strip()
    return cell, ""


def tags_in(themes: Cell, sdgs: Cell) -> Tags:
    """Tags in the themes cell with its labelled blocks and, in the 2025 layout, in the cell of SDGs."""
    tags = Tags()
    # In the 2025 layout groups of persons share the cell with the themes, and no label need part them.
    labelled = any(LABELS["affected_persons"].match(line) for line in themes)
    for block, item in [*_items(themes, "themes"), *_items(sdgs, "sdgs")]:
        if block == "sdgs":
            code = SDG.match(item)
            tags.sdgs.append(code.group(1) if code else item)  # a list may name a goal twice; kept as it is
            tags.sdg_labels.append(item)
        elif block == "affected_persons" or (not labelled and group_code(item)):
            tags.affected_persons.append(item)
        else:
            tags.themes.append(item)
    return tags


def _items(cell: Cell, block: Block) -> Iterator[tuple[Block, str]]:
    """Items with their block. In a list with dashes, a line without one continues the item before."""
    items: list[tuple[Block, str]] = []
    dashed = False
    for line in cell:
        opened = next(((name, found) for name, label in LABELS.items() if (found := label.match(line))), None)
        if opened:
            block, dashed = opened[0], False
            line = line[opened[1].end() :].strip()  # noqa: PLW2901 - the rest of the label's line is an item
        dash = ITEM.match(line)
        if dashed and not dash and items and line:
            items[-1] = (block, f"{items[-1][1]} {line}")
        elif line.strip(" -"):
            items.append((block, line[dash.end() :].strip() if dash else line))
            dashed = bool(dash)
    yield from items
