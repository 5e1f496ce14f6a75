import pytest

from comity.assistance.domain.machines import MACHINES, OFFER, REQUEST
from comity.kernel.consents import CONSENT
from comity.kernel.machines import REGISTRY, mermaid


@pytest.mark.parametrize("machine", [CONSENT, *MACHINES], ids=lambda machine: machine.name)
def test_diagram_shows_every_arrow_once_from_each_source(machine):
    lines = mermaid(machine).splitlines()
    assert lines[:2] == ["stateDiagram-v2", f"    [*] --> {machine.start}"]
    arrows = [line for line in lines if ": " in line]
    assert len(arrows) == len(set(arrows)) == sum(len(arrow.sources) for arrow in machine.transitions)


def test_diagram_names_who_may_and_where_the_machine_ends():
    lines = mermaid(OFFER).splitlines()
    assert "    draft --> cleared: clear (PC)" in lines
    assert "    under_consideration --> accepted: accept (SF)" in lines
    assert "    expired --> [*]" in lines
    assert "    submitted --> [*]" not in lines


def test_diagram_of_a_return_leads_to_the_remembered_state():
    assert "    on_hold --> state_before: resume (SF/CO)" in mermaid(REQUEST)


@pytest.mark.parametrize("machine", [CONSENT, *MACHINES], ids=lambda machine: machine.name)
def test_machine_is_registered_and_complete(machine):
    """Every state can be reached, every state that can be left says whose turn it is, every name is there once."""
    assert REGISTRY[machine.name] is machine
    names = [arrow.name for arrow in machine.transitions]
    assert len(names) == len(set(names))
    reached = {machine.start, *(arrow.target for arrow in machine.transitions)}
    assert reached == set(machine.states.values)
    for arrow in machine.transitions:
        assert set(arrow.sources) <= set(machine.states.values)
