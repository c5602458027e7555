"""Read replica: what topics keeps of others' news, and of its own.

Where only the state of a record is followed, a map says what each of its events makes of it.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from services.topics.submission.events import SubmissionMerged

# Divisions, from members


@dataclass(frozen=True, slots=True)
class KnownDivision:
    code: str
    name: str
    level: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class DivisionsLoaded:
    """One load brings many divisions."""

    load_id: str
    divisions: tuple[KnownDivision, ...]


@dataclass(frozen=True, slots=True)
class DivisionRenamed:
    load_id: str
    after: KnownDivision


@dataclass(frozen=True, slots=True)
class DivisionMoved:
    load_id: str
    after: KnownDivision


def on_divisions_loaded(event: DivisionsLoaded) -> list[tuple[str, str | None, KnownDivision]]:
    return [(division.code, division.parent, division) for division in event.divisions]


def on_division_changed(event: DivisionRenamed | DivisionMoved) -> list[tuple[str, str | None, KnownDivision]]:
    return [(event.after.code, event.after.parent, event.after)]


# Meetings: whether they are over, who was there, what was agreed


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """`heard` are the groups of which somebody with a voice checked in; `agreed` the items that stand as agreed."""

    meeting_id: str
    topic_id: str
    round: int
    state: Literal["open", "ended", "cancelled"] = "open"
    groups: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    meeting_id: str
    topic_id: str
    round: int
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParticipantCheckedIn:
    meeting_id: str
    kind: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class CheckInWithdrawn:
    meeting_id: str
    unheard: str | None


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreed:
    meeting_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class ConsensusItemAgreedWithReservation:
    meeting_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class ConsensusItemSuperseded:
    meeting_id: str
    item_id: str


MEETING_STATES = {"MeetingEnded": "ended", "MeetingCancelled": "cancelled"}


def on_meeting_planned(known: KnownMeeting | None, event: MeetingPlanned) -> KnownMeeting:
    return KnownMeeting(event.meeting_id, event.topic_id, event.round, groups=event.groups)


def on_participant_checked_in(known: KnownMeeting, event: ParticipantCheckedIn) -> KnownMeeting:
    """An observer has no voice, so that a group of which only an observer came was not heard."""
    if event.group is None or event.kind == "observer" or event.group in known.heard:
        return known
    return replace(known, heard=(*known.heard, event.group))


def on_check_in_withdrawn(known: KnownMeeting, event: CheckInWithdrawn) -> KnownMeeting:
    return replace(known, heard=tuple(group for group in known.heard if group != event.unheard))


def on_consensus_item_agreed(
    known: KnownMeeting, event: ConsensusItemAgreed | ConsensusItemAgreedWithReservation
) -> KnownMeeting:
    return replace(known, agreed=(*known.agreed, event.item_id))


def on_consensus_item_superseded(known: KnownMeeting, event: ConsensusItemSuperseded) -> KnownMeeting:
    return replace(known, agreed=tuple(item for item in known.agreed if item != event.item_id))


# Our own submissions: which were merged into which


@dataclass(frozen=True, slots=True)
class MergedSubmission:
    """A submission that was merged into another one, whose answer will be its own."""

    submission_id: str
    into: str


def on_submission_merged(known: MergedSubmission | None, event: SubmissionMerged) -> MergedSubmission:
    return MergedSubmission(event.submission_id, event.into)


# The library of rules, from members: which edition held when


@dataclass(frozen=True, slots=True)
class KnownRuleEdition:
    edition: int
    title: str
    document_number: str | None
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class KnownRuleText:
    """`editions` from the first to the newest."""

    rule_text_id: str
    division: str
    editions: tuple[KnownRuleEdition, ...]
    repealed_on: date | None = None


@dataclass(frozen=True, slots=True)
class RuleTextIssued:
    rule_text_id: str
    division: str
    title: str
    document_number: str | None
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class RuleTextRevised:
    rule_text_id: str
    edition: int
    title: str
    document_number: str | None
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class RuleTextRepealed:
    rule_text_id: str
    on: date


def on_rule_text_issued(known: KnownRuleText | None, event: RuleTextIssued) -> KnownRuleText:
    return KnownRuleText(event.rule_text_id, event.division, (_edition(1, event),))


def on_rule_text_revised(known: KnownRuleText, event: RuleTextRevised) -> KnownRuleText:
    return replace(known, editions=(*known.editions, _edition(event.edition, event)))


def on_rule_text_repealed(known: KnownRuleText, event: RuleTextRepealed) -> KnownRuleText:
    return replace(known, repealed_on=event.on)


def _edition(number: int, event: RuleTextIssued | RuleTextRevised) -> KnownRuleEdition:
    return KnownRuleEdition(number, event.title, event.document_number, event.valid_from, event.valid_until)
