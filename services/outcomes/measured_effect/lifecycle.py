"""The measured effect: who may do what, from which state; row for row as in the table of our own."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.outcomes.measured_effect import commands as asked
from services.outcomes.measured_effect import domain, schemas
from services.outcomes.measured_effect import events as happened
from services.outcomes.measured_effect.circumstances import facts, place, place_of_new
from services.outcomes.measured_effect.events import MeasuredEffectEvent
from services.outcomes.measured_effect.projections import row
from services.outcomes.measured_effect.state import LABELS, State, evolve
from services.outcomes.rules import OutcomesRuleBroken
from services.outcomes.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("measure", asked.MeasureEffect, domain.measure_effect, schemas.Measure, ("CHAIR", "LIA", "REC", "OFF", "DISP", "HND")),
    Row("measure_again", asked.MeasureAgain, domain.measure_again, schemas.MeasureAgain, ("CHAIR", "LIA", "OFF", "DISP"),
        (State.MEASURED,), leads_on=False),
    Row("withdraw", asked.WithdrawEffect, Records(happened.EffectWithdrawn), REASON, ("OFF", "DISP"), (State.MEASURED,)),
)
# fmt: on

MEASURED_EFFECT = followed(
    Lifecycle(
        name="measured_effect",
        collection="measured-effects",
        label="实效",
        id_field="measured_effect_id",
        events=events_of(MeasuredEffectEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=OutcomesRuleBroken,
    ),
    names={"organisation": "measured.organisation"},
    open_in=(State.MEASURED,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
