"""Who may do what with a topic, from which state."""

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.topics.rules import TopicsRuleBroken
from services.topics.topic import commands as asked
from services.topics.topic import domain, objections, reckoning, schemas, succession
from services.topics.topic import events as happened
from services.topics.topic import objection_commands as objecting
from services.topics.topic import side_events as beside
from services.topics.topic import succession_commands as succeeding
from services.topics.topic.at_reading import computed
from services.topics.topic.circumstances import facts, place, place_of_new, subject, tracked_person, tracking
from services.topics.topic.events import TopicEvent
from services.topics.topic.projections import KEPT_INSIDE, row
from services.topics.topic.state import LABELS, TAKES_SUBMISSIONS, State, due, evolve


def without_another_level(told: Fields) -> Fields:
    """Version 1 as it was: no topic came of another level's."""
    return {**told, "origin": None}


DRAFTED = EventType(happened.TopicDrafted, version=2, upcasters=((1, without_another_level),))

UNTIL_APPROVED = (
    State.DRAFT,
    State.PROPOSED,
    State.SCREENING,
    State.DEFERRED,
    State.SHORTLISTED,
    State.REVIEWING,
    State.PENDING_APPROVAL,
)
SINCE_APPROVED = (
    State.APPROVED,
    State.NOTICED,
    State.PREPARING,
    State.CONSULTING,
    State.CONCLUDED,
    State.OUTCOME_REVIEW,
    State.IMPLEMENTING,
    State.CLOSED,
    State.ESCALATED,
    State.DELEGATED,
)


def without_kinds(told: Fields) -> Fields:
    """Version 1 gave the codes alone, so that what is to be left out is looked up in the list as it is now."""
    return {**told, "excluded": None}


def without_the_day(told: Fields) -> Fields:
    """In version 1 nothing came on paper; what was not said was left out."""
    return {"name": None, "contact": None, **told, "received_at": None}


def without_files(told: Fields) -> Fields:
    """Version 1 had none."""
    return {**told, "files": []}


def without_by_hand(told: Fields) -> Fields:
    """Version 2 did not tell whether somebody had named the day."""
    return {**told, "by_hand": None}


NOTICED = EventType(happened.TopicNoticed, version=3, upcasters=((1, without_files), (2, without_by_hand)))
OBJECTION_LODGED = EventType(happened.TopicObjectionLodged, version=2, upcasters=((1, without_the_day),))
SCREENING_STARTED = EventType(happened.TopicScreeningStarted, version=2, upcasters=((1, without_kinds),))

# fmt: off
TABLE = (
    # 征题 drafting
    Row("draft", asked.DraftTopic, domain.draft_topic, schemas.Draft, ("MEM", "LIA", "STN", "OFF", "PARTY", "GOV", "CHAIR", "SYS")),
    Row("propose", asked.ProposeTopic, Records(happened.TopicProposed, at="proposed_at"), NOTHING,
        ("MEM", "LIA", "STN", "OFF", "PARTY", "GOV", "CHAIR", "SYS"), (State.DRAFT,)),
    # 修改 更正 its wording, before the approval and after it
    Row("edit", asked.EditTopic, domain.edit_topic, schemas.Edit, ("LIA", "STN", "OFF", "CHAIR"), UNTIL_APPROVED),
    Row("correct", asked.CorrectTopic, domain.correct_topic, schemas.Correct, ("OFF",), SINCE_APPROVED),
    # 初审 screening against the list of the day
    Row("start_screening", asked.StartScreening, domain.start_screening, NOTHING, ("SYS",), (State.PROPOSED,)),
    Row("pass_screening", asked.PassScreening, domain.pass_screening, schemas.PassScreening, ("OFF", "STN"), (State.SCREENING,)),
    Row("rule_out", asked.RuleOut, domain.rule_out, schemas.RuleOut, ("OFF", "STN"), (State.SCREENING,)),
    Row("refer", asked.ReferTopic, Records(happened.TopicReferred), schemas.Refer, ("OFF",), (State.SCREENING,)),
    Row("defer", asked.DeferTopic, domain.defer_topic, schemas.Defer, ("OFF",), (State.SCREENING,)),
    Row("merge", asked.MergeTopic, domain.merge_topic, schemas.Merge, ("OFF",), (State.SCREENING,)),
    Row("take_in", asked.TakeInTopic, Records(beside.TopicTakenIn), NOTHING, ("SYS",), TAKES_SUBMISSIONS),
    Row("override_screening", asked.OverrideScreening, Records(happened.TopicScreeningOverridden),
        schemas.OverrideScreening, ("PARTY",), (State.NOT_CONSULTABLE,)),
    Row("resume", asked.ResumeTopic, Records(happened.TopicResumed), NOTHING, ("OFF", "SYS"), (State.DEFERRED,)),
    # 选题 审题 selection and review
    Row("select", asked.SelectTopic, Records(happened.TopicSelected), NOTHING, ("CHAIR",), (State.SHORTLISTED,)),
    Row("endorse", asked.EndorseTopic, Records(happened.TopicEndorsed), schemas.Endorse, ("OFF",), (State.REVIEWING,)),
    Row("return_to_selection", asked.ReturnToSelection, Records(happened.TopicReturnedToSelection), REASON, ("OFF",), (State.REVIEWING,)),
    # 定题 approval by the Party organisation
    Row("approve", asked.ApproveTopic, Records(happened.TopicApproved), schemas.Approve, ("PARTY",), (State.PENDING_APPROVAL,)),
    Row("return_for_review", asked.ReturnForReview, Records(happened.TopicReturnedForReview), REASON, ("PARTY",),
        (State.PENDING_APPROVAL,)),
    Row("disapprove", asked.DisapproveTopic, Records(happened.TopicDisapproved), REASON, ("PARTY",), (State.PENDING_APPROVAL,)),
    # 公示 notice
    Row("post_notice", asked.PostNotice, domain.post_notice, schemas.PostNotice, ("CHAIR", "LIA"), (State.APPROVED,)),
    Row("uphold_objection", objecting.UpholdObjection, Records(happened.TopicObjectionUpheld), REASON, ("PARTY",), (State.NOTICED,)),
    Row("reckon_notice_again", asked.ReckonNoticeAgain, reckoning.reckon_notice_again, NOTHING, ("SYS",), (State.NOTICED,)),
    Row("end_notice", asked.EndNotice, domain.end_notice, NOTHING, ("SYS",), (State.NOTICED,)),
    # 协商 rounds of consultation
    Row("open_round", asked.OpenRound, domain.open_round, NOTHING, ("CHAIR",), (State.PREPARING,)),
    Row("open_round", asked.OpenRound, domain.open_round, NOTHING, ("CHAIR",), (State.CONSULTING,)),
    Row("conclude", asked.ConcludeTopic, domain.conclude_topic, schemas.Conclude, ("CHAIR",), (State.CONSULTING,)),
    Row("abandon_round", asked.AbandonRound, domain.abandon_round, REASON, ("CHAIR",), (State.CONSULTING,)),
    Row("discontinue", asked.DiscontinueTopic, domain.discontinue_topic, REASON, ("PARTY",),
        (State.DRAFT, State.SHORTLISTED, State.REVIEWING, State.APPROVED, State.NOTICED, State.PREPARING, State.CONSULTING)),
    # 上报 交由 another level
    Row("escalate", asked.EscalateTopic, domain.escalate_topic, schemas.ElsewhereTo, ("PARTY", "OFF"), (State.APPROVED, State.CONSULTING)),
    Row("delegate", asked.DelegateTopic, domain.delegate_topic, schemas.ElsewhereTo, ("OFF",), (State.APPROVED,)),
    Row("adopt_linked_result", asked.AdoptLinkedResult, domain.adopt_linked_result, NOTHING, ("SYS",), (State.ESCALATED, State.DELEGATED)),
    Row("hand_back", asked.HandBackTopic, domain.hand_back_topic, REASON, ("PARTY", "SYS"), (State.ESCALATED, State.DELEGATED)),
    # while the notice is up
    Row("lodge_objection", objecting.LodgeObjection, objections.lodge_objection, schemas.LodgeObjection, ("PUB", "MEM", "LIA", "OFF"),
        (State.NOTICED,), personal=("reason", "name", "contact")),
    # on paper in time, and entered after the notice
    Row("lodge_objection", objecting.LodgeObjection, objections.lodge_objection, schemas.LodgeObjection, ("LIA", "OFF"),
        (State.PREPARING,), personal=("reason", "name", "contact")),
    Row("uphold_late_objection", objecting.UpholdLateObjection, objections.uphold_late_objection, REASON, ("PARTY",), (State.PREPARING,)),
    # answered: found to be wrong
    Row("answer_objection", objecting.AnswerObjection, objections.answer_objection, schemas.AnswerObjection, ("PARTY",),
        (State.NOTICED, State.PREPARING, State.CONSULTING)),
    # 成果 outcomes, and the end
    Row("submit_outcome", asked.SubmitOutcome, Records(happened.TopicOutcomeSubmitted), NOTHING, ("SYS",), (State.CONCLUDED,)),
    Row("close_without_outcome", asked.CloseWithoutOutcome, domain.close_without_outcome, REASON, ("CHAIR",), (State.CONCLUDED,)),
    Row("reopen_consultation", asked.ReopenConsultation, Records(happened.TopicConsultationReopened), REASON,
        ("PARTY",), (State.OUTCOME_REVIEW,)),
    Row("start_implementation", asked.StartImplementation, Records(happened.TopicImplementationStarted), NOTHING,
        ("SYS",), (State.OUTCOME_REVIEW,)),
    Row("close_not_adopted", asked.CloseNotAdopted, Records(happened.TopicClosedNotAdopted), NOTHING, ("SYS",), (State.OUTCOME_REVIEW,)),
    Row("close_converted", asked.CloseConverted, Records(happened.TopicClosedConverted), NOTHING, ("SYS",), (State.OUTCOME_REVIEW,)),
    Row("close", asked.CloseTopic, Records(happened.TopicClosed), NOTHING, ("SYS",), (State.IMPLEMENTING,)),
    # after the end
    Row("reopen", asked.ReopenTopic, Records(happened.TopicReopened), REASON, ("PARTY", "CHAIR"), (State.CLOSED, State.DISAPPROVED)),
    Row("take_up_outcome", asked.TakeUpOutcome, Records(happened.TopicOutcomeTakenUp), NOTHING, ("SYS",), (State.CLOSED,)),
    # 承接 移交 its organisation has ended
    Row("take_over", succeeding.TakeOverTopic, succession.take_over_topic, NOTHING, ("SYS",), TAKES_SUBMISSIONS),
    Row("note_left_alone", succeeding.NoteTopicLeftAlone, succession.note_topic_left_alone, NOTHING, ("SYS",), TAKES_SUBMISSIONS),
    Row("hand_over", succeeding.HandOverTopic, succession.hand_over_topic, schemas.HandOver, ("OFF",), TAKES_SUBMISSIONS),
)
# fmt: on

TOPIC = Lifecycle(
    name="topic",
    collection="topics",
    label="议题",
    id_field="topic_id",
    events=events_of(TopicEvent, DRAFTED, SCREENING_STARTED, NOTICED, OBJECTION_LODGED),
    evolve=evolve,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=TopicsRuleBroken,
    due=due,
    subject=subject,
    tracking=tracking,
    tracked_person=tracked_person,
    beside=computed,
    kept_inside=KEPT_INSIDE,
    state_labels=LABELS,
)
