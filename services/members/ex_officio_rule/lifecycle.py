"""Who may do what with an ex-officio rule. It grants offices, so it is the security administrator's to make."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.members.ex_officio_rule import commands as asked
from services.members.ex_officio_rule import domain, schemas
from services.members.ex_officio_rule.circumstances import facts, place, place_of_new
from services.members.ex_officio_rule.events import ExOfficioEvent
from services.members.ex_officio_rule.projections import row
from services.members.ex_officio_rule.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("create", asked.CreateExOfficioRule, domain.create_rule, schemas.Create, ("SEC",)),
    Row("follow", asked.FollowOffices, domain.follow_offices, NOTHING, ("SYS",), (State.ACTIVE,)),
    Row("end", asked.EndExOfficioRule, domain.end_rule, REASON, ("SEC",), (State.ACTIVE,)),
    Row("end_with_body", asked.EndRuleWithBody, domain.end_rule, NOTHING, ("SYS",), (State.ACTIVE,)),
)
# fmt: on

EX_OFFICIO_RULE = Lifecycle(
    name="ex_officio_rule",
    collection="ex-officio-rules",
    label="兼任规则",
    id_field="ex_officio_rule_id",
    events=events_of(ExOfficioEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
