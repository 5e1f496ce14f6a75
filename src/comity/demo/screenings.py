"""The coordinator's answers in the demonstration, as answers to the three lists of questions."""

from typing import Any

from comity.assistance.domain.screening import QUESTIONS
from comity.assistance.models import SupportRequest

MARKS = {  # words of the content's question → code of the product's question
    "focal point": "state-act",
    "جهة الاتصال": "state-act",
    "human rights commitment": "human-rights",
    "حقوق الإنسان": "human-rights",
    "build capacity": "capacity",
    "consultation": "consulted",
    "مشاورات": "consulted",
    "vulnerable": "vulnerable",
    "girls": "vulnerable",
    "هشاشة": "vulnerable",
    "other support": "linked",
    "دعم آخر": "linked",
}


def answers(record: dict[str, Any], request: SupportRequest) -> dict[str, list[dict[str, str]]]:
    """Rows of question, answer and note for each of the three lists; what the content does not say is not known."""
    said = {code: row for row in _rows(record) for mark, code in MARKS.items() if mark in row["question"]}
    said.setdefault("capacity", {"answer": record["result"] == "admissible", "note": ""})
    said.setdefault("monitoring", {"answer": bool(request.monitoring), "note": ""})
    said.setdefault("ldc-sids", {"answer": any(request.state.in_group(group) for group in ("LDC", "SIDS")), "note": ""})
    return {
        name: [{"question": question.code, **_answer(said.get(question.code))} for question in questions]
        for name, questions in QUESTIONS.items()
    }


def _rows(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for name in ("eligibility", "prioritisation", "balance") for row in record[name]]


def _answer(row: dict[str, Any] | None) -> dict[str, str]:
    if row is None:
        return {"answer": "unknown", "note": ""}
    return {"answer": "yes" if row["answer"] else "no", "note": row["note"]}
