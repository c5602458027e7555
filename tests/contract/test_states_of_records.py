"""What steps may cover and words may name is what the lifecycles have: no state more, none less."""

from services.members.label_list.states_of_records import STATES
from tests.contract.published import OURS


def test_the_states_written_down_for_lists_are_those_of_the_lifecycles() -> None:
    assert {name: set(states) for name, states in STATES.items()} == {name: set(OURS[name].states) for name in STATES}
