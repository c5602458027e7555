"""What can be read of an instruction: where it stands, and by the departments that its tasks were given to."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.contract.named_file import NamedFile
from services.outcomes.instruction.commands import On
from services.outcomes.instruction.events import Date
from services.outcomes.instruction.state import Instruction


@dataclass(frozen=True, slots=True)
class InstructionShown:
    written_on: On
    topic: str | None
    organisation: str
    leader: str | None
    leader_name: str | None
    office: str
    date: Date
    secrecy: str
    text: str | None
    document_number: str | None
    files: tuple[str, ...]
    tasks: tuple[str, ...]
    result: str | None
    reason: str | None


def row(instruction: Instruction, instruction_id: str) -> ReadRow:
    told = instruction.recorded
    return ReadRow(
        division=told.division,
        shown=_shown(instruction),
        organisation=told.organisation,
        topic=told.topic_id,
        outcome=told.record if told.collection == "outcomes" else None,
        # The record that it is written on, so that it is found from there.
        named=(told.record, *((told.leader,) if told.leader else ()), *instruction.handled_by),
        audience="place" if told.secrecy == "public" else "inside",
        search=f"{told.text or ''} {told.document_number or ''}".strip(),
        files=tuple(map(NamedFile, told.files)),
    )


def _shown(instruction: Instruction) -> InstructionShown:
    told = instruction.recorded
    return InstructionShown(
        written_on=On(told.collection, told.record),
        topic=told.topic_id,
        organisation=told.organisation,
        leader=told.leader,
        leader_name=told.leader_name,
        office=told.office,
        date=told.date,
        secrecy=told.secrecy,
        text=told.text,
        document_number=told.document_number,
        files=told.files,
        tasks=instruction.tasks,
        result=instruction.result,
        reason=instruction.reason,
    )
