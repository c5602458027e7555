"""Who may do what with a membership of a body, from which state."""

from typing import Any

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.members.membership import commands as asked
from services.members.membership import domain, schemas
from services.members.membership import events as happened
from services.members.membership.circumstances import facts, place, place_of_new
from services.members.membership.events import MembershipEvent
from services.members.membership.projections import row
from services.members.membership.state import LABELS, State, due, evolve
from services.members.rules import MembersRuleBroken


def what_is_lacking(events: list[Any], command: Any) -> dict[str, Any]:
    """The categories of which the body has too few once this is done: a warning, and no refusal."""
    lacking = [one for event in events for one in event.lacking]
    return {"lacking": [{"category": one.category, "least": one.least, "number": one.number} for one in lacking]}


NOT_ENDED = (State.UPCOMING, State.ACTIVE)

# fmt: off
TABLE = (
    Row("create", asked.CreateMembership, domain.create_membership, schemas.Create, ("ADM", "OFF"),
        extras=what_is_lacking),
    Row("start", asked.StartMembership, Records(happened.MembershipStarted), NOTHING, ("SYS",), (State.UPCOMING,)),
    Row("amend", asked.AmendMembership, domain.amend_membership, schemas.Amend, ("ADM", "OFF"), NOT_ENDED,
        extras=what_is_lacking),
    Row("end", asked.EndMembership, domain.end_membership, REASON, ("ADM", "OFF"), NOT_ENDED,
        extras=what_is_lacking, leads_on=False),
    Row("end_with_body", asked.EndMembershipWithBody, domain.end_with_body, NOTHING, ("SYS",), NOT_ENDED),
    Row("vacate", asked.VacateSeat, domain.vacate_seat, NOTHING, ("SYS",), NOT_ENDED),
    Row("expire", asked.ExpireMembership, Records(happened.MembershipExpired), NOTHING, ("SYS",), (State.ACTIVE,)),
)
# fmt: on

MEMBERSHIP = Lifecycle(
    name="membership",
    collection="memberships",
    label="任职席位",
    id_field="membership_id",
    events=events_of(MembershipEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
    due=due,
)
