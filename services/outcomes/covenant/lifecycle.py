"""The covenant: who may do what, from which state; row for row as in the table of our own."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.outcomes.covenant import commands as asked
from services.outcomes.covenant import domain, schemas
from services.outcomes.covenant import events as happened
from services.outcomes.covenant.circumstances import facts, place, place_of_new
from services.outcomes.covenant.events import CovenantEvent
from services.outcomes.covenant.projections import row
from services.outcomes.covenant.state import LABELS, State, evolve
from services.outcomes.rules import OutcomesRuleBroken
from services.outcomes.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("draft", asked.DraftCovenant, domain.draft_covenant, schemas.Draft, ("CHAIR", "LIA", "OFF")),
    Row("revise", asked.ReviseCovenant, domain.revise_covenant, schemas.Revise, ("CHAIR", "LIA", "OFF"), (State.DRAFTED,)),
    Row("adopt", asked.AdoptCovenant, domain.adopt_covenant, schemas.Adopt, ("CHAIR", "LIA"), (State.DRAFTED,)),
    Row("amend", asked.AmendCovenant, domain.amend_covenant, schemas.Amend, ("CHAIR", "LIA"), (State.IN_FORCE,)),
    Row("repeal", asked.RepealCovenant, Records(happened.CovenantRepealed), REASON, ("CHAIR",), (State.IN_FORCE,), leads_on=False),
    Row("drop", asked.DropCovenant, Records(happened.CovenantDropped), REASON, ("CHAIR", "OFF"), (State.DRAFTED,)),
)
# fmt: on

COVENANT = followed(
    Lifecycle(
        name="covenant",
        collection="covenants",
        label="村规民约",
        id_field="covenant_id",
        events=events_of(CovenantEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=OutcomesRuleBroken,
    ),
    names={"organisation": "drafted.organisation"},
    open_in=(State.DRAFTED, State.IN_FORCE),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
