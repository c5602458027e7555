"""The earliest time at which a step may have happened: not before its record began, nor before what made it possible.

What happened is compared with what happened, never with when it was entered: so a whole meeting of last month can be
entered in order. What the system does bears the time of its cause, or of the step that it follows, whichever is later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from infra.kernel.base.clock import moment, stamp
from infra.kernel.base.problems import Invalid
from infra.kernel.commands.deciding import Decision
from infra.kernel.commands.folding import Folded, Lifecycles, record_id_of
from infra.kernel.commands.parsing import Parsed
from infra.kernel.contract.envelope import Recorded
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.storage.store import EventStore


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a stream in which the record was there: when it happened, and the record's state after it."""

    event: str
    occurred_at: str
    state: str


def steps_of(lifecycles: Lifecycles, lifecycle: Lifecycle, record_id: str, stream: Iterable[Recorded]) -> list[Step]:
    """From the whole stream in which the record lives."""
    steps: list[Step] = []
    folded: Folded | None = None
    for event in stream:
        folded = lifecycles.replay(folded or Folded(event.stream), [event])
        record = lifecycle.record_state(folded.state, record_id)
        if record is not None:
            steps.append(Step(event.type, event.occurred_at, str(record.state)))
    return steps


def binding(steps: Sequence[Step]) -> Step | None:
    """The record's first step, or that which brought it into its state: whichever happened later."""
    if not steps:
        return None
    brought = steps[-1]
    for step in reversed(steps):
        if step.state != brought.state:
            break
        brought = step
    return max(steps[0], brought, key=lambda step: step.occurred_at)


def occurred(parsed: Parsed, lifecycles: Lifecycles, store: EventStore, now: datetime) -> datetime | None:
    """When the command is said to have happened, once that has been held against its record. Raises Invalid."""
    ready, said = parsed.received.ready is not None, parsed.occurred_at
    if ready:
        said = parsed.received.occurred_at
    steps = _steps_for(parsed, said, lifecycles, store)
    if ready:
        return as_of_its_cause(said, steps, now)
    not_before(said, steps)
    not_before(said, _steps_around(parsed, said, lifecycles, store))
    return said


def _steps_for(parsed: Parsed, said: datetime | None, lifecycles: Lifecycles, store: EventStore) -> Sequence[Step]:
    """Those that may bind this command; none are looked for where its record has none recorded after what is said.

    Only its own events change a record's state: what others do beside it in its stream binds nothing.
    """
    received, folded = parsed.received, parsed.addressed.folded
    lifecycle, record_id = received.lifecycle, received.record_id
    if received.creates:
        if received.parent_id is None:
            return ()
        lifecycle, record_id = lifecycles.owner(lifecycle), received.parent_id
    mark = folded.marks.of((lifecycle.collection, record_id))
    if said is None or mark is None or stamp(said) >= (mark.created_at if received.creates else mark.updated_at):
        return ()
    steps = steps_of(lifecycles, lifecycle, record_id, store.stream(received.stream))
    return steps[:1] if received.creates else steps


def _steps_around(parsed: Parsed, said: datetime | None, lifecycles: Lifecycles, store: EventStore) -> Sequence[Step]:
    """The step that brought the record in which this one is nested to where the command is possible, if it is there."""
    received, folded = parsed.received, parsed.addressed.folded
    states, around = received.rows[0].within, received.parent_id
    if said is None or not states or around is None:
        return ()
    owner = lifecycles.owner(received.lifecycle)
    mark = folded.marks.of((owner.collection, around))
    if mark is None or stamp(said) >= mark.updated_at:
        return ()
    steps = steps_of(lifecycles, owner, around, store.stream(received.stream))
    return [*takewhile(lambda step: step.state in states, reversed(steps))][-1:]


def must_fit_beside(decision: Decision, lifecycles: Lifecycles, store: EventStore) -> None:
    """What a command does to other records besides its own is held against their steps as well. Raises Invalid."""
    said, received = decision.occurred_at, decision.received
    if said is None or received.ready is not None:
        return
    for event in decision.events:
        stream = lifecycles.stream_of(event)
        if stream != received.stream:
            lifecycle = lifecycles.of_event(event)
            not_before(said, steps_of(lifecycles, lifecycle, record_id_of(lifecycle, event), store.stream(stream)))


def not_before(occurred_at: datetime | None, steps: Sequence[Step]) -> None:
    """What people say. Raises Invalid, naming the step and when it happened."""
    step = binding(steps)
    if occurred_at is None or step is None or stamp(occurred_at) >= step.occurred_at:
        return
    raise Invalid(
        "发生时间早于它所依据的步骤 It is said to have happened before what made it possible",
        errors={
            "occurred_at": [
                f"不能早于 {step.event}（{step.occurred_at}）must not be before {step.event}, which happened at {step.occurred_at}"
            ]
        },
    )


def as_of_its_cause(cause: datetime | None, steps: Sequence[Step], now: datetime) -> datetime | None:
    """What the system does: its cause may lie before the record's own steps, or be ahead by another machine's clock."""
    step = binding(steps)
    if cause is None:
        return None
    return min(cause if step is None else max(cause, moment(step.occurred_at)), now)
