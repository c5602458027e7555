"""What is allowed with a submission, and what follows."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from services.topics.brief.events import BriefDrafted, BriefEvent
from services.topics.rules import (
    AppealMustComeWithinItsDays,
    AtMostThreePhotosWithoutAccount,
    ConsentIsGivenAlready,
    DivisionMustExist,
    FileMustBeTheSubmissions,
    MergeTargetMustBeAnotherSubmission,
    MergeTargetMustBeOpen,
    OnlyARejectionIsAppealed,
    OnlyPhotosWithoutAccount,
    RejectionNeedsACodeOfTheList,
    ScreeningListMustExist,
    ThereIsNoConsent,
    ThereMustBeFilesToClear,
    TheTimeMustHaveCome,
    TopicMustExist,
    TopicMustNotBeEnded,
    is_in_time,
    must_have_come,
)
from services.topics.screening_list.state import SeenScreeningList
from services.topics.submission import commands as asked
from services.topics.submission import events as happened
from services.topics.submission.events import NewTopic, SubmissionEvent
from services.topics.submission.state import CAN_STILL_BE_ANSWERED, SeenSubmission, Submission
from services.topics.topic.seen import SeenTopic
from services.topics.topic.state import TAKES_SUBMISSIONS

GROUNDS_TO_REJECT = ("reject", "exclude")
PHOTOS = ("image/jpeg", "image/png", "image/webp")
MOST_PHOTOS = 3
"""Of whoever comes without an account."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A date and the policy that sets it."""

    until: datetime
    policy: str


@dataclass(frozen=True)
class Facts:
    """What each command needs to know besides the submission; the others' facts stay empty."""

    now: datetime
    division_exists: bool = True
    limit: Limit | None = None
    screening_list: SeenScreeningList | None = None
    target: SeenSubmission | None = None
    topic: SeenTopic | None = None
    division_of_new_topic: str | None = None
    possible_since: date | None = None
    entered_on: date | None = None
    file_types: tuple[str, ...] = ()


def submitter_of(command: asked.Submit) -> str:
    """The person who speaks for himself; for words written down by others, or unsigned, the submission's own id."""
    for_himself = command.actor_role in ("MEM", "PUB") and not command.anonymous
    return command.actor_person if for_himself and command.actor_person else command.submission_id


def submit(nothing: None, command: asked.Submit, facts: Facts) -> list[SubmissionEvent]:
    if not facts.division_exists:
        raise DivisionMustExist(command.division)
    _a_few_photos_of_anyone(command, command.files, facts)
    return [
        happened.SubmissionReceived(
            submission_id=command.submission_id,
            text=command.text,
            division=command.division,
            channel=command.channel,
            submitter=submitter_of(command),
            tracking=_digest(command.code),
            received_at=facts.now,
            title=command.title,
            contact=command.contact,
            # Who stays unnamed is named nowhere, and can still be reached.
            name=None if command.anonymous else command.name,
            venue=command.venue,
            meeting=command.meeting,
            member=command.member,
            anonymous=command.anonymous,
            files=command.files,
            consent=command.consent,
        )
    ]


def ask_for_info(submission: Submission, command: asked.AskForInfo, facts: Facts) -> list[SubmissionEvent]:
    limit = _limit(facts)
    return [
        happened.SubmissionInfoRequested(
            command.submission_id, command.question, command.reason, limit.until, limit.policy
        )
    ]


def lapse_submission(submission: Submission, command: asked.LapseSubmission, facts: Facts) -> list[SubmissionEvent]:
    _must_have_waited(submission, facts)
    return [happened.SubmissionLapsed(command.submission_id, _limit(facts).until)]


def reject_submission(submission: Submission, command: asked.RejectSubmission, facts: Facts) -> list[SubmissionEvent]:
    limit, screening_list = _limit(facts), facts.screening_list
    if screening_list is None:
        raise ScreeningListMustExist
    if command.rule_code not in (item.code for item in screening_list.items if item.kind in GROUNDS_TO_REJECT):
        raise RejectionNeedsACodeOfTheList(command.rule_code)
    return [
        happened.SubmissionRejected(
            submission_id=command.submission_id,
            code=command.rule_code,
            reason=command.reason,
            screening_list=screening_list.id,
            screening_list_version=screening_list.edition,
            appeal_until=limit.until,
            policy=limit.policy,
        )
    ]


def merge_submission(submission: Submission, command: asked.MergeSubmission, facts: Facts) -> list[SubmissionEvent]:
    if facts.target is None or command.into == command.submission_id:
        raise MergeTargetMustBeAnotherSubmission
    if facts.target.state not in CAN_STILL_BE_ANSWERED:
        raise MergeTargetMustBeOpen
    return [happened.SubmissionMerged(command.submission_id, command.into, command.reason)]


def link_to_topic(submission: Submission, command: asked.LinkToTopic, facts: Facts) -> list[SubmissionEvent]:
    new_topic = None
    if command.new_topic is not None:
        assert facts.division_of_new_topic is not None
        wanted = command.new_topic
        new_topic = NewTopic(wanted.title, wanted.background, wanted.organisation, facts.division_of_new_topic)
    elif facts.topic is None:
        raise TopicMustExist(command.topic)
    elif facts.topic.state not in TAKES_SUBMISSIONS:
        raise TopicMustNotBeEnded
    submitter = submission.received.submitter
    return [
        happened.SubmissionLinkedToTopic(
            command.submission_id, command.topic, submission.tracking, submitter, new_topic
        )
    ]


def convert_to_brief(
    submission: Submission, command: asked.ConvertToBrief, facts: Facts
) -> list[SubmissionEvent | BriefEvent]:
    """The brief comes into being with it, as the office's own."""
    assert command.actor_organisation is not None, "an office acts for its organisation"
    drafted = BriefDrafted(
        brief_id=command.brief,
        title=command.title,
        text=command.text,
        division=submission.received.division,
        organisation=command.actor_organisation,
        kind="brief",
        submissions=(command.submission_id,),
        topic=None,
        outcome=None,
    )
    converted = happened.SubmissionConvertedToBrief(command.submission_id, command.title, command.text, command.brief)
    return [converted, drafted]


def relink_submission(submission: Submission, command: asked.RelinkSubmission, facts: Facts) -> list[SubmissionEvent]:
    """To a topic that has not ended since: what hangs on it is answered when it ends, also before this is written."""
    if facts.topic is None or facts.topic.state not in TAKES_SUBMISSIONS:
        raise TopicMustNotBeEnded
    said = submission.received
    return [happened.SubmissionLinkedToTopic(command.submission_id, facts.topic.id, said.tracking, said.submitter)]


def unlink_submission(submission: Submission, command: asked.UnlinkSubmission, facts: Facts) -> list[SubmissionEvent]:
    assert submission.topic is not None
    return [happened.SubmissionUnlinked(command.submission_id, submission.topic, command.reason)]


def answer_submission(submission: Submission, command: asked.AnswerSubmission, facts: Facts) -> list[SubmissionEvent]:
    limit = _limit(facts)
    return [happened.SubmissionAnswered(command.submission_id, command.text, limit.until, limit.policy)]


def appeal_rejection(submission: Submission, command: asked.AppealRejection, facts: Facts) -> list[SubmissionEvent]:
    _must_have_come(command, facts)
    if submission.appeal_until is None:
        raise OnlyARejectionIsAppealed
    if not is_in_time(command.received_at, facts.now, submission.appeal_until):
        raise AppealMustComeWithinItsDays
    return [happened.SubmissionAppealed(command.submission_id, command.reason, command.received_at)]


def supply_info(submission: Submission, command: asked.SupplyInfo, facts: Facts) -> list[SubmissionEvent]:
    _must_have_come(command, facts)
    _a_few_photos_of_anyone(command, submission.with_files(command.files), facts)
    return [happened.SubmissionInfoSupplied(command.submission_id, command.text, command.received_at, command.files)]


def clear_files(submission: Submission, command: asked.ClearFiles, facts: Facts) -> list[SubmissionEvent]:
    wanted = submission.internal if command.files is None else command.files
    for digest in wanted:
        if digest not in submission.files:
            raise FileMustBeTheSubmissions(digest)
    cleared = tuple(digest for digest in wanted if digest in submission.internal)
    if not cleared:
        raise ThereMustBeFilesToClear
    return [happened.SubmissionFilesCleared(command.submission_id, cleared)]


def _a_few_photos_of_anyone(command: asked.Submit | asked.SupplyInfo, its: tuple[str, ...], facts: Facts) -> None:
    """Who has an account is known, and answers for what he adds. `its` are the files that it has with these."""
    if not command.files or command.actor_role != "PUB" or command.actor_person is not None:
        return
    if len(its) > MOST_PHOTOS:
        raise AtMostThreePhotosWithoutAccount
    if any(type_ not in PHOTOS for type_ in facts.file_types):
        raise OnlyPhotosWithoutAccount


def _must_have_come(command: asked.AppealRejection | asked.SupplyInfo, facts: Facts) -> None:
    if command.received_at is not None:
        assert facts.entered_on is not None
        must_have_come(command.received_at, command.actor_role, facts.possible_since, facts.entered_on)


def close_submission(submission: Submission, command: asked.CloseSubmission, facts: Facts) -> list[SubmissionEvent]:
    _must_have_waited(submission, facts)
    assert submission.told is not None, "every state that closes was reached by a reply or a notice"
    return [happened.SubmissionClosed(command.submission_id, submission.told)]


def reissue_code(submission: Submission, command: asked.ReissueCode, facts: Facts) -> list[SubmissionEvent]:
    return [happened.SubmissionCodeReissued(command.submission_id, _digest(command.code), command.reason)]


def give_consent(submission: Submission, command: asked.GiveConsent, facts: Facts) -> list[SubmissionEvent]:
    if submission.consent:
        raise ConsentIsGivenAlready
    return [happened.SubmissionConsentGiven(command.submission_id)]


def withdraw_consent(submission: Submission, command: asked.WithdrawConsent, facts: Facts) -> list[SubmissionEvent]:
    if not submission.consent:
        raise ThereIsNoConsent
    return [happened.SubmissionConsentWithdrawn(command.submission_id)]


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _limit(facts: Facts) -> Limit:
    assert facts.limit is not None
    return facts.limit


def _must_have_waited(submission: Submission, facts: Facts) -> None:
    if submission.waits_until is None or facts.now < submission.waits_until:
        raise TheTimeMustHaveCome
