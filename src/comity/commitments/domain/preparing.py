"""From a draft to what is stored of it. Pure, so that another process can do it."""

from typing import NamedTuple

from comity.commitments.content import Content, content_of, fingerprint
from comity.commitments.readers.draft import Draft
from comity.reference.names import position_code


class Prepared(NamedTuple):
    """One draft, ready to be compared and written."""

    row: int  # of the file
    mark: str  # fingerprint of the content
    content: Content


def prepare(draft: Draft) -> Prepared:
    position = position_code(draft.position, mechanism=draft.mechanism) if draft.kind == "recommendation" else ""
    content = content_of(draft, position)
    return Prepared(draft.row, fingerprint(content), content)
