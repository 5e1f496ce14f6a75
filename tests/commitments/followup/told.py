"""A State with recommendations that it follows up, for tests: short sentences for what its people do."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from comity.commitments.domain.followup_actions import plan_action
from comity.commitments.domain.followup_evidence import Source
from comity.commitments.domain.followup_publication import publish_status
from comity.commitments.domain.followup_status import record_status
from comity.commitments.models import ImplementationAction, Recommendation, StatusEntry
from tests import world
from tests.commitments.drafts import draft, take

LAW = Source("Official gazette 12/2018", "https://gazette.example/12", date(2018, 5, 4), "The law is in force.")
LATER = Source("Report of the inspectorate", "INS/2020/4", date(2020, 2, 1), "All schools keep to it.")
OLD = Source("Official gazette 3/2015", "https://gazette.example/3", date(2015, 3, 1), "A bill.")


def build() -> SimpleNamespace:
    """The world of :mod:`tests.world`, with three recommendations to Slovenia, one shared, and one to Norway."""
    w = world.build()
    take([
        draft(1, action_rank=5), draft(2, action_rank=2, mechanism="treaty-body", body="CRC", symbol="CRC/C/SVN/CO/3"),
        draft(3, states=["SVN", "NOR"], themes=["Right to health"]), draft(4, states=["NOR"]),
    ])  # fmt: skip
    w.one, w.two, w.shared, w.foreign = Recommendation.objects.order_by("pk")
    return w


def assessed(w: SimpleNamespace, found: Recommendation, grade: str = "B", **more: Any) -> StatusEntry:
    """What the preparer records: partly satisfactory in June 2018, because of a law."""
    told = {"on": date(2018, 6, 1), "evidence": [LAW], "by": w.preparer, "state": "SVN", "note": "A law.", **more}
    return record_status(found, grade=grade, **told)


def published(w: SimpleNamespace, found: Recommendation, grade: str = "B", **more: Any) -> StatusEntry:
    return publish_status(assessed(w, found, grade, **more), by=w.focal_point)


def planned(w: SimpleNamespace, *served: Recommendation, by: Any = None, **fields: Any) -> ImplementationAction:
    """What the preparer plans: a complete action of the ministry until the end of 2027."""
    usual = {
        "title": "Write the School Act anew", "description": "A bill of eight articles goes to parliament this year.",
        "lead": w.ministry, "indicator": "Articles in force", "target": "8", "due_on": date(2027, 12, 31),
    }  # fmt: skip
    return plan_action(
        state=w.slovenia, fields={**usual, **fields}, recommendations=[one.pk for one in served], by=by or w.preparer
    )
