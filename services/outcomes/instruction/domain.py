"""What is allowed with an instruction, and what follows."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from services.outcomes import instruction_rules as rules
from services.outcomes.instruction.commands import FinishInstruction, MakeTask, RecordInstruction, WithdrawInstruction
from services.outcomes.instruction.events import (
    InstructionCarriedOut,
    InstructionEvent,
    InstructionRecorded,
    InstructionTaskMade,
    InstructionWithdrawn,
)
from services.outcomes.instruction.state import Instruction
from services.outcomes.outcome.domain import TaskTerms, planned
from services.outcomes.task.events import TaskAssigned, TaskEvent

MAY_BE_KEPT = ("public", "internal")
"""Of anything above, nothing of the matter itself may be entered into a system like this one: in no text of any command."""
DOCUMENT_NUMBER = re.compile(r"\w{1,20}[〔\[（(]\d{4}[〕\]）)]\w{0,4}\d{1,6}号")
HANDED_OVER_FOR = ("机构撤销", "机构合并", "职能划转")
WITHDRAWN_FOR = ("登记有误", "重复登记", "原件收回")

ENDS = ("done", "cancelled")


@dataclass(frozen=True, slots=True)
class Attached:
    """Where the record stands that an instruction is written on."""

    division: str
    organisation: str
    topic: str | None


@dataclass(frozen=True)
class Facts:
    """`attached` is known to recording, `terms` to making a task, `tasks` (the states of its own) to finishing."""

    now: datetime
    today: date
    attached: Attached | None = None
    terms: TaskTerms | None = None
    tasks: tuple[str, ...] = ()


def record_instruction(nothing: None, command: RecordInstruction, facts: Facts) -> list[InstructionEvent]:
    assert facts.attached is not None
    if (command.leader is None) == (not _says(command.leader_name)):
        raise rules.LeaderIsAPersonOrAName
    _check_words(command)
    if command.date > facts.today:
        raise rules.InstructionMustHaveBeenGiven(command.date.isoformat())
    return [
        InstructionRecorded(
            instruction_id=command.instruction_id,
            collection=command.written_on.collection,
            record=command.written_on.id,
            topic_id=facts.attached.topic,
            division=facts.attached.division,
            organisation=facts.attached.organisation,
            leader=command.leader,
            leader_name=command.leader_name,
            office=command.office,
            date=command.date,
            secrecy=command.secrecy,
            text=command.text,
            document_number=command.document_number,
            files=command.files,
        )
    ]


def _check_words(command: RecordInstruction) -> None:
    if command.secrecy in MAY_BE_KEPT:
        if not _says(command.text):
            raise rules.InstructionSaysSomething
        return
    if command.text is not None or command.files:
        raise rules.ClassifiedWordsAreNotKeptHere
    if not _is_a_number(command.document_number):
        raise rules.ClassifiedNeedsItsNumber


def _is_a_number(text: str | None) -> bool:
    return DOCUMENT_NUMBER.fullmatch((text or "").strip()) is not None


def _is_classified(instruction: Instruction) -> bool:
    return instruction.recorded.secrecy not in MAY_BE_KEPT


def _says(text: str | None) -> bool:
    return bool((text or "").strip())


def make_task(instruction: Instruction, command: MakeTask, facts: Facts) -> list[InstructionEvent | TaskEvent]:
    """The task is the instruction's, where that stands: no outcome waits for it.

    Only one of a public instruction is of its topic: whoever submitted to that sees it on his tracking page.
    """
    if _is_classified(instruction):
        raise rules.ClassifiedIsHandledOnPaper
    assert facts.terms is not None
    task, recorded, terms = planned(command.wanted, facts.terms), instruction.recorded, facts.terms
    assigned = TaskAssigned(
        task_id=task.task_id,
        outcome_id=None,
        topic_id=recorded.topic_id if recorded.secrecy == "public" else None,
        title=task.title,
        lead=task.lead,
        co_handlers=task.co_handlers,
        due=task.due,
        policy=task.policy,
        measure=task.measure,
        beneficiaries=task.beneficiaries,
        funds_yuan=task.funds_yuan,
        division=recorded.division,
        organisation=recorded.organisation,
        return_until=terms.return_until,
        return_policy=terms.return_policy,
        return_provisional=terms.return_provisional,
        assigned_at=facts.now,
        instruction=instruction.instruction_id,
    )
    made = InstructionTaskMade(instruction.instruction_id, task.task_id, (task.lead, *task.co_handlers))
    return [made, assigned]


def finish_instruction(instruction: Instruction, command: FinishInstruction, facts: Facts) -> list[InstructionEvent]:
    if any(state not in ENDS for state in facts.tasks):
        raise rules.ItsTasksStillRun
    if _is_classified(instruction) and not _is_a_number(command.text):
        raise rules.ClassifiedIsReportedByNumber
    return [InstructionCarriedOut(instruction.instruction_id, command.text)]


def check_reason_of_handing_over(instruction: Instruction, reason: str) -> None:
    if _is_classified(instruction) and reason not in HANDED_OVER_FOR:
        raise rules.ClassifiedIsHandedOverInSetWords


def withdraw_instruction(
    instruction: Instruction, command: WithdrawInstruction, facts: Facts
) -> list[InstructionEvent]:
    if _is_classified(instruction) and command.reason not in WITHDRAWN_FOR:
        raise rules.ClassifiedIsWithdrawnInSetWords
    return [InstructionWithdrawn(instruction.instruction_id, command.reason)]
