"""The meetings service: its lifecycles, what it copies from others, what it reacts to."""

from infra.kernel.reactions import Copying, Reacting
from infra.kernel.service import EventSourcedService
from services.meetings import reactions
from services.meetings.attendance.lifecycle import ATTENDANCE
from services.meetings.consensus_item.lifecycle import CONSENSUS_ITEM
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.pre_work.lifecycle import PRE_WORK
from services.meetings.reactions import KnownTopic

COPIES = (
    Copying(
        "topics", reactions.TopicDrafted, reactions.on_topic_drafted, kind="topic", into=KnownTopic, id_field="topic_id"
    ),
    Copying(
        "topics",
        reactions.TopicNoticeEnded,
        reactions.on_topic_notice_ended,
        kind="topic",
        into=KnownTopic,
        id_field="topic_id",
    ),
    Copying(
        "topics",
        reactions.TopicRoundOpened,
        reactions.on_topic_round_opened,
        kind="topic",
        into=KnownTopic,
        id_field="topic_id",
    ),
    Copying(
        "topics",
        reactions.TopicConsultationReopened,
        reactions.on_topic_consultation_reopened,
        kind="topic",
        into=KnownTopic,
        id_field="topic_id",
    ),
    Copying(
        "topics",
        reactions.TopicConcluded,
        reactions.on_topic_out_of_consultation,
        kind="topic",
        into=KnownTopic,
        id_field="topic_id",
    ),
    Copying(
        "topics",
        reactions.TopicDiscontinued,
        reactions.on_topic_out_of_consultation,
        kind="topic",
        into=KnownTopic,
        id_field="topic_id",
    ),
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
