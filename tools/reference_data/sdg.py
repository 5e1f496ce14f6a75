"""sdg.json: goals in six languages, targets and indicators of Goal 4 with short names of our own wording."""

import re

from reference_data.common import LANGUAGES, SHARED, table, write

FILES = {"zh": "zh-Hans"}
TARGETS, WORDS = 169, 12


def goals() -> list[dict[str, object]]:
    names: dict[int, dict[str, str]] = {number: {} for number in range(1, 18)}
    for language in LANGUAGES:
        path = SHARED / f"sdg4/translations/{FILES.get(language, language)}.global_goals.yml"
        for number, name in re.findall(r"^(\d+)-short:\s*(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE):
            names[int(number)][language] = name.strip().strip("'\"")
    return [{"code": str(number), "names": found} for number, found in names.items()]


def build() -> None:
    targets = [{"code": code, "goal": code.split(".")[0], "name": name} for code, name in table("sdg-targets")]
    indicators = [
        {"code": code, "target": code.rpartition(".")[0], "name": name} for code, name in table("sdg-indicators")
    ]
    long = [entry["code"] for entry in [*targets, *indicators] if len(entry["name"].split()) > WORDS]
    if len(targets) != TARGETS or long:
        raise ValueError(f"{len(targets)} targets; too long: {long}")
    write("sdg", {"goals": goals(), "targets": targets, "indicators": indicators})
