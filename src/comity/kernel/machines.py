"""What a state machine is: states, the table of transitions, who stands for a record, and whose turn each state is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from comity.kernel.roles import Capacity

REGISTRY: dict[str, "Machine"] = {}


@dataclass
class Act:
    """A transition on its way: who does it, in which capacity, with which reason and further facts."""

    capacity: Capacity
    reason: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)


Check = Callable[[Any, Act], None]
Effect = Callable[[Any, Act], None]


@dataclass(frozen=True)
class Transition:
    """One arrow. ``check`` raises NotPossible or Incomplete (policy); ``effect`` runs before the row is saved."""

    name: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    label: Any
    reason_required: bool = False
    checks: tuple[Check, ...] = ()
    effect: Effect | None = None
    back: bool = False  # the target is the state remembered in ``state_before``


@dataclass(frozen=True)
class Machine:
    """All that may happen to one kind of record. Registered by name; the documentation's diagrams come from here."""

    name: str
    states: type[models.TextChoices]
    start: str
    transitions: tuple[Transition, ...]
    stands_for: Callable[[Any, Capacity], bool]
    root: Callable[[Any], models.Model]
    turn: Mapping[str, tuple[str, ...]]  # state → roles whose turn it is; () where nobody's
    recipients: Callable[[Any, Transition], Iterable[int]] = lambda _record, _transition: ()
    describe: Callable[[Any], tuple[str, str]] = lambda record: (str(record.pk), "")  # code, path

    def __post_init__(self) -> None:
        REGISTRY[self.name] = self

    def arrow(self, name: str) -> Transition:
        """The transition called ``name``; KeyError where the table has none."""
        return {transition.name: transition for transition in self.transitions}[name]

    def leaving(self, state: str) -> list[Transition]:
        return [transition for transition in self.transitions if state in transition.sources]


def mermaid(machine: Machine) -> str:
    """The machine as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {machine.start}"]
    for arrow in machine.transitions:
        who = "/".join(arrow.roles)
        target = "state_before" if arrow.back else arrow.target
        lines += [f"    {source} --> {target}: {arrow.name} ({who})" for source in arrow.sources]
    last = [state for state in machine.states.values if not machine.leaving(state)]
    return "\n".join([*lines, *(f"    {state} --> [*]" for state in last)])
