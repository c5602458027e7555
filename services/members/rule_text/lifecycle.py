"""Who may do what with a rule text. The library waits for nobody."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import REASON
from services.members.rule_text import commands as asked
from services.members.rule_text import domain, schemas
from services.members.rule_text.circumstances import facts, place, place_of_new
from services.members.rule_text.events import RuleTextEvent
from services.members.rule_text.projections import row
from services.members.rule_text.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("issue", asked.IssueRuleText, domain.issue_rule_text, schemas.Issue, ("ADM", "OFF")),
    Row("revise", asked.ReviseRuleText, domain.revise_rule_text, schemas.Revise, ("ADM", "OFF"), (State.IN_FORCE,)),
    Row("repeal", asked.RepealRuleText, domain.repeal_rule_text, REASON, ("ADM", "OFF"), (State.IN_FORCE,), leads_on=False),
)
# fmt: on

RULE_TEXT = Lifecycle(
    name="rule_text",
    collection="rule-texts",
    label="制度文件（实施意见、工作手册、工作规则、管理办法）",
    id_field="rule_text_id",
    events=events_of(RuleTextEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
