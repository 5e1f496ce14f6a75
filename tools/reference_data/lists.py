"""issues.json, sectors.json and instruments.json: short lists kept as tables beside the builders."""

from xml.etree import ElementTree as ET

from reference_data.common import SHARED, Record, table, write

from comity.reference.folding import fold

SECTORS = SHARED / "iati/codelists/iati-nonembedded/Sector.xml"


def build() -> None:
    build_issues()
    build_sectors()
    build_instruments()


def build_issues() -> None:
    issues = [
        {"code": fold(name).replace(" ", "-"), "name": name, "meaning": meaning,
         "also": [word for word in also.split("|") if word]}
        for name, meaning, also in table("issues")
    ]  # fmt: skip
    write("issues", {"issues": issues})


def build_sectors() -> None:
    listed = {item.findtext("code", ""): item.get("status") for item in ET.parse(SECTORS).iter("codelist-item")}  # noqa: S314 - a trusted file
    records = [{"code": code, "name": name, "status": status} for code, name, status in table("sectors")]
    education = {code: status for code, status in listed.items() if code.startswith("11")}
    if {entry["code"]: entry["status"] for entry in records} != education:
        raise ValueError("sectors.tsv and the code list of the standard differ.")
    write("sectors", {"sectors": records})


def years(text: str) -> int | None:
    return int(text) if text else None


def build_instruments() -> None:
    instruments: list[Record] = [
        {"code": code, "name": name, "full_name": full, "adopted": adopted, "body": body, "kind": kind,
         "report_first": years(first), "report_every": years(every), "report_basis": basis,
         "report_verified": read == "yes"}
        for code, name, full, adopted, body, kind, _key, first, every, basis, read in table("instruments")
    ]  # fmt: skip
    provisions: list[Record] = [
        {"code": code, "instrument": instrument, "article": article, "name": name,
         "four_as": [word for word in four_as.split(",") if word],
         "levels": [word for word in levels.split(",") if word],
         "sdg_targets": [word for word in targets.split(",") if word], "verified": verified == "yes"}
        for code, instrument, article, name, four_as, levels, verified, targets in table("provisions")
    ]  # fmt: skip
    known = {entry["code"] for entry in instruments}
    if strangers := [entry["code"] for entry in provisions if entry["instrument"] not in known]:
        raise ValueError(f"Provisions of unknown instruments: {strangers}")
    write("instruments", {"instruments": instruments, "provisions": provisions})
