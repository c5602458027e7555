"""What is allowed with a topic, and what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.topics.copies import KnownMeeting
from services.topics.rules import (
    AgreementNeedsAnAgreedItem,
    AgreementNeedsAnOutcome,
    ConclusionNeedsAnEndedMeeting,
    ConclusionNeedsEveryMeetingOver,
    DelegationGoesToALevelBelow,
    DivisionMustExist,
    EditingNeedsAReason,
    EscalationGoesToALevelAbove,
    EveryAbsentGroupNeedsOneExplanation,
    EveryListItemNeedsOneVerdict,
    LinkedTopicIsAnotherNow,
    MergeTargetMustBeAnotherTopic,
    MergeTargetMustBeOneOfHis,
    MergeTargetMustNotBeEnded,
    NoRoundIsOpen,
    NothingIsChanged,
    NoticeMustLastItsWorkingDays,
    NoticePeriodMustBeOver,
    PassingNeedsAnItemToConsultOn,
    PassingNeedsNoItemToLeaveOut,
    RoundNeedsAnEndedMeeting,
    ScreeningListMustExist,
    must_lie_ahead,
)
from services.topics.screening_list.state import SeenScreeningList
from services.topics.topic import commands as asked
from services.topics.topic import events as happened
from services.topics.topic import side_events as beside
from services.topics.topic.events import TopicEvent, Verdict
from services.topics.topic.seen import SeenTopic
from services.topics.topic.state import TAKES_SUBMISSIONS, State, Topic

AFTER_APPROVAL = (State.APPROVED, State.NOTICED, State.PREPARING, State.CONSULTING)


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """Up to and including `until`; the policy allows no day before `earliest`."""

    earliest: date
    until: date
    ends_at: datetime
    policy: str
    provisional: bool


@dataclass(frozen=True)
class Facts:
    """What each command needs to know besides the topic; the others' facts stay empty."""

    now: datetime
    division_exists: bool = True
    screening_list: SeenScreeningList | None = None
    resumes_at: datetime | None = None
    entered_on: date | None = None
    possible_since: date | None = None
    notice: NoticePeriod | None = None
    meetings: tuple[KnownMeeting, ...] = ()
    target: SeenTopic | None = None
    named_may_be: bool = True
    linked_division: str | None = None


def draft_topic(nothing: None, command: asked.DraftTopic, facts: Facts) -> list[TopicEvent]:
    if not facts.division_exists:
        raise DivisionMustExist(command.division)
    return [
        happened.TopicDrafted(
            topic_id=command.topic_id,
            title=command.title,
            background=command.background,
            division=command.division,
            organisation=command.organisation,
            source=command.source,
            stakeholder_groups=tuple(dict.fromkeys(command.stakeholder_groups)),
            category=command.category,
            origin=command.origin,
        )
    ]


def edit_topic(topic: Topic, command: asked.EditTopic, facts: Facts) -> list[TopicEvent]:
    if topic.state is not State.DRAFT and not (command.reason or "").strip():
        raise EditingNeedsAReason
    return [beside.TopicEdited(command.topic_id, topic.wording, _reworded(topic, command), command.reason)]


def correct_topic(topic: Topic, command: asked.CorrectTopic, facts: Facts) -> list[TopicEvent]:
    return [beside.TopicCorrected(command.topic_id, topic.wording, _reworded(topic, command), command.reason)]


def _reworded(topic: Topic, command: asked.EditTopic | asked.CorrectTopic) -> beside.Wording:
    before, groups = topic.wording, command.stakeholder_groups
    after = beside.Wording(
        before.title if command.title is None else command.title,
        before.background if command.background is None else command.background,
        before.stakeholder_groups if groups is None else tuple(dict.fromkeys(groups)),
        before.category if command.category is None else command.category,
    )
    if after == before:
        raise NothingIsChanged
    return after


def start_screening(topic: Topic, command: asked.StartScreening, facts: Facts) -> list[TopicEvent]:
    fixed = facts.screening_list
    if fixed is None:
        raise ScreeningListMustExist
    excluded = excluded_by(fixed)
    codes = tuple(item.code for item in fixed.items if item.kind == "consult" or item.code in excluded)
    return [happened.TopicScreeningStarted(command.topic_id, fixed.id, fixed.edition, codes, excluded)]


def excluded_by(screening_list: SeenScreeningList) -> tuple[str, ...]:
    """The codes of what is not consulted on."""
    return tuple(item.code for item in screening_list.items if item.kind == "exclude")


def pass_screening(topic: Topic, command: asked.PassScreening, facts: Facts) -> list[TopicEvent]:
    verdicts = _complete(topic, command.verdicts)
    excluded = topic.excluded
    if excluded is None:
        excluded = excluded_by(facts.screening_list) if facts.screening_list else ()
    found = {verdict.item for verdict in verdicts if verdict.verdict == "yes"}
    if against := sorted(found.intersection(excluded)):
        raise PassingNeedsNoItemToLeaveOut(" ".join(against))
    if not found:
        raise PassingNeedsAnItemToConsultOn
    return [happened.TopicShortlisted(command.topic_id, verdicts)]


def rule_out(topic: Topic, command: asked.RuleOut, facts: Facts) -> list[TopicEvent]:
    return [happened.TopicRuledOut(command.topic_id, _complete(topic, command.verdicts), command.reason)]


def _complete(topic: Topic, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    if sorted(verdict.item for verdict in verdicts) != sorted(topic.items):
        raise EveryListItemNeedsOneVerdict(" ".join(topic.items))
    return tuple(verdicts)


def defer_topic(topic: Topic, command: asked.DeferTopic, facts: Facts) -> list[TopicEvent]:
    assert facts.resumes_at is not None
    assert facts.entered_on is not None
    must_lie_ahead(command.until, facts.entered_on)
    return [happened.TopicDeferred(command.topic_id, command.until, facts.resumes_at, command.reason)]


def merge_topic(topic: Topic, command: asked.MergeTopic, facts: Facts) -> list[TopicEvent]:
    if facts.target is None or command.into == command.topic_id:
        raise MergeTargetMustBeAnotherTopic
    if not facts.named_may_be:
        raise MergeTargetMustBeOneOfHis
    if facts.target.state not in TAKES_SUBMISSIONS:
        raise MergeTargetMustNotBeEnded
    return [beside.TopicMerged(command.topic_id, command.into, command.reason)]


def post_notice(topic: Topic, command: asked.PostNotice, facts: Facts) -> list[TopicEvent]:
    notice = facts.notice
    assert notice is not None
    if notice.until < notice.earliest:
        raise NoticeMustLastItsWorkingDays(notice.earliest.isoformat())
    return [
        happened.TopicNoticed(
            command.topic_id,
            notice.until,
            notice.ends_at,
            notice.policy,
            notice.provisional,
            command.files,
            by_hand=notice.until > notice.earliest,
        )
    ]


def end_notice(topic: Topic, command: asked.EndNotice, facts: Facts) -> list[TopicEvent]:
    if topic.waits_until is None or facts.now < topic.waits_until:
        raise NoticePeriodMustBeOver
    return [happened.TopicNoticeEnded(command.topic_id)]


def open_round(topic: Topic, command: asked.OpenRound, facts: Facts) -> list[TopicEvent]:
    """The first, or after one that was left, at once; another one only after the last one's meetings."""
    if topic.state is State.CONSULTING and _counts(topic, topic.round):
        states = {meeting.state for meeting in facts.meetings if meeting.round == topic.round}
        if "ended" not in states or "open" in states:
            raise RoundNeedsAnEndedMeeting
    return [happened.TopicRoundOpened(command.topic_id, topic.round + 1)]


def _counts(topic: Topic, number: int) -> bool:
    return number > 0 and number not in topic.left_rounds


def abandon_round(topic: Topic, command: asked.AbandonRound, facts: Facts) -> list[TopicEvent]:
    if not _counts(topic, topic.round):
        raise NoRoundIsOpen
    return [beside.TopicRoundAbandoned(command.topic_id, topic.round, command.reason)]


def conclude_topic(topic: Topic, command: asked.ConcludeTopic, facts: Facts) -> list[TopicEvent]:
    meetings = [meeting for meeting in facts.meetings if _counts(topic, meeting.round)]
    if any(meeting.state == "open" for meeting in meetings):
        raise ConclusionNeedsEveryMeetingOver
    held = {meeting.round for meeting in meetings if meeting.state == "ended"}
    opened = {number for number in range(topic.settled + 1, topic.round + 1) if _counts(topic, number)}
    if not held or not opened <= held:
        raise ConclusionNeedsAnEndedMeeting("、".join(str(number) for number in sorted(opened - held)))
    if command.result in ("full", "partial") and not any(meeting.agreed for meeting in meetings):
        raise AgreementNeedsAnAgreedItem
    _must_explain(topic, command, meetings)
    return [happened.TopicConcluded(command.topic_id, command.result, command.summary, tuple(command.absences))]


def _must_explain(topic: Topic, command: asked.ConcludeTopic, meetings: Sequence[KnownMeeting]) -> None:
    held = [meeting for meeting in meetings if meeting.state != "cancelled"]
    stakeholders = {*topic.wording.stakeholder_groups, *(group for meeting in held for group in meeting.groups)}
    absent = stakeholders - {group for meeting in held for group in meeting.heard}
    explained = [absence.group for absence in command.absences]
    if not absent <= set(explained) or len(explained) > len(set(explained)):
        raise EveryAbsentGroupNeedsOneExplanation("、".join(sorted(absent)))


def discontinue_topic(topic: Topic, command: asked.DiscontinueTopic, facts: Facts) -> list[TopicEvent]:
    approved = topic.state in AFTER_APPROVAL
    return [happened.TopicDiscontinued(command.topic_id, command.reason, approved)]


def escalate_topic(topic: Topic, command: asked.EscalateTopic, facts: Facts) -> list[TopicEvent]:
    there, here = facts.linked_division, topic.drafted.division
    if there is None or there == here or not here.startswith(there):
        raise EscalationGoesToALevelAbove
    left = topic.round if topic.state is State.CONSULTING else None
    return [
        beside.TopicEscalated(command.topic_id, command.linked_topic, command.organisation, there, command.reason, left)
    ]


def delegate_topic(topic: Topic, command: asked.DelegateTopic, facts: Facts) -> list[TopicEvent]:
    there, here = facts.linked_division, topic.drafted.division
    if there is None or there == here or not there.startswith(here):
        raise DelegationGoesToALevelBelow
    return [beside.TopicDelegated(command.topic_id, command.linked_topic, command.organisation, there, command.reason)]


def adopt_linked_result(topic: Topic, command: asked.AdoptLinkedResult, facts: Facts) -> list[TopicEvent]:
    """It may have been handed back, and taken elsewhere, since that one was drafted."""
    if command.linked_topic != topic.linked_topic:
        raise LinkedTopicIsAnotherNow
    return [
        beside.TopicLinkedResultAdopted(
            command.topic_id, command.linked_topic, command.concluded_topic, command.result, command.summary
        )
    ]


def hand_back_topic(topic: Topic, command: asked.HandBackTopic, facts: Facts) -> list[TopicEvent]:
    assert topic.linked_topic is not None
    if command.linked_topic not in (None, topic.linked_topic):
        raise LinkedTopicIsAnotherNow
    return [beside.TopicHandedBack(command.topic_id, topic.linked_topic, command.reason)]


def close_without_outcome(topic: Topic, command: asked.CloseWithoutOutcome, facts: Facts) -> list[TopicEvent]:
    if topic.result not in ("none", "eased"):
        raise AgreementNeedsAnOutcome
    return [happened.TopicClosedWithoutOutcome(command.topic_id, command.reason)]
