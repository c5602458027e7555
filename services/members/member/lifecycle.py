"""Who may do what with a membership, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from services.members.member import commands as asked
from services.members.member import domain, schemas
from services.members.member import events as happened
from services.members.member.circumstances import facts, place, place_of_new
from services.members.member.events import MemberEvent
from services.members.member.projections import row
from services.members.member.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("create", asked.AdmitMember, domain.admit_member, schemas.Create, ("ADM",)),
    Row("amend", asked.AmendMember, domain.amend_member, schemas.Amend, ("ADM",), (State.ACTIVE,)),
    Row("end", asked.EndMember, Records(happened.MemberEnded), REASON, ("ADM",), (State.ACTIVE,)),
)
# fmt: on

MEMBER = Lifecycle(
    name="member",
    collection="members",
    label="政协委员",
    id_field="member_id",
    events=events_of(MemberEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
