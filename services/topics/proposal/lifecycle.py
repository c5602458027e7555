"""Who may do what with a proposal, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.topics.proposal import commands as asked
from services.topics.proposal import domain, schemas, succession
from services.topics.proposal import events as happened
from services.topics.proposal import succession_commands as succeeding
from services.topics.proposal.circumstances import facts, place, place_of_new
from services.topics.proposal.events import ProposalEvent
from services.topics.proposal.projections import row
from services.topics.proposal.state import LABELS, TAKES_OTHERS_IN, State, evolve
from services.topics.rules import TopicsRuleBroken

OPEN = (State.DRAFTED, State.SUBMITTED, State.FILED, State.ASSIGNED, State.REPLIED, State.RATED)

# fmt: off
TABLE = (
    # 撰写 提交 drafting
    Row("draft", asked.DraftProposal, domain.draft_proposal, schemas.Draft, ("MEM", "OFF", "SYS")),
    Row("revise", asked.ReviseProposal, domain.revise_proposal, schemas.Revise, ("MEM", "OFF"), (State.DRAFTED,)),
    Row("submit", asked.SubmitProposal, Records(happened.ProposalSubmitted), NOTHING, ("MEM", "OFF"), (State.DRAFTED,)),
    Row("withdraw", asked.WithdrawProposal, Records(happened.ProposalWithdrawn), REASON, ("MEM", "OFF"),
        (State.DRAFTED, State.SUBMITTED)),
    # 立案 并案 filing
    Row("file", asked.FileProposal, Records(happened.ProposalFiled), schemas.Filing, ("OFF",), (State.SUBMITTED,)),
    Row("decline_filing", asked.DeclineFiling, Records(happened.ProposalNotFiled), REASON, ("OFF",), (State.SUBMITTED,)),
    Row("merge", asked.MergeProposal, domain.merge_proposal, schemas.Merge, ("OFF",), (State.SUBMITTED, State.FILED)),
    Row("take_in", asked.TakeInProposal, Records(happened.ProposalTakenIn), NOTHING, ("SYS",), TAKES_OTHERS_IN),
    # 交办 答复 handling
    Row("assign", asked.AssignProposal, domain.assign_proposal, schemas.Assign, ("DISP", "OFF"), (State.FILED,)),
    Row("assign", asked.AssignProposal, domain.assign_again, schemas.Assign, ("DISP", "OFF"), (State.ASSIGNED,), leads_on=False),
    Row("reply", asked.ReplyToProposal, Records(happened.ProposalReplied), schemas.Reply, ("HND",), (State.ASSIGNED,)),
    Row("send_back_reply", asked.SendBackReply, Records(happened.ProposalReplySentBack), REASON, ("DISP", "OFF"),
        (State.REPLIED, State.RATED)),
    # 评价 办结 the end
    Row("rate", asked.RateProposal, domain.rate_proposal, schemas.Rate, ("MEM",), (State.REPLIED,)),
    Row("close", asked.CloseProposal, Records(happened.ProposalClosed), NOTHING, ("OFF",), (State.REPLIED, State.RATED)),
    # 承接 移交 its organisation has ended
    Row("take_over", succeeding.TakeOverProposal, succession.take_over_proposal, NOTHING, ("SYS",), OPEN),
    Row("note_left_alone", succeeding.NoteProposalLeftAlone, succession.note_proposal_left_alone, NOTHING, ("SYS",), OPEN),
    Row("hand_over", succeeding.HandOverProposal, succession.hand_over_proposal, schemas.HandOver, ("OFF",), OPEN),
)
# fmt: on

PROPOSAL = Lifecycle(
    name="proposal",
    collection="proposals",
    label="提案",
    id_field="proposal_id",
    events=events_of(ProposalEvent),
    evolve=evolve,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=TopicsRuleBroken,
    state_labels=LABELS,
)
