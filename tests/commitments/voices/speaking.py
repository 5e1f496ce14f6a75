"""Voices for tests, each through the verbs."""

from typing import Any

from comity.commitments.domain import voices
from comity.commitments.models import Voice
from tests import world

MARKER = "nightjar"
AGES = [{"by": "age", "group": "10-13", "number": 40}]


def written(w, name: str, rule: str = "named", text: str = "", on=None, **more: Any) -> Voice:
    kind = {"facilitator": {"groups": AGES}}.get(name, {})
    return voices.write_voice(
        by=world.fresh(getattr(w, name)), recommendations=[on or w.first], rule=rule,
        text=text or f"We saw {MARKER}{name} in schools",
        **{"sources": f"Report {MARKER}{name}source", **kind, **more},
    )  # fmt: skip


def submitted(w, name: str, rule: str = "named", **more: Any) -> Voice:
    voices.submit_voice(voice := written(w, name, rule, **more), by=world.fresh(getattr(w, name)))
    return again(voice)


def published(w, name: str, rule: str = "named", **more: Any) -> Voice:
    voice = submitted(w, name, rule, **more)
    if voice.kind == "children":
        voices.check_findings(voice, by=world.fresh(w.safeguarding))
    by = {"preparer": "focal_point", "officer": "clearer"}.get(name, name)
    voices.publish_voice(again(voice), by=world.fresh(getattr(w, by)))
    return again(voice)


def again(voice: Voice) -> Voice:
    return Voice.objects.get(pk=voice.pk)
