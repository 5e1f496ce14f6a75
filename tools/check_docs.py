"""Checks every link between the Markdown pages of the repository: files, anchors, and that each page can be reached.

    python tools/check_docs.py

Addresses outside the repository are not opened: a gate must not depend on other people's servers.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
NOT_IN_SLUG = re.compile(r"[^\w\- ]")
OUTSIDE = ("http://", "https://", "mailto:")


def pages() -> list[Path]:
    """The pages at the top and all under docs/."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def text_of(page: Path) -> str:
    """The page without code blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def slugs(page: Path) -> set[str]:
    """The anchors that a forge gives to the page's headings."""
    found: set[str] = set()
    for heading in HEADING.findall(text_of(page)):
        plain = LINK.sub(lambda match: match[0][1 : match[0].index("]")], heading).replace("`", "")
        slug = NOT_IN_SLUG.sub("", plain.casefold()).replace(" ", "-")
        number = next(n for n in range(len(found) + 1) if (f"{slug}-{n}" if n else slug) not in found)
        found.add(f"{slug}-{number}" if number else slug)
    return found


def links(page: Path) -> Iterator[tuple[str, Path, str]]:
    """The link as written, the file it points to, and the anchor in it."""
    for written in LINK.findall(text_of(page)):
        if not written.startswith(OUTSIDE):
            path, _hash, anchor = unquote(written).partition("#")
            yield written, (page.parent / path).resolve() if path else page, anchor


def faults() -> list[str]:
    """A sentence for each broken link, and for each page of docs/ that no other page leads to."""
    found, reached = [], set()
    for page in pages():
        here = page.relative_to(ROOT)
        for written, target, anchor in links(page):
            reached |= {target} - {page}
            if not target.exists() or ROOT not in (target, *target.parents):
                found.append(f"{here}: “{written}” leads nowhere.")
            elif anchor and target.suffix == ".md" and anchor not in slugs(target):
                found.append(f"{here}: “{written}” names a heading that {target.relative_to(ROOT)} does not have.")
    lost = [page for page in pages() if page.parent != ROOT and page not in reached]
    return found + [f"{page.relative_to(ROOT)}: no other page leads here." for page in lost]


if __name__ == "__main__":
    wrong = faults()
    print("\n".join(wrong) or f"{len(pages())} pages, every link leads somewhere.")
    sys.exit(bool(wrong))
