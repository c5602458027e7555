"""Finds the event of a stream that this program cannot read, once it is known that there is one: by reading one after another."""

from collections.abc import Iterable
from dataclasses import dataclass

from infra.kernel.commands.folding import Folded, Lifecycles
from infra.kernel.contract.envelope import Recorded


@dataclass(eq=False)
class Undecodable(Exception):
    """An event that does not fit its type, or cannot follow those before it. It stands in the log and blocks its stream."""

    stream: str
    version: int
    event_id: str
    type: str
    why: str

    def __str__(self) -> str:
        return f"{self.stream} version {self.version}, event {self.event_id} {self.type}: {self.why}"


def first_undecodable(lifecycles: Lifecycles, events: Iterable[Recorded]) -> Undecodable | None:
    """Of one whole stream, from its version 1 on; None when all of it can be read."""
    folded: Folded | None = None
    for event in events:
        try:
            folded = lifecycles.replay(folded or Folded(event.stream), [event])
        except Exception as error:
            return undecodable(event, error)
    return None


def undecodable(event: Recorded, error: Exception) -> Undecodable:
    return Undecodable(event.stream, event.version, event.event_id, event.type, repr(error))
