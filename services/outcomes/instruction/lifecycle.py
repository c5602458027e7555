"""The instruction: who may do what, from which state; row for row as in the table of our own."""

from typing import Any

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.outcomes.instruction import commands as asked
from services.outcomes.instruction import domain, schemas
from services.outcomes.instruction.circumstances import facts, place, place_of_new
from services.outcomes.instruction.events import InstructionEvent
from services.outcomes.instruction.projections import row
from services.outcomes.instruction.state import LABELS, State, evolve
from services.outcomes.rules import OutcomesRuleBroken
from services.outcomes.succession_rules import NoLongerNamed, OrganisationHasNotEnded


def task_made(decided: list[Any], command: asked.MakeTask) -> dict[str, str]:
    return {"task": command.wanted.task_id}


# fmt: off
TABLE = (
    Row("enter", asked.RecordInstruction, domain.record_instruction, schemas.Enter, ("OFF", "PARTY", "GOV", "DISP")),
    Row("make_task", asked.MakeTask, domain.make_task, schemas.MakeTask, ("DISP", "OFF"), (State.RECORDED,), extras=task_made),
    Row("finish", asked.FinishInstruction, domain.finish_instruction, schemas.Finish, ("OFF", "DISP"), (State.RECORDED,)),
    Row("withdraw", asked.WithdrawInstruction, domain.withdraw_instruction, REASON, ("OFF", "PARTY"), (State.RECORDED,)),
)
# fmt: on

INSTRUCTION = followed(
    Lifecycle(
        name="instruction",
        collection="instructions",
        label="批示",
        id_field="instruction_id",
        events=events_of(InstructionEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=OutcomesRuleBroken,
    ),
    names={"organisation": "recorded.organisation"},
    open_in=(State.RECORDED,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
    checked=domain.check_reason_of_handing_over,
)
