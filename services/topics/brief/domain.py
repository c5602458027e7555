"""What is allowed with a brief, and what follows."""

from dataclasses import dataclass
from datetime import date, datetime

from services.topics import document_rules, rules
from services.topics.brief import commands as asked
from services.topics.brief import events as happened
from services.topics.brief.events import BriefEvent
from services.topics.brief.state import Brief, Reached, Recipient
from services.topics.proposal.events import ProposalDrafted, ProposalEvent


@dataclass(frozen=True, slots=True)
class Origins:
    """What of the records that a new brief is said to come of is there for whoever drafts it; `topic` also by its outcome."""

    submissions: frozenset[str] = frozenset()
    topic: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """Where a recipient stands."""

    division: str
    level: str


@dataclass(frozen=True)
class Facts:
    """What each command needs to know besides the brief; the others' facts stay empty. `today` is the day of entry.

    received_at  the day on which it was heard what a recipient did
    read_by      the end of that day, or now, whichever comes first
    """

    now: datetime
    today: date
    division_exists: bool = True
    origins: Origins = Origins()
    recipient: Level | None = None
    received_at: date | None = None
    read_by: datetime | None = None


def draft_brief(nothing: None, command: asked.DraftBrief, facts: Facts) -> list[BriefEvent]:
    if not facts.division_exists:
        raise rules.DivisionMustExist(command.division)
    missing = [one for one in command.submissions if one not in facts.origins.submissions]
    if missing:
        raise document_rules.SubmissionsMustExist(missing[0])
    if command.outcome is not None and facts.origins.outcome is None:
        raise document_rules.OutcomeMustExist(command.outcome)
    if command.topic is not None and facts.origins.topic is None:
        raise rules.TopicMustExist(command.topic)
    if command.topic is not None and command.topic != facts.origins.topic:
        raise document_rules.OutcomeMustBeOfTheTopic(command.topic)
    return [
        happened.BriefDrafted(
            brief_id=command.brief_id,
            title=command.title,
            text=command.text,
            division=command.division,
            organisation=command.organisation,
            kind=command.kind,
            submissions=tuple(dict.fromkeys(command.submissions)),
            topic=facts.origins.topic,
            outcome=command.outcome,
        )
    ]


def revise_brief(brief: Brief, command: asked.ReviseBrief, facts: Facts) -> list[BriefEvent]:
    title, text = command.title or brief.title, command.text or brief.text
    if (title, text) == (brief.title, brief.text):
        raise rules.NothingIsChanged
    return [happened.BriefRevised(command.brief_id, title, text)]


def send_brief(brief: Brief, command: asked.SendBrief, facts: Facts) -> list[BriefEvent]:
    if any(one.organisation == command.organisation for one in brief.recipients):
        raise document_rules.BriefGoesToARecipientOnce
    assert facts.recipient is not None
    to = facts.recipient
    return [happened.BriefSent(command.brief_id, command.organisation, to.division, to.level, facts.now)]


def mark_read(brief: Brief, command: asked.MarkRead, facts: Facts) -> list[BriefEvent]:
    recipient = _recipient(brief, command.organisation)
    if recipient.read_at is not None:
        raise document_rules.ReadAlready
    if facts.now < recipient.sent_at:
        raise document_rules.NotBeforeItWasSent
    return [happened.BriefRead(command.brief_id, command.organisation, facts.now)]


def note_brief(brief: Brief, command: asked.NoteBrief, facts: Facts) -> list[BriefEvent]:
    day, read_by = _heard(brief, command, facts)
    _must_have_come(command.date, facts)
    return [
        happened.BriefNoted(
            command.brief_id, command.organisation, command.body, command.form, command.date, day, read_by
        )
    ]


def adopt_brief(brief: Brief, command: asked.AdoptBrief, facts: Facts) -> list[BriefEvent]:
    day, read_by = _heard(brief, command, facts)
    return [happened.BriefAdopted(command.brief_id, command.organisation, command.text, day, read_by)]


def instruct_on_brief(brief: Brief, command: asked.InstructOnBrief, facts: Facts) -> list[BriefEvent]:
    day, read_by = _heard(brief, command, facts)
    _must_have_come(command.date, facts)
    return [
        happened.BriefInstructed(
            brief_id=command.brief_id,
            organisation=command.organisation,
            who=command.who,
            office=command.office,
            date=command.date,
            text=command.text,
            received_at=day,
            read_by=read_by,
        )
    ]


def mark_not_used(brief: Brief, command: asked.MarkNotUsed, facts: Facts) -> list[BriefEvent]:
    day, read_by = _heard(brief, command, facts)
    if _recipient(brief, command.organisation).state is not Reached.SENT:
        raise document_rules.RecipientHasSaidSo
    return [happened.BriefNotUsed(command.brief_id, command.organisation, command.reason, day, read_by)]


def convert_brief(brief: Brief, command: asked.ConvertBrief, facts: Facts) -> list[BriefEvent | ProposalEvent]:
    """The proposal comes into being with it, where the brief stands."""
    drafted = ProposalDrafted(
        proposal_id=command.proposal,
        title=command.title or brief.title,
        text=command.text or brief.text,
        division=brief.drafted.division,
        organisation=brief.organisation,
        proposer=None,
        co_signers=(),
        topic=brief.drafted.topic,
        outcome=brief.drafted.outcome,
        brief=brief.brief_id,
    )
    return [happened.BriefConverted(command.brief_id, command.proposal), drafted]


def _heard(brief: Brief, command: asked.Response, facts: Facts) -> tuple[date, datetime]:
    """When it was heard what a recipient did: not before it was sent there, not in days to come."""
    recipient = _recipient(brief, command.organisation)
    assert facts.received_at is not None
    assert facts.read_by is not None
    _must_have_come(facts.received_at, facts)
    if facts.read_by < recipient.sent_at:
        raise document_rules.NotBeforeItWasSent
    return facts.received_at, facts.read_by


def _must_have_come(day: date, facts: Facts) -> None:
    if day > facts.today:
        raise document_rules.NamedDayMustHaveCome(day.isoformat())


def _recipient(brief: Brief, organisation: str) -> Recipient:
    for one in brief.recipients:
        if one.organisation == organisation:
            return one
    raise document_rules.BriefMustHaveBeenSentThere(organisation)
