"""Who may do what with a brief, from which state.

What a recipient did is recorded by the office that sent it, from the paper or the call that told it: an office further up
is not the office of the record, and a Party committee or a government has no CPPCC office at all.
"""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.topics.brief import commands as asked
from services.topics.brief import domain, schemas, succession
from services.topics.brief import events as happened
from services.topics.brief import succession_commands as succeeding
from services.topics.brief.circumstances import facts, place, place_of_new
from services.topics.brief.events import BriefEvent
from services.topics.brief.projections import row
from services.topics.brief.state import LABELS, State, evolve
from services.topics.rules import TopicsRuleBroken


def proposal_made(decided: list[object], command: asked.ConvertBrief) -> dict[str, str]:
    return {"proposal": command.proposal}


OPEN = (
    State.DRAFTED,
    State.RETURNED,
    State.REVIEWED,
    State.ISSUED,
    State.SENT,
    State.NOTED,
    State.ADOPTED,
    State.INSTRUCTED,
    State.NOT_USED,
)

# fmt: off
TABLE = (
    # 编写 审核 drafting and review
    Row("draft", asked.DraftBrief, domain.draft_brief, schemas.Draft, ("OFF", "STN", "MEM", "LIA", "SYS")),
    Row("revise", asked.ReviseBrief, domain.revise_brief, schemas.Revise, ("OFF", "STN", "MEM", "LIA"), (State.DRAFTED, State.RETURNED)),
    Row("review", asked.ReviewBrief, Records(happened.BriefReviewed), schemas.Review, ("OFF",), (State.DRAFTED,)),
    Row("return_for_revision", asked.ReturnBrief, Records(happened.BriefReturned), REASON, ("OFF",), (State.DRAFTED, State.REVIEWED)),
    Row("resubmit", asked.ResubmitBrief, Records(happened.BriefResubmitted), NOTHING, ("OFF", "STN", "MEM", "LIA"), (State.RETURNED,)),
    # 签发 报送 issue and sending
    Row("issue", asked.IssueBrief, Records(happened.BriefIssued), schemas.Issue, ("OFF",), (State.REVIEWED,)),
    Row("send", asked.SendBrief, domain.send_brief, schemas.To, ("OFF",), (State.ISSUED, State.SENT, State.NOT_USED)),
    Row("send", asked.SendBrief, domain.send_brief, schemas.To, ("OFF",), (State.NOTED, State.ADOPTED, State.INSTRUCTED)),
    # 阅知 关注 采用 批示 what became of it
    Row("mark_read", asked.MarkRead, domain.mark_read, schemas.To, ("OFF",),
        (State.SENT, State.NOTED, State.ADOPTED, State.INSTRUCTED)),
    Row("note", asked.NoteBrief, domain.note_brief, schemas.Note, ("OFF",), (State.SENT, State.NOT_USED)),
    Row("note", asked.NoteBrief, domain.note_brief, schemas.Note, ("OFF",), (State.NOTED, State.ADOPTED, State.INSTRUCTED)),
    Row("adopt", asked.AdoptBrief, domain.adopt_brief, schemas.Adopt, ("OFF",), (State.SENT, State.NOTED, State.NOT_USED)),
    Row("adopt", asked.AdoptBrief, domain.adopt_brief, schemas.Adopt, ("OFF",), (State.ADOPTED, State.INSTRUCTED)),
    Row("instruct", asked.InstructOnBrief, domain.instruct_on_brief, schemas.Instruct, ("OFF",),
        (State.SENT, State.NOTED, State.ADOPTED, State.INSTRUCTED, State.NOT_USED)),
    Row("mark_not_used", asked.MarkNotUsed, domain.mark_not_used, schemas.MarkNotUsed, ("OFF",), (State.SENT,)),
    Row("mark_not_used", asked.MarkNotUsed, domain.mark_not_used, schemas.MarkNotUsed, ("OFF",),
        (State.NOTED, State.ADOPTED, State.INSTRUCTED)),
    # 转提案 撤回 the end
    Row("convert", asked.ConvertBrief, domain.convert_brief, schemas.Convert, ("OFF",),
        (State.SENT, State.NOTED, State.ADOPTED, State.INSTRUCTED, State.NOT_USED), extras=proposal_made),
    Row("withdraw", asked.WithdrawBrief, Records(happened.BriefWithdrawn), REASON, ("OFF", "STN", "MEM", "LIA"),
        (State.DRAFTED, State.RETURNED, State.REVIEWED)),
    # 承接 移交 its organisation has ended
    Row("take_over", succeeding.TakeOverBrief, succession.take_over_brief, NOTHING, ("SYS",), OPEN),
    Row("note_left_alone", succeeding.NoteBriefLeftAlone, succession.note_brief_left_alone, NOTHING, ("SYS",), OPEN),
    Row("hand_over", succeeding.HandOverBrief, succession.hand_over_brief, schemas.HandOver, ("OFF",), OPEN),
)
# fmt: on

BRIEF = Lifecycle(
    name="brief",
    collection="briefs",
    label="社情民意信息",
    id_field="brief_id",
    events=events_of(BriefEvent),
    evolve=evolve,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=TopicsRuleBroken,
    state_labels=LABELS,
)
