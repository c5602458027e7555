"""Given these events, when this command, then those events: the language of the rule tests."""

from dataclasses import dataclass
from functools import reduce
from typing import Any

from infra.kernel.contract.lifecycle import Lifecycle, Transition


@dataclass(frozen=True)
class Scenario:
    """A lifecycle with a past. A command is refused from a state that its row does not name, as in the suite.

    >>> given(TOPIC, TopicDrafted(…), TopicProposed(…)).when(PassScreening(…), facts).then(TopicShortlisted(…))
    """

    lifecycle: Lifecycle
    past: tuple[Any, ...]

    @property
    def state(self) -> Any:
        return reduce(self.lifecycle.evolve, self.past, None)

    def when(self, command: Any, facts: Any = None) -> "Decided":
        return Decided(self, command, facts)


@dataclass(frozen=True)
class Decided:
    scenario: Scenario
    command: Any
    facts: Any

    def _events(self) -> list[Any]:
        state = self.scenario.state
        return row_for(self.scenario.lifecycle, self.command, state).decide(state, self.command, self.facts)

    def then(self, *events: Any) -> None:
        """Exactly these events, in this order."""
        assert self._events() == list(events)

    def then_state(self, expected: str) -> None:
        """The record's own state after the decided events."""
        state = reduce(self.scenario.lifecycle.evolve, self._events(), self.scenario.state)
        record_id = getattr(self.command, self.scenario.lifecycle.id_field)
        assert self.scenario.lifecycle.record_state(state, record_id).state == expected

    def refused(self, rule: type[Exception]) -> None:
        try:
            events = self._events()
        except rule:
            return
        raise AssertionError(f"not refused: {events}")


def given(lifecycle: Lifecycle, *past: Any) -> Scenario:
    return Scenario(lifecycle, past)


def row_for(lifecycle: Lifecycle, command: Any, state: Any) -> Transition:
    """The row that takes this command from the state that its record is in; a test may ask for no other."""
    record = lifecycle.record_state(state, getattr(command, lifecycle.id_field))
    for row in lifecycle.table:
        if row.takes is type(command) and (record.state in row.from_states if record else not row.from_states):
            return row
    here = str(record.state) if record else "before there is a record"
    raise AssertionError(f"{lifecycle.name}: no row takes {type(command).__name__} from {here}")
