"""Records in the shape of the index's export, for the tests of its reader."""

import json

from comity.commitments.readers.uhri import UhriReader

ID = "b4288060-6633-4d8b-9a9a-df1978d336c3"


def record(**changes):
    """A record that needs no mending, with ``changes``; a change to ... takes the key away."""
    whole = {
        "AnnotationId": ID,
        "AnnotationType": "- Recommendations",
        "Text": "49. The Committee recommends that schools be opened in every district.",
        "Symbol": "CEDAW/C/IRQ/CO/8",
        "DocumentId": "0a0c9531-85fa-4408-a9db-bc816c2e1261",
        "PublicationDate": "2025-02-12",
        "PublicationDateOnUhri": "2025-04-01T11:59:00",
        "Body": "- CEDAW",
        "Countries": ["Iraq"],
        "Regions": ["Asia-Pacific"],
        "Themes": ["Right to education", "Equality & non-discrimination"],
        "AffectedPersons": ["Women & girls"],
        "Sdgs": ["4.5 - Equal access to education", "5 - GENDER EQUALITY"],
        "UprCycle": None,
        "UprSession": [],
        "UprPositions": [],
        "UprRecommendingCountry": [],
        "UprRecommendingRegions": [],
        **changes,
    }
    return {key: value for key, value in whole.items() if value is not ...}


def upr_record(**changes):
    return record(
        **{
            "Text": "137.197 Improve schools in all villages (France, Viet Nam);",
            "Symbol": "A/HRC/43/15",
            "Body": "- UPR",
            "UprCycle": "Cycle 3",
            "UprSession": ["Session 34"],
            "UprPositions": ["Supported"],
            "UprRecommendingCountry": ["France", "Viet Nam"],
            "UprRecommendingRegions": ["Western Europe & Others", "Asia-Pacific"],
            **changes,
        }
    )


def reader_of(tmp_path, *records, language="en"):
    path = tmp_path / "export.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    return UhriReader(path, language)


def read_one(tmp_path, one):
    """The draft of the only record and what was reported: (field, code, repaired)."""
    reader = reader_of(tmp_path, one)
    drafts = list(reader)
    assert reader.rows_read == 1
    return (drafts[0] if drafts else None), reported(reader)


def reported(reader):
    return [(problem.field, problem.code, problem.repaired) for problem in reader.problems]
