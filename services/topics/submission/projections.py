"""What can be read of a submission, and what its tracking code shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.contract.named_file import NamedFile
from services.topics.brief.state import LABELS as BRIEF_LABELS
from services.topics.brief.state import SeenBrief
from services.topics.outcome_copies import KnownOutcome, KnownTask
from services.topics.screening_list.state import ScreeningList
from services.topics.submission.events import Rating
from services.topics.submission.state import State, Submission
from services.topics.topic.seen import SeenTopic


@dataclass(frozen=True)
class SubmissionShown:
    """`submitter` is a person, or the submission itself for whoever has no account or stays unnamed."""

    text: str
    channel: str
    submitter: str
    anonymous: bool
    title: str | None = None
    name: str | None = None
    contact: str | None = None
    venue: str | None = None
    meeting: str | None = None
    member: str | None = None
    supplied: tuple[str, ...] = ()
    question: str | None = None
    rejection_code: str | None = None
    into: str | None = None
    topic: str | None = None
    brief_title: str | None = None
    referred_to: str | None = None
    told: str | None = None
    appeal: str | None = None
    answer: str | None = None
    rating: Rating | None = None
    comment: str | None = None
    screening_list: str | None = None
    screening_list_version: int | None = None
    brief: str | None = None
    files: tuple[str, ...] = ()
    cleared_files: tuple[str, ...] = ()
    consent: bool = False


def row(submission: Submission, record_id: str) -> ReadRow:
    received = submission.received
    has_person = received.submitter != submission.submission_id
    return ReadRow(
        division=received.division,
        shown=_shown(submission),
        topic=submission.topic,
        named=(received.submitter,) if has_person else (),
        search=submission.brief_title or "",
        codes=(submission.tracking,),
        files=tuple(
            NamedFile(digest, personal=True, internal=digest not in submission.cleared) for digest in submission.files
        ),
    )


def _shown(submission: Submission) -> SubmissionShown:
    received = submission.received
    return SubmissionShown(
        text=received.text,
        channel=received.channel,
        submitter=received.submitter,
        anonymous=received.anonymous,
        title=received.title,
        name=received.name,
        contact=received.contact,
        venue=received.venue,
        meeting=received.meeting,
        member=received.member,
        supplied=submission.supplied,
        question=submission.question,
        rejection_code=submission.rejection_code,
        into=submission.into,
        topic=submission.topic,
        brief_title=submission.brief_title,
        referred_to=submission.referred_to,
        told=submission.told,
        appeal=submission.appeal,
        answer=submission.answer,
        rating=submission.rating,
        comment=submission.comment,
        screening_list=submission.screening_list,
        screening_list_version=submission.screening_list_version,
        brief=submission.brief,
        files=submission.files,
        cleared_files=submission.cleared,
        consent=submission.consent,
    )


@dataclass(frozen=True)
class TrackedSubmission:
    """One's own submission as its tracking code shows it: its row without name and contact."""

    id: str
    state: str
    version: int
    division: str
    text: str
    channel: str
    title: str | None = None
    supplied: tuple[str, ...] = ()
    question: str | None = None
    told: str | None = None
    into: str | None = None
    topic: str | None = None
    referred_to: str | None = None
    answer: str | None = None
    rating: Rating | None = None
    comment: str | None = None
    files: tuple[str, ...] = ()
    consent: bool = False


@dataclass(frozen=True)
class TrackedTopic:
    id: str
    title: str
    state: str
    notice_until: date | None = None
    allowed_commands: tuple[str, ...] = ()


@dataclass(frozen=True)
class TrackedOutcome:
    id: str
    title: str
    state: str
    feedback: str | None


@dataclass(frozen=True)
class TrackedTask:
    id: str
    title: str
    state: str
    allowed_commands: tuple[str, ...] = ()


@dataclass(frozen=True)
class Followed:
    """The submission that it was merged into, and follows."""

    state: str


@dataclass(frozen=True)
class Tracked:
    """Where it went: the submission, its topic, what was agreed to be done, who is doing it; of its brief the label alone."""

    submission: TrackedSubmission
    linked_topic: TrackedTopic | None
    outcomes: tuple[TrackedOutcome, ...]
    tasks: tuple[TrackedTask, ...]
    followed: Followed | None = None
    brief_state: str | None = None


def tracked(
    submission: TrackedSubmission,
    topic: SeenTopic | None,
    outcomes: Sequence[KnownOutcome],
    tasks: Sequence[KnownTask],
    opens_tasks: bool,
    brief: SeenBrief | None = None,
) -> Tracked:
    """`opens_tasks` where its own code rates them: what was merged follows, and rates nothing itself."""
    return Tracked(
        submission=submission,
        linked_topic=_tracked_topic(topic) if topic else None,
        outcomes=tuple(
            TrackedOutcome(known.outcome_id, known.title, known.state, known.feedback) for known in outcomes
        ),
        tasks=tuple(
            TrackedTask(
                known.task_id,
                known.title,
                known.state,
                ("rate",) if opens_tasks and known.state == "rating_open" else (),
            )
            for known in tasks
        ),
        brief_state=BRIEF_LABELS[brief.state] if brief else None,
    )


def _tracked_topic(topic: SeenTopic) -> TrackedTopic:
    """While the notice is up the code of any submission may object."""
    if topic.state == "noticed":
        return TrackedTopic(topic.id, topic.title, topic.state, topic.notice_until, ("lodge_objection",))
    return TrackedTopic(topic.id, topic.title, topic.state)


@dataclass(frozen=True)
class StepTaken:
    """When it came into a state."""

    state: str
    at: str


@dataclass(frozen=True)
class Deadline:
    """Until when its holder may do something; where there is no command, when the system closes it."""

    until: datetime
    command: str | None


IN_TIME = {State.NEEDS_INFO: "supply_info", State.REJECTED: "appeal", State.ANSWERED: "rate"}


def steps(states: Iterable[tuple[str, str]]) -> tuple[StepTaken, ...]:
    """Out of (state after an event, when that happened): where it changed."""
    taken: list[StepTaken] = []
    for state, at in states:
        if not taken or taken[-1].state != state:
            taken.append(StepTaken(state, at))
    return tuple(taken)


def deadline(submission: Submission) -> Deadline | None:
    """None while only others are expected to act."""
    if submission.waits_until is None or submission.state in (State.RECEIVED, State.RATED):
        return None
    return Deadline(submission.waits_until, IN_TIME.get(submission.state))


@dataclass(frozen=True)
class Rejection:
    """By which item of which list it was turned down, in the words of then."""

    code: str
    label: str | None
    screening_list: str | None
    screening_list_title: str | None
    screening_list_version: int | None


def rejection(submission: Submission, lists: Sequence[ScreeningList]) -> Rejection | None:
    """`lists` are the editions of that list; None where no rejection holds."""
    code, version = submission.rejection_code, submission.screening_list_version
    turned_down = submission.state in (State.REJECTED, State.APPEALED, State.CLOSED) and submission.answer is None
    if code is None or not turned_down:
        return None
    cited = next((one for one in lists if one.edition == version), None)
    labels = {item.code: item.label for item in cited.items} if cited else {}
    return Rejection(code, labels.get(code), submission.screening_list, cited.title if cited else None, version)
