"""Who may do what with a proposal, from which state."""

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.topics.proposal import commands as asked
from services.topics.proposal import domain, handling, reckoning, reply, schemas, succession
from services.topics.proposal import events as happened
from services.topics.proposal import handling_commands as asked_of
from services.topics.proposal import handling_events as handled
from services.topics.proposal import succession_commands as succeeding
from services.topics.proposal.circumstances import facts, place, place_of_new
from services.topics.proposal.events import ProposalEvent
from services.topics.proposal.projections import row
from services.topics.proposal.state import HANDLED, LABELS, RUNNING, TAKES_OTHERS_IN, State, due, evolve
from services.topics.rules import TopicsRuleBroken

OPEN = (State.DRAFTED, State.SUBMITTED, State.FILED, *HANDLED, State.REPLIED, State.RATED, State.RESOLVED)


def without_its_times(told: Fields) -> Fields:
    """Version 1 did not say when it was assigned, nor until when it may be returned."""
    return {**told, "assigned_at": None, "return_until": None, "return_policy": None, "return_provisional": False}


def without_a_promise(told: Fields) -> Fields:
    """Version 1 of class B promised no day."""
    return {**told, "resolve_by": None}


CHANGED = (
    EventType(happened.ProposalAssigned, 2, ((1, without_its_times),)),
    EventType(happened.ProposalReplied, 2, ((1, without_a_promise),)),
)

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
    # 交办 签收 退办 assignment and return
    Row("assign", asked.AssignProposal, handling.assign_proposal, schemas.Assign, ("DISP", "OFF"), (State.FILED,)),
    Row("assign", asked.AssignProposal, handling.assign_again, schemas.Assign, ("DISP", "OFF"), HANDLED, leads_on=False),
    Row("sign_for", asked_of.SignForProposal, Records(handled.ProposalSigned), NOTHING, ("HND",), (State.ASSIGNED, State.REWORK)),
    Row("request_return", asked_of.RequestProposalReturn, handling.request_return, schemas.RequestReturn, ("HND", "DISP", "OFF"),
        (State.ASSIGNED, State.SIGNED)),
    Row("reassign", asked_of.ReassignProposal, handling.reassign_proposal, schemas.Reassign, ("DISP", "OFF"), (State.RETURN_REQUESTED,)),
    Row("deny_return", asked_of.DenyProposalReturn, Records(handled.ProposalReturnDenied), REASON, ("DISP", "OFF"),
        (State.RETURN_REQUESTED,)),
    # 会办 co-handlers
    Row("ask_co_handlers", asked_of.AskProposalCoHandlers, handling.ask_co_handlers, schemas.AskCoHandlers, ("HND",), (State.SIGNED,)),
    Row("give_opinion", asked_of.GiveProposalOpinion, handling.give_opinion, schemas.GiveOpinion, ("CO",), (State.CO_WAITING,)),
    Row("time_out_co_handlers", asked_of.TimeOutProposalCoHandlers, handling.time_out_co_handlers, NOTHING, ("SYS",),
        (State.CO_WAITING,)),
    # 暂停 延期 pause and extension
    Row("pause", asked_of.PauseProposal, handling.pause_proposal, schemas.Pause, ("DISP", "OFF"), (State.SIGNED,)),
    Row("resume", asked_of.ResumeProposal, handling.resume_proposal, NOTHING, ("DISP", "OFF", "SYS"), (State.PAUSED,)),
    Row("request_extension", asked_of.RequestProposalExtension, handling.request_extension, schemas.RequestExtension,
        ("HND", "DISP", "OFF"), (State.ASSIGNED, State.SIGNED)),
    Row("grant_extension", asked_of.GrantProposalExtension, handling.grant_extension, schemas.GrantExtension, ("DISP", "OFF"),
        (State.EXTENSION_REQUESTED,)),
    Row("deny_extension", asked_of.DenyProposalExtension, Records(handled.ProposalExtensionDenied), REASON, ("DISP", "OFF"),
        (State.EXTENSION_REQUESTED,)),
    # 临期 超期 催办 督办 how late it is
    Row("note_due_soon", asked_of.NoteProposalDueSoon, handling.note_due_soon, NOTHING, ("SYS",), RUNNING),
    Row("note_overdue", asked_of.NoteProposalOverdue, handling.note_overdue, NOTHING, ("SYS",), RUNNING),
    Row("urge", asked_of.UrgeProposal, Records(handled.ProposalUrged), NOTHING, ("DISP", "OFF", "SUP", "SYS"), RUNNING),
    Row("supervise", asked_of.SuperviseProposal, Records(handled.ProposalSupervised), schemas.Supervise, ("SUP", "SYS"), RUNNING),
    Row("reckon_again", asked_of.ReckonProposalAgain, reckoning.reckon_proposal_again, NOTHING, ("SYS",), HANDLED),
    # 答复 审核 the reply and its review
    Row("reply", asked.ReplyToProposal, reply.reply_to_proposal, schemas.Reply, ("HND",), (State.ASSIGNED, State.SIGNED, State.REWORK)),
    Row("release_reply", asked.ReleaseReply, reply.release_reply, NOTHING, ("DISP", "OFF"), (State.REPLY_REVIEW,)),
    Row("send_back_reply", asked.SendBackReply, Records(happened.ProposalReplySentBack), REASON, ("DISP", "OFF"),
        (State.REPLY_REVIEW, State.REPLIED, State.RATED)),
    # 评价 重办 跟踪 rating, rework and tracking
    Row("rate", asked.RateProposal, reply.rate_proposal, schemas.Rate, ("MEM",), (State.REPLIED,)),
    Row("track", asked.TrackProposal, reply.track_proposal, schemas.Track, ("DISP", "OFF"), (State.REPLIED, State.RATED, State.RESOLVED)),
    Row("report_progress", asked.ReportProposalProgress, Records(happened.ProposalProgressReported), schemas.ReportProgress, ("HND",),
        (State.TRACKING,)),
    Row("resolve", asked.ResolveProposal, Records(happened.ProposalResolved), schemas.Resolve, ("HND",), (State.TRACKING,)),
    # 办结 the end
    Row("close", asked.CloseProposal, reply.close_proposal, NOTHING, ("OFF",), (State.REPLIED, State.RATED, State.RESOLVED)),
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
    events=events_of(ProposalEvent, *CHANGED),
    evolve=evolve,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    due=due,
    rule_broken=TopicsRuleBroken,
    state_labels=LABELS,
)
