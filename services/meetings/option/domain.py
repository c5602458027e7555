"""Options compared (方案比选): each with what speaks for and against it, and the one chosen for a consensus item."""

from dataclasses import dataclass
from datetime import datetime

from services.meetings.meeting.state import NOT_BEGUN, WHILE_IT_IS_TOLD, Meeting
from services.meetings.option.commands import ChooseOption, ProposeOption, WeighOption
from services.meetings.option.events import OptionChosen, OptionEvent, OptionProposed, OptionWeighed
from services.meetings.rules import MinutesHaveCirculated, ObserverHasNoVoice
from services.meetings.side_rules import ItemIsNotOfThisMeeting, OneOptionAnItem, SupporterWasNotThere


@dataclass(frozen=True)
class Facts:
    """When it happened."""

    now: datetime


def propose_option(meeting: Meeting, command: ProposeOption, facts: Facts) -> list[OptionEvent]:
    """Also before the meeting: what is prepared for it is compared there."""
    if meeting.state not in (*NOT_BEGUN, *WHILE_IT_IS_TOLD):
        raise MinutesHaveCirculated
    number = len(meeting.parts.options) + 1
    return [
        OptionProposed(
            command.meeting_id,
            command.option_id,
            meeting.topic_id,
            number,
            command.title,
            command.text,
            command.pros,
            command.cons,
        )
    ]


def weigh_option(meeting: Meeting, command: WeighOption, facts: Facts) -> list[OptionEvent]:
    for supporter in command.supporters:
        one = meeting.participants.get(supporter)
        if one is None or not one.attended:
            raise SupporterWasNotThere(supporter)
        if not one.has_voice:
            raise ObserverHasNoVoice
    said = tuple(dict.fromkeys(command.supporters)), tuple(dict.fromkeys(command.groups))
    return [OptionWeighed(command.meeting_id, command.option_id, command.pros, command.cons, *said)]


def choose_option(meeting: Meeting, command: ChooseOption, facts: Facts) -> list[OptionEvent]:
    if command.item not in meeting.items:
        raise ItemIsNotOfThisMeeting
    if any(one.item == command.item for one in meeting.parts.options.values()):
        raise OneOptionAnItem
    return [OptionChosen(command.meeting_id, command.option_id, meeting.topic_id, command.item, command.explanation)]
