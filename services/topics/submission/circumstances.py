"""The circumstances of a command: where a submission stands, whose words it holds, what else matters."""

from dataclasses import replace
from datetime import timedelta

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.contract.row import Role
from infra.kernel.lookups.named import files_named, holder_named, must_be_around, must_be_his_to_create, venue_around
from services.topics.copies import KnownDivision, KnownMeeting
from services.topics.known_members import KnownMember
from services.topics.reference_rules import MemberMustBeInForce
from services.topics.screening_list.state import SeenScreeningList, list_in_force
from services.topics.submission import commands
from services.topics.submission.domain import Facts, Limit, submitter_of
from services.topics.submission.events import SubmissionInfoRequested, SubmissionReceived, SubmissionRejected
from services.topics.submission.state import SeenSubmission, Submission
from services.topics.topic.seen import SeenTopic, leading_topic

MAY_DRAFT: tuple[Role, ...] = ("MEM", "LIA", "STN", "OFF", "PARTY", "GOV", "CHAIR")
"""Who may draft a topic; what the system drafts on his command he could have drafted."""

LAPSED_CLOSES_AFTER = timedelta(days=30)
"""Set by the published lifecycle, not by a policy."""


def place(submission: Submission, record_id: str) -> Place:
    return Place(division=submission.received.division, tracking=(submission.tracking,))


def place_of_new(lookups: Lookups, submission: None, command: commands.Submit) -> Place:
    return Place(division=command.division, open_to_anyone=True)


def subject(submission: Submission | None, command: object) -> str:
    """The submitter's key encrypts what he says, whether himself or written down by others."""
    if submission is not None:
        return submission.received.submitter
    assert isinstance(command, commands.Submit)
    return submitter_of(command)


def unnamed(submission: Submission, event: object, role: str) -> bool:
    """Who stays unnamed is named neither when it is received nor when he comes back with his code."""
    return submission.received.anonymous and (isinstance(event, SubmissionReceived) or role == "PUB")


def facts(lookups: Lookups, submission: Submission | None, command: object) -> Facts:
    now = lookups.now
    match command:
        case commands.Submit():
            known = lookups.copy(KnownDivision, "division", command.division)
            _came_from(lookups, command)
            types = files_named(lookups, command.files)
            return Facts(now, division_exists=known is not None, file_types=types)
        case commands.AskForInfo():
            return Facts(now, limit=_days(lookups, "needs_info"))
        case commands.RejectSubmission():
            assert submission is not None
            lists = lookups.shown(SeenScreeningList, "screening-lists")
            in_force = list_in_force(lists, submission.received.division)
            return Facts(now, limit=_days(lookups, "appeal"), screening_list=in_force)
        case commands.AppealRejection():
            return _facts_of_paper(lookups, command, SubmissionRejected.__name__)
        case commands.SupplyInfo():
            types = files_named(lookups, command.files, submission.files if submission else ())
            on_paper = _facts_of_paper(lookups, command, SubmissionInfoRequested.__name__)
            return replace(on_paper, file_types=types)
        case commands.AnswerSubmission():
            return Facts(now, limit=_days(lookups, "rating"))
        case commands.LapseSubmission():
            return Facts(now, limit=Limit(now + LAPSED_CLOSES_AFTER, "lapsed"))
        case commands.MergeSubmission():
            return Facts(now, target=lookups.pinned(SeenSubmission, "submissions", command.into))
        case commands.LinkToTopic():
            assert submission is not None
            return _facts_of_link(lookups, submission, command)
        case commands.RelinkSubmission():
            # It may have been merged in its turn since.
            topic = leading_topic(lambda one: lookups.one(SeenTopic, "topics", one), command.topic)
            return Facts(now, topic=lookups.pinned(SeenTopic, "topics", topic))
        case _:
            return Facts(now)


def _came_from(lookups: Lookups, command: commands.Submit) -> None:
    """The venue, the meeting and the member by which it came must be there, the places around its own."""
    if command.venue is not None:
        venue_around(lookups, "venue", command.venue, command.division)
    if command.meeting is not None:
        meeting = lookups.copy(KnownMeeting, "meeting", command.meeting)
        topic = lookups.one(SeenTopic, "topics", meeting.topic_id) if meeting else None
        if topic is None:
            raise NewsMissing(f"meeting {command.meeting}", names="meeting")
        must_be_around("meeting", topic.division, command.division)
    if command.member is not None:
        member = lookups.copy(KnownMember, "member", command.member)
        if member is None:
            raise NewsMissing(f"member {command.member}", names="member")
        if not member.active:
            raise MemberMustBeInForce


def _facts_of_paper(lookups: Lookups, command: commands.AppealRejection | commands.SupplyInfo, event: str) -> Facts:
    """Whether it came in time is judged when it is entered, or by the day on which it came on paper."""
    if command.received_at is None:
        return Facts(lookups.recorded_at)
    since = lookups.happened_last(f"submission-{command.submission_id}", event)
    return Facts(
        lookups.recorded_at,
        possible_since=day_in_china(since) if since else None,
        entered_on=day_in_china(lookups.recorded_at),
    )


def _facts_of_link(lookups: Lookups, submission: Submission, command: commands.LinkToTopic) -> Facts:
    if command.new_topic is None:
        return Facts(lookups.now, topic=lookups.pinned(SeenTopic, "topics", command.topic))
    wanted = command.new_topic.organisation
    organisation = holder_named(lookups, "new_topic", wanted, submission.received.division)
    must_be_his_to_create(lookups, "new_topic", MAY_DRAFT, Place(organisation.division, council=organisation.id))
    return Facts(lookups.now, division_of_new_topic=organisation.division)


def _days(lookups: Lookups, policy_code: str) -> Limit:
    period = lookups.ends(policy_code, lookups.recorded_at)
    return Limit(period.ends_at, period.policy)
