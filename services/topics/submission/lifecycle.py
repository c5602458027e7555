"""Who may do what with a submission, from which state."""

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle, Secret
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON, FilesToClear
from services.topics.rules import TopicsRuleBroken
from services.topics.submission import commands as asked
from services.topics.submission import domain, schemas
from services.topics.submission import events as happened
from services.topics.submission.circumstances import facts, place, place_of_new, subject, unnamed
from services.topics.submission.events import SubmissionEvent
from services.topics.submission.projections import row
from services.topics.submission.state import LABELS, State, due, evolve


def tracking_code(decided: list[object], command: asked.Submit | asked.ReissueCode) -> dict[str, Secret]:
    return {"tracking_code": Secret(command.code)}


def linked_topic(decided: list[object], command: asked.LinkToTopic) -> dict[str, str]:
    return {"topic": command.topic}


def list_cited(decided: list[SubmissionEvent], command: asked.RejectSubmission) -> dict[str, str | int | None]:
    rejected = decided[0]
    assert isinstance(rejected, happened.SubmissionRejected)
    return {
        "screening_list": rejected.screening_list,
        "screening_list_version": rejected.screening_list_version,
    }


def without_files(told: Fields) -> Fields:
    """The version before had none."""
    return {**told, "files": []}


def without_the_day(told: Fields) -> Fields:
    """In version 1 nothing came on paper."""
    return {**told, "received_at": None}


def without_consent(told: Fields) -> Fields:
    """Before it was asked for nobody had given it."""
    return {**told, "consent": False}


RECEIVED = EventType(happened.SubmissionReceived, 3, ((1, without_files), (2, without_consent)))
INFO_SUPPLIED = EventType(happened.SubmissionInfoSupplied, 3, ((1, without_the_day), (2, without_files)))
APPEALED = EventType(happened.SubmissionAppealed, version=2, upcasters=((1, without_the_day),))


def brief_made(decided: list[object], command: asked.ConvertToBrief) -> dict[str, str]:
    return {"brief": command.brief}


def before_briefs(told: Fields) -> Fields:
    """Version 1 made no record of the brief."""
    return {**told, "brief": None}


CONVERTED_TO_BRIEF = EventType(happened.SubmissionConvertedToBrief, version=2, upcasters=((1, before_briefs),))

# fmt: off
TABLE = (
    # 接收 intake
    Row("submit", asked.Submit, domain.submit, schemas.Submit, ("PUB", "MEM", "LIA", "STN", "OFF"),
        personal=("title", "text", "name", "contact"), extras=tracking_code),
    Row("acknowledge", asked.AcknowledgeSubmission, Records(happened.SubmissionAcknowledged), NOTHING, ("SYS",), (State.RECEIVED,)),
    # 受理 triage
    Row("ask_for_info", asked.AskForInfo, domain.ask_for_info, schemas.AskForInfo, ("LIA", "STN", "OFF"), (State.TRIAGING,)),
    Row("reject", asked.RejectSubmission, domain.reject_submission, schemas.Reject, ("STN", "OFF"), (State.TRIAGING,),
        extras=list_cited),
    Row("merge", asked.MergeSubmission, domain.merge_submission, schemas.Merge, ("STN", "OFF"), (State.TRIAGING,)),
    Row("accept", asked.AcceptSubmission, Records(happened.SubmissionAccepted), NOTHING, ("STN", "OFF"), (State.TRIAGING,)),
    # 补充 more information
    Row("supply_info", asked.SupplyInfo, domain.supply_info, schemas.SupplyInfo, ("PUB", "LIA", "OFF"),
        (State.NEEDS_INFO, State.LAPSED), personal=("text",)),
    Row("lapse", asked.LapseSubmission, domain.lapse_submission, NOTHING, ("SYS",), (State.NEEDS_INFO,)),
    # 分流 where it goes
    Row("link_to_topic", asked.LinkToTopic, domain.link_to_topic, schemas.LinkToTopic, ("STN", "OFF"),
        (State.ACCEPTED,), extras=linked_topic),
    Row("convert_to_brief", asked.ConvertToBrief, domain.convert_to_brief, schemas.ConvertToBrief, ("OFF",),
        (State.ACCEPTED,), extras=brief_made),
    Row("refer", asked.ReferSubmission, Records(happened.SubmissionReferred), schemas.Refer, ("OFF",), (State.ACCEPTED,)),
    # 答复 the reply
    Row("answer", asked.AnswerSubmission, domain.answer_submission, schemas.Answer, ("STN", "OFF"),
        (State.ACCEPTED, State.BRIEFED, State.REFERRED)),
    Row("answer", asked.AnswerSubmission, domain.answer_submission, schemas.Answer, ("SYS", "OFF"), (State.LINKED_TOPIC,)),
    Row("answer", asked.AnswerSubmission, domain.answer_submission, schemas.Answer, ("SYS", "OFF"), (State.MERGED,)),
    # what it went into is gone
    Row("unmerge", asked.UnmergeSubmission, Records(happened.SubmissionUnmerged), REASON, ("SYS", "OFF"), (State.MERGED,)),
    Row("unlink", asked.UnlinkSubmission, domain.unlink_submission, REASON, ("SYS", "OFF"), (State.LINKED_TOPIC,)),
    Row("relink", asked.RelinkSubmission, domain.relink_submission, NOTHING, ("SYS",), (State.LINKED_TOPIC,)),
    # 复核 appeal against a rejection
    Row("appeal", asked.AppealRejection, domain.appeal_rejection, schemas.Appeal, ("PUB", "LIA", "OFF"),
        (State.REJECTED,), personal=("reason",)),
    # on paper in time, and entered after the system closed it
    Row("appeal", asked.AppealRejection, domain.appeal_rejection, schemas.Appeal, ("LIA", "OFF"),
        (State.CLOSED,), personal=("reason",)),
    Row("uphold_appeal", asked.UpholdAppeal, Records(happened.SubmissionAppealUpheld), NOTHING, ("OFF",), (State.APPEALED,)),
    Row("dismiss_appeal", asked.DismissAppeal, Records(happened.SubmissionAppealDismissed), REASON, ("OFF",), (State.APPEALED,)),
    # 办结 评价 the end, rating, reopening
    Row("close", asked.CloseSubmission, domain.close_submission, NOTHING, ("SYS",), (State.REJECTED, State.LAPSED, State.RATED)),
    Row("close", asked.CloseSubmission, domain.close_submission, NOTHING, ("SYS",), (State.ANSWERED,)),
    Row("rate", asked.RateSubmission, Records(happened.SubmissionRated, at="rated_at"), schemas.Rate, ("PUB",),
        (State.ANSWERED,), personal=("comment",)),
    Row("reopen", asked.ReopenSubmission, Records(happened.SubmissionReopened), REASON, ("PUB", "OFF"),
        (State.RATED, State.CLOSED), personal=("reason",)),
    Row("withdraw", asked.WithdrawSubmission, Records(happened.SubmissionWithdrawn), NOTHING, ("PUB",),
        (State.RECEIVED, State.TRIAGING, State.NEEDS_INFO, State.ACCEPTED)),
    # 附件核可 files cleared
    Row("clear_files", asked.ClearFiles, domain.clear_files, FilesToClear, ("STN", "OFF"),
        (State.RECEIVED, State.TRIAGING, State.NEEDS_INFO, State.ACCEPTED, State.LINKED_TOPIC, State.BRIEFED, State.REFERRED,
         State.MERGED, State.REJECTED, State.APPEALED, State.ANSWERED, State.RATED, State.LAPSED, State.CLOSED)),
    # 补发查询码 a code that was lost
    Row("reissue_code", asked.ReissueCode, domain.reissue_code, REASON, ("LIA", "STN"),
        (State.RECEIVED, State.TRIAGING, State.NEEDS_INFO, State.ACCEPTED, State.LINKED_TOPIC, State.BRIEFED, State.REFERRED,
         State.MERGED, State.REJECTED, State.APPEALED, State.ANSWERED, State.RATED, State.LAPSED, State.CLOSED),
        personal=("reason",), extras=tracking_code),
    # 同意公开 whether its words may be shown to anybody
    Row("give_consent", asked.GiveConsent, domain.give_consent, NOTHING, ("PUB",),
        (State.RECEIVED, State.TRIAGING, State.NEEDS_INFO, State.ACCEPTED, State.LINKED_TOPIC, State.BRIEFED, State.REFERRED,
         State.MERGED, State.REJECTED, State.APPEALED, State.ANSWERED, State.RATED, State.LAPSED, State.CLOSED)),
    Row("withdraw_consent", asked.WithdrawConsent, domain.withdraw_consent, NOTHING, ("PUB", "LIA", "STN", "OFF"),
        (State.RECEIVED, State.TRIAGING, State.NEEDS_INFO, State.ACCEPTED, State.LINKED_TOPIC, State.BRIEFED, State.REFERRED,
         State.MERGED, State.REJECTED, State.APPEALED, State.ANSWERED, State.RATED, State.LAPSED, State.CLOSED)),
)
# fmt: on

SUBMISSION = Lifecycle(
    name="submission",
    collection="submissions",
    label="公众提交",
    id_field="submission_id",
    events=events_of(SubmissionEvent, RECEIVED, INFO_SUPPLIED, APPEALED, CONVERTED_TO_BRIEF),
    evolve=evolve,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=TopicsRuleBroken,
    due=due,
    subject=subject,
    unnamed=unnamed,
    internal_files_for=("PUB", "LIA", "STN", "OFF"),
    state_labels=LABELS,
)
