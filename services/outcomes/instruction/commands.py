"""What can be asked of an instruction."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.outcomes.instruction.events import Collection, Secrecy
from services.outcomes.outcome.commands import WantedTask

Date: TypeAlias = date


@dataclass(frozen=True, slots=True)
class On:
    """The record that an instruction was written on."""

    collection: Collection
    id: str


@dataclass(frozen=True, slots=True)
class RecordInstruction:
    instruction_id: str
    written_on: On
    office: str
    date: Date
    secrecy: Secrecy
    leader: str | None = None
    leader_name: str | None = None
    text: str | None = None
    document_number: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MakeTask:
    instruction_id: str
    wanted: WantedTask


@dataclass(frozen=True, slots=True)
class FinishInstruction:
    instruction_id: str
    text: str


@dataclass(frozen=True, slots=True)
class WithdrawInstruction:
    instruction_id: str
    reason: str


InstructionCommand: TypeAlias = RecordInstruction | MakeTask | FinishInstruction | WithdrawInstruction
