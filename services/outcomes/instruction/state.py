"""An instruction as its events left it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.outcomes.instruction.events import (
    InstructionCarriedOut,
    InstructionEvent,
    InstructionRecorded,
    InstructionTaskMade,
    InstructionWithdrawn,
)


class State(StrEnum):
    RECORDED = "recorded"
    CARRIED_OUT = "carried_out"
    WITHDRAWN = "withdrawn"


LABELS: dict[str, str] = {State.RECORDED: "已登记", State.CARRIED_OUT: "已落实", State.WITHDRAWN: "已撤回"}


@dataclass(frozen=True)
class Instruction:
    """`handled_by` are the departments that its tasks were given to at first."""

    instruction_id: str
    state: State
    recorded: InstructionRecorded
    tasks: tuple[str, ...] = ()
    handled_by: tuple[str, ...] = ()
    result: str | None = None
    reason: str | None = None


def evolve(instruction: Instruction | None, event: InstructionEvent) -> Instruction:
    if isinstance(event, InstructionRecorded):
        return Instruction(event.instruction_id, State.RECORDED, event)
    assert instruction is not None
    match event:
        case InstructionTaskMade(task=task):
            handled_by = tuple(dict.fromkeys((*instruction.handled_by, *event.handled_by)))
            return replace(instruction, tasks=(*instruction.tasks, task), handled_by=handled_by)
        case InstructionCarriedOut(text=text):
            return replace(instruction, state=State.CARRIED_OUT, result=text)
        case InstructionWithdrawn(reason=reason):
            return replace(instruction, state=State.WITHDRAWN, reason=reason)
        case _:
            assert_never(event)
