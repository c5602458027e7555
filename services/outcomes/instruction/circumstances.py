"""The circumstances of a command: where the record stands that an instruction is on, what else matters."""

from dataclasses import dataclass, replace

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.lookups.named import files_named, person_named
from services.outcomes.copies import KnownTopic
from services.outcomes.document_copies import KnownDocument
from services.outcomes.instruction import commands
from services.outcomes.instruction.domain import Attached, Facts
from services.outcomes.instruction.state import Instruction
from services.outcomes.outcome.circumstances import check_handlers, outcome_named, terms


@dataclass(frozen=True)
class ProgrammeStanding:
    """A programme, as its row has it."""

    division: str
    organisation: str


@dataclass(frozen=True)
class TaskOfInstruction:
    """A task, as its row has it."""

    id: str
    state: str


def place(instruction: Instruction, instruction_id: str) -> Place:
    return Place(division=instruction.recorded.division, council=instruction.recorded.organisation)


def place_of_new(lookups: Lookups, instruction: None, command: commands.RecordInstruction) -> Place:
    found = attached(lookups, command.written_on)
    return Place(division=found.division, council=found.organisation)


def attached(lookups: Lookups, on: commands.On) -> Attached:
    """Raises NewsMissing when there is no such record, or no news of it has come."""
    match on.collection:
        case "outcomes":
            outcome = outcome_named(lookups, "written_on", on.id)
            return Attached(outcome.division, outcome.organisation, outcome.topic)
        case "programmes":
            programme = lookups.one(ProgrammeStanding, "programmes", on.id)
            if programme is None:
                raise NewsMissing(f"programme {on.id}", names="written_on")
            return Attached(programme.division, programme.organisation, None)
        case "topics":
            topic = lookups.copy(KnownTopic, "topic", on.id)
            if topic is None:
                raise NewsMissing(f"topic {on.id}", names="written_on")
            return Attached(topic.division, topic.organisation, on.id)
        case _:
            document = lookups.copy(KnownDocument, "document", on.id)
            if document is None or document.collection != on.collection:
                raise NewsMissing(f"{on.collection} {on.id}", names="written_on")
            return Attached(document.division, document.organisation, document.topic)


def facts(lookups: Lookups, instruction: Instruction | None, command: commands.InstructionCommand) -> Facts:
    known = Facts(lookups.now, day_in_china(lookups.recorded_at))
    match command:
        case commands.RecordInstruction():
            files_named(lookups, command.files)
            if command.leader is not None:
                person_named(lookups, "leader", command.leader)
            return replace(known, attached=attached(lookups, command.written_on))
        case commands.MakeTask():
            assert instruction is not None
            check_handlers(lookups, command.wanted, instruction.recorded.division)
            return replace(known, terms=terms(lookups))
        case commands.FinishInstruction() if instruction is not None:
            seen = (lookups.pinned(TaskOfInstruction, "tasks", one, unread=True) for one in instruction.tasks)
            return replace(known, tasks=tuple(one.state for one in seen if one))
        case _:
            return known
