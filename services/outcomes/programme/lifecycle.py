"""The programme: who may do what, from which state; row for row as in the table of our own."""

from typing import Any

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.outcomes.programme import commands as asked
from services.outcomes.programme import domain, schemas
from services.outcomes.programme import events as happened
from services.outcomes.programme.circumstances import facts, place, place_of_new
from services.outcomes.programme.events import ProgrammeEvent
from services.outcomes.programme.projections import row
from services.outcomes.programme.state import LABELS, State, evolve
from services.outcomes.rules import OutcomesRuleBroken
from services.outcomes.succession_rules import NoLongerNamed, OrganisationHasNotEnded

NOW = (State.RUNNING,)


def successor_made(decided: list[Any], command: asked.SucceedProgramme) -> dict[str, str]:
    return {"programme": command.successor}


# fmt: off
TABLE = (
    Row("create", asked.CreateProgramme, domain.create_programme, schemas.Create, ("OFF",)),
    Row("amend", asked.AmendProgramme, domain.amend_programme, schemas.Amend, ("OFF",), NOW),
    # 领导小组 牵头单位 目标县 五项助推 十件实事 who, where, what
    Row("set_group", asked.SetProgrammeGroup, domain.set_group, schemas.SetGroup, ("OFF",), NOW),
    Row("set_units", asked.SetProgrammeUnits, domain.set_units, schemas.SetUnits, ("OFF",), NOW),
    Row("set_targets", asked.SetProgrammeTargets, domain.set_targets, schemas.SetTargets, ("OFF",), NOW),
    Row("set_dimensions", asked.SetProgrammeDimensions, domain.set_dimensions, schemas.SetDimensions, ("OFF",), NOW),
    Row("set_indicators", asked.SetProgrammeIndicators, domain.set_indicators, schemas.SetIndicators, ("OFF",), NOW),
    Row("list_higher", asked.ListProgrammeHigher, domain.list_higher, schemas.ListHigher, ("OFF",), NOW),
    # 季度填报 values by quarter
    Row("open_quarter", asked.OpenProgrammeQuarter, domain.open_quarter, schemas.OfQuarter, ("OFF",), NOW),
    Row("submit_values", asked.SubmitProgrammeValues, domain.submit_values, schemas.SubmitValues, ("OFF", "HND"), NOW),
    Row("verify_values", asked.VerifyProgrammeValues, domain.verify_values, schemas.OfQuarter, ("OFF",), NOW),
    # 变更 结束 the end
    Row("succeed", asked.SucceedProgramme, domain.succeed_programme, schemas.Succeed, ("OFF",), NOW, extras=successor_made),
    Row("end", asked.EndProgramme, Records(happened.ProgrammeEnded), REASON, ("OFF",), NOW),
)
# fmt: on

PROGRAMME = followed(
    Lifecycle(
        name="programme",
        collection="programmes",
        label="行动",
        id_field="programme_id",
        events=events_of(ProgrammeEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=OutcomesRuleBroken,
        names_its_lead=True,
    ),
    names={
        "organisation": "organisation",
        "units": "units",
        "dimensions": "dimensions.lead",
        "indicators": "indicators.lead",
    },
    open_in=NOW,
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
    found_by="state",
)
