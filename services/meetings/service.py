"""The meetings service: its lifecycles, what it copies from others, what it reacts to."""

from infra.kernel.contract.reactions import Copying, Reacting, mirrored
from infra.kernel.entrypoints.service import EventSourcedService
from services.meetings import reactions
from services.meetings.attendance.lifecycle import ATTENDANCE
from services.meetings.consensus_item.lifecycle import CONSENSUS_ITEM
from services.meetings.copies import (
    TOPIC_PHASES,
    KnownTopic,
    TopicDrafted,
    TopicRoundOpened,
    on_topic_drafted,
    on_topic_round_opened,
)
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.pre_work.lifecycle import PRE_WORK

COPIES = (
    Copying("topics", TopicDrafted, on_topic_drafted, "topic", KnownTopic, "topic_id"),
    Copying("topics", TopicRoundOpened, on_topic_round_opened, "topic", KnownTopic, "topic_id"),
    *mirrored("topics", "topic", KnownTopic, "topic_id", TOPIC_PHASES, field="phase"),
)

REACTIONS = (
    Reacting("meetings", reactions.MeetingEnded, reactions.on_meeting_ended),
    Reacting("meetings", reactions.ConsensusItemAgreed, reactions.on_item_settled),
    Reacting("meetings", reactions.ConsensusItemAgreedWithReservation, reactions.on_item_settled),
    Reacting("meetings", reactions.ConsensusItemNotAgreed, reactions.on_item_settled),
)


class MeetingsService(EventSourcedService):
    """Meetings with their participants, consensus items, pre-work and minutes."""

    name = "meetings"
    lifecycles = (MEETING, ATTENDANCE, CONSENSUS_ITEM, PRE_WORK)
    copies = COPIES
    reactions = REACTIONS
