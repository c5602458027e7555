"""Who may do what with a case."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from infra.kernel.lookups.following import followed
from services.outcomes.case import commands as asked
from services.outcomes.case import domain, schemas
from services.outcomes.case import events as happened
from services.outcomes.case.circumstances import facts, place, place_of_new
from services.outcomes.case.events import CaseEvent
from services.outcomes.case.projections import KEPT_INSIDE, row
from services.outcomes.case.state import LABELS, State, evolve
from services.outcomes.rules import OutcomesRuleBroken
from services.outcomes.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("draft", asked.DraftCase, domain.draft_case, schemas.Draft, ("OFF", "STN", "CHAIR", "LIA")),
    Row("revise", asked.ReviseCase, domain.revise_case, schemas.Revise, ("OFF", "STN", "CHAIR", "LIA"), (State.DRAFTED,)),
    Row("submit", asked.SubmitCase, Records(happened.CaseSubmitted), NOTHING, ("OFF", "STN", "CHAIR", "LIA"), (State.DRAFTED,)),
    Row("return_for_revision", asked.ReturnCase, Records(happened.CaseReturned), REASON, ("OFF",), (State.SUBMITTED,)),
    Row("publish", asked.PublishCase, Records(happened.CasePublished), NOTHING, ("OFF",), (State.SUBMITTED,)),
    Row("mark_not_used", asked.MarkCaseNotUsed, Records(happened.CaseNotUsed), REASON, ("OFF",), (State.SUBMITTED,)),
    Row("withdraw", asked.WithdrawCase, Records(happened.CaseWithdrawn), REASON, ("OFF", "STN", "CHAIR", "LIA"),
        (State.DRAFTED, State.SUBMITTED)),
    Row("withdraw", asked.WithdrawCase, Records(happened.CaseWithdrawn), REASON, ("OFF",), (State.PUBLISHED,)),
)
# fmt: on

CASE = followed(
    Lifecycle(
        name="case",
        collection="cases",
        label="案例",
        id_field="case_id",
        events=events_of(CaseEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=OutcomesRuleBroken,
        kept_inside=KEPT_INSIDE,
    ),
    names={"organisation": "drafted.organisation"},
    open_in=(State.DRAFTED, State.SUBMITTED),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
