"""Readers of the files in which recommendations and pledges come. Pure: files in, drafts out, no database."""

from pathlib import Path
from typing import Any

from comity.commitments.readers.draft import Draft, Problem, Reader, UnreadableFileError
from comity.commitments.readers.matrix import MatrixReader
from comity.commitments.readers.uhri import UhriReader
from comity.commitments.readers.upr_info import UprInfoReader
from comity.commitments.readers.wg_report import WgReportReader

__all__ = ["READERS", "Draft", "Problem", "Reader", "UnreadableFileError", "open_reader"]

READERS = {"uhri": UhriReader, "upr-info": UprInfoReader, "matrix": MatrixReader, "wg-report": WgReportReader}


def open_reader(path: str | Path, kind: str, **options: Any) -> Reader:
    """The reader of ``kind`` for the file at ``path``; nothing is read before the reader is iterated.

    Options: ``language`` for "uhri" (of the export's texts, default "en"); ``state`` (alpha-3 code, needed) and
    ``session`` for "matrix" and "wg-report"; none for "upr-info". ValueError for a kind that there is not.
    """
    reader = READERS.get(kind)
    if reader is None:
        raise ValueError(f"There is no reader “{kind}”; there are: {', '.join(sorted(READERS))}.")
    made: Reader = reader(path, **options)
    return made
