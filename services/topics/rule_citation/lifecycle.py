"""Who may do what with the citation of a rule text: a record beside the one that ran under it."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.topics.rule_citation import commands as asked
from services.topics.rule_citation import domain, schemas
from services.topics.rule_citation import events as happened
from services.topics.rule_citation.circumstances import facts, place, place_of_new
from services.topics.rule_citation.events import RuleCitationEvent
from services.topics.rule_citation.projections import row
from services.topics.rule_citation.state import LABELS, State, evolve
from services.topics.rules import TopicsRuleBroken
from services.topics.succession_rules import NoLongerItsHolder, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("cite", asked.CiteRule, domain.cite_rule, schemas.Cite, ("OFF", "CHAIR", "LIA")),
    Row("withdraw", asked.WithdrawRuleCitation, Records(happened.RuleCitationWithdrawn), REASON, ("OFF", "CHAIR", "LIA"), (State.CITED,)),
)
# fmt: on

RULE_CITATION = followed(
    Lifecycle(
        name="rule_citation",
        collection="rule-citations",
        label="制度依据",
        id_field="rule_citation_id",
        events=events_of(RuleCitationEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=TopicsRuleBroken,
    ),
    names={"organisation": "cited.organisation"},
    open_in=(State.CITED,),
    refusals=Refusals(NoLongerItsHolder, OrganisationHasNotEnded),
)
