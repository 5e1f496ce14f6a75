"""A report as one HTML file: readable without anything else, by eye, by ear and on paper."""

from base64 import b64encode
from html import escape
from typing import IO

from comity.documents.directions import is_rtl
from comity.documents.report import Block, Figure, Heading, Note, Paragraph, Report, Table
from comity.documents.word_styles import RTL_LANGUAGES

STYLE = """
body{font:1.05rem/1.6 system-ui,sans-serif;color:#1f2428;background:#fff;max-inline-size:46rem;margin-inline:auto;
padding:1.5rem}
.notice{border:2px solid #1f2428;padding:.6rem 1rem;font-weight:700}
h1{line-height:1.25}blockquote{margin-inline:1.5rem 0}.number{font-variant-numeric:tabular-nums}
table{border-collapse:collapse;inline-size:100%}caption{text-align:start;font-weight:700;padding-block:.5rem}
th,td{border:1px solid #6a7178;padding:.35rem .6rem;text-align:start;vertical-align:top}td.figure{text-align:end}
.wide{overflow-x:auto}img{max-inline-size:100%}a{color:#0b5a5a}li{overflow-wrap:anywhere}
@media print{body{max-inline-size:none;padding:0}}
"""


def write_html(target: IO[bytes], report: Report) -> None:
    """Write the report as an HTML file in UTF-8."""
    target.write("\n".join(_Page(report).lines()).encode())


class _Page:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.called = 0

    def lines(self) -> list[str]:
        report = self.report
        way = "rtl" if report.language in RTL_LANGUAGES else "ltr"
        return [
            f'<!doctype html>\n<html lang="{escape(report.language)}" dir="{way}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(report.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>",
            f'<p class="notice">{escape(report.notice)}</p>\n<h1>{escape(report.title)}</h1>',
            *([f"<p>{escape(report.subtitle)}</p>"] if report.subtitle else []),
            *(f"<p>{escape(fact)}</p>" for fact in report.facts),
            *(self._block(block) for block in report.blocks),
            *self._notes(),
            "</main>\n</body>\n</html>\n",
        ]

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            level = min(block.level + 1, 6)
            return f"<h{level}>{escape(block.text)}</h{level}>"
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        return _table(block) if isinstance(block, Table) else _figure(block)

    def _paragraph(self, block: Paragraph) -> str:
        number = f'<span class="number">{escape(block.number)}.</span> ' if block.number else ""
        mark = f' id="p-{escape(block.number)}"' if block.number else ""
        calls = "".join(self._call(note) for note in block.notes)
        text = f"<p{mark}{_way(block.text)}>{number}{escape(block.text)}{calls}</p>"
        return f"<blockquote>{text}</blockquote>" if block.quoted else text

    def _call(self, note: Note) -> str:
        del note
        self.called += 1
        number = self.called
        return f'<sup><a href="#note-{number}" id="call-{number}" role="doc-noteref">{number}</a></sup>'

    def _notes(self) -> list[str]:
        title = escape(self.report.notes_title)
        items = [
            f'<li id="note-{number}"{_way(note.text)}>{escape(note.text)} {_link(note.url)}'
            f' <a href="#call-{number}" role="doc-backlink" aria-label="{title} {number}">↩</a></li>'
            for number, note in self.report.notes()
        ]
        if not items:
            return []
        return [f'<section role="doc-endnotes" aria-labelledby="notes"><h2 id="notes">{title}</h2>\n<ol>', *items,
                "</ol></section>"]  # fmt: skip


def _way(text: str) -> str:
    return ' dir="rtl"' if is_rtl(text) else ' dir="ltr"' if any(sign.isalpha() for sign in text) else ""


def _link(url: str) -> str:
    return f'<a href="{escape(url)}">{escape(url)}</a>' if url.startswith(("https://", "http://")) else escape(url)


def _table(block: Table) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in block.columns)
    rows = "".join(f"<tr>{''.join(_cell(place, value) for place, value in enumerate(row))}</tr>" for row in block.rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(block.caption)}"><table>'
        f"<caption>{escape(block.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(place: int, value: str | float) -> str:
    if place == 0:
        return f'<th scope="row">{escape(str(value))}</th>'
    kind = "" if isinstance(value, str) else ' class="figure"'
    return f"<td{kind}>{escape(str(value))}</td>"


def _figure(block: Figure) -> str:
    picture = b64encode(block.png).decode()
    return (
        f'<figure><img src="data:image/png;base64,{picture}" alt="{escape(block.description)}">'
        f"<figcaption>{escape(block.caption)}</figcaption></figure>"
    )
