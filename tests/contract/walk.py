"""A walk through a lifecycle with the golden events: from each state it reaches, every event that may follow."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from infra.kernel.contract.lifecycle import Lifecycle
from tests.contract.published import OUR_OWN_ROWS, OURS, ROWS, PublishedRow, is_written

GOLDEN = Path(__file__).parent / "events"
THE_RECORD = "019a0000-0000-7000-8000-0000000000aa"
ITS_PARENT = "019a0000-0000-7000-8000-0000000000bb"


def golden(lifecycle: Lifecycle, event: str) -> Any:
    """The stored example of that event, told of the one record that is walked."""
    event_type = next(one for one in lifecycle.events if one.name == event)
    document = msgspec.json.decode((GOLDEN / f"{event}.v{event_type.version}.json").read_bytes())
    ids = {lifecycle.id_field: THE_RECORD, **({lifecycle.parent_field: ITS_PARENT} if lifecycle.parent_field else {})}
    example: Any = msgspec.convert(document["payload"], event_type.cls)
    return replace(example, **ids)


class Walk:
    """`reached` is what was folded in each state, `told` the events up to where a row was taken.

    `ground` is what was there before the record; `landed` is where each published row led: (row, state it was taken from) → state.
    """

    def __init__(self, lifecycle: Lifecycle) -> None:
        self._lifecycle = lifecycle
        self.ground = self._ground()
        self.reached: dict[str, tuple[Any, tuple[Any, ...]]] = {}
        self.told: dict[tuple[PublishedRow, str], tuple[Any, ...]] = {}
        self.landed: dict[tuple[PublishedRow, str], str] = {}
        for creation in [row for row in self._rows() if not row.came_from]:
            self._take(creation, "", self.ground, ())
        while any(self._explore(state) for state in tuple(self.reached)):
            pass

    def _rows(self) -> Iterator[PublishedRow]:
        told = (row for row in (*ROWS, *OUR_OWN_ROWS) if row.lifecycle == self._lifecycle.name)
        return (row for row in told if not row.command or is_written(*row.key))

    def _ground(self) -> Any:
        """What is there before the record is: nothing, or the record that it is nested in."""
        if self._lifecycle.stream is None:
            return None
        owner = OURS[self._lifecycle.stream]
        creation = next(row for row in (*ROWS, *OUR_OWN_ROWS) if row.lifecycle == owner.name)
        return owner.evolve(None, replace(golden(owner, creation.event), **{owner.id_field: ITS_PARENT}))

    def _explore(self, state: str) -> bool:
        """Takes every row from that state that was not taken yet; whether there was one."""
        wanted = [row for row in self._rows() if state in row.came_from and (row, state) not in self.landed]
        for row in wanted:
            self._take(row, state, *self.reached[state])
        return bool(wanted)

    def _take(self, row: PublishedRow, state: str, before: Any, told: tuple[Any, ...]) -> None:
        event = golden(self._lifecycle, row.event)
        if hasattr(event, "begins"):  # says itself in which state the record begins
            event = replace(event, begins=row.to)
        after = self._lifecycle.evolve(before, event)
        landed = str(self._lifecycle.record_state(after, THE_RECORD).state)
        self.landed[row, state], self.told[row, state] = landed, (*told, event)
        self.reached.setdefault(landed, (after, (*told, event)))
