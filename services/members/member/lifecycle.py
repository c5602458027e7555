"""Who may do what with a membership, from which state."""

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.members.member import commands as asked
from services.members.member import domain, schemas
from services.members.member import events as happened
from services.members.member.circumstances import facts, place, place_of_new
from services.members.member.events import MemberEvent
from services.members.member.projections import row
from services.members.member.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken


def without_a_term_on_record(told: Fields) -> Fields:
    """In version 1 a text alone said which term."""
    return {**told, "term_id": None}


ADMITTED = EventType(happened.MemberAdmitted, version=2, upcasters=((1, without_a_term_on_record),))
AMENDED = EventType(happened.MemberAmended, version=2, upcasters=((1, without_a_term_on_record),))

# fmt: off
TABLE = (
    Row("create", asked.AdmitMember, domain.admit_member, schemas.Create, ("ADM",)),
    Row("amend", asked.AmendMember, domain.amend_member, schemas.Amend, ("ADM",), (State.ACTIVE,)),
    Row("carry_on", asked.CarryMemberOn, Records(happened.MemberCarriedOn), NOTHING, ("SYS",), (State.ACTIVE,)),
    Row("end", asked.EndMember, Records(happened.MemberEnded), REASON, ("ADM",), (State.ACTIVE,)),
)
# fmt: on

MEMBER = Lifecycle(
    name="member",
    collection="members",
    label="政协委员",
    id_field="member_id",
    events=events_of(MemberEvent, ADMITTED, AMENDED),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
