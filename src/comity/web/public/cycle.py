"""The cycle of resolution 45/32 as a ring of six numbered places, drawn in the direction in which the reader reads."""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from django.utils.translation import gettext as _

SIZE, RADIUS, DISC = 320, 122, 26
TOP = -pi / 2


@dataclass(frozen=True)
class Place:
    """One station: its number, its centre, and the arc with an arrow's head that leads on to the next."""

    number: int
    x: str
    y: str
    arc: str
    head: str


def steps() -> list[dict[str, Any]]:
    """The stations in words."""
    return [
        {
            "title": _("Commitment"),
            "text": _("A recommendation, a treaty or a pledge says what should change."),
        },
        {
            "title": _("Request"),
            "text": _("The State says what support it needs to get there, and who helped to say it."),
        },
        {
            "title": _("Consent"),
            "text": _("The State decides who may read it. Without consent nothing leaves its own space."),
        },
        {
            "title": _("Offer"),
            "text": _("Partners answer with advice, training, experts or finance, or say why they cannot."),
        },
        {
            "title": _("Plan"),
            "text": _("Both sides accept the very same version before anything begins."),
        },
        {
            "title": _("Evidence"),
            "text": _("Both sides report what came of it, and the next review can build on it."),
        },
    ]


def ring(number: int, *, rtl: bool = False) -> list[Place]:
    """``number`` places on the ring, clockwise; the other way round where people read from the right."""
    turn = -1 if rtl else 1
    step = turn * 2 * pi / number
    gap = turn * (DISC + 8) / RADIUS
    return [_place(place, TOP + place * step, step, gap, turn) for place in range(number)]


def _place(place: int, angle: float, step: float, gap: float, turn: int) -> Place:
    x, y = _at(angle)
    (x1, y1), (x2, y2) = _at(angle + gap), _at(angle + step - gap)
    arc = f"M{x1:.1f} {y1:.1f}A{RADIUS} {RADIUS} 0 0 {int(turn > 0)} {x2:.1f} {y2:.1f}"
    end = angle + step - gap
    back = end - turn * 0.075
    (ax, ay), (bx, by) = _at(back, RADIUS - 7), _at(back, RADIUS + 7)
    return Place(place + 1, f"{x:.1f}", f"{y:.1f}", arc, f"M{ax:.1f} {ay:.1f}L{x2:.1f} {y2:.1f}L{bx:.1f} {by:.1f}")


def _at(angle: float, radius: float = RADIUS) -> tuple[float, float]:
    return SIZE / 2 + radius * cos(angle), SIZE / 2 + radius * sin(angle)
