"""A meeting that has not begun is cancelled by the system when its topic ends or is taken elsewhere, or its round is left."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from infra.kernel.access.places import SYSTEM
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import NotAllowedInState
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from services.meetings import reactions
from services.meetings.attendance.lifecycle import ATTENDANCE
from services.meetings.consensus_item.lifecycle import CONSENSUS_ITEM
from services.meetings.copies import KnownTopic, TopicEscalated, TopicRoundAbandoned
from services.meetings.meeting import events as happened
from services.meetings.meeting.commands import CancelMeeting
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.pre_work.lifecycle import PRE_WORK
from services.meetings.reactions import SeenMeeting
from services.meetings.service import REACTIONS, planned_meetings
from tests.unit.kernel.library.running import Library, databases
from tests.unit.meetings.story import PLANNED, SCHEDULED

ROUND_1, ROUND_2 = SeenMeeting("m1", "planned", 1), SeenMeeting("m2", "ready", 2)
KNOWN = KnownTopic("gate", "学校门口交通", "620723101", "council", ("家长",), "consulting", 2)


@pytest.mark.parametrize(
    ("react", "event", "why"),
    [
        (reactions.on_topic_discontinued, reactions.TopicDiscontinued("gate", "停"), reactions.DISCONTINUED),
        (reactions.on_topic_merged, reactions.TopicMerged("gate", "停"), reactions.MERGED),
        (reactions.on_topic_escalated, TopicEscalated("gate", 1, "停"), reactions.ESCALATED),
    ],
)
def test_ruling_18_all_that_is_planned_is_cancelled_with_the_topic(
    react: Callable[..., Any], event: object, why: str
) -> None:
    cancelled = [CancelMeeting("m1", f"{why}: 停"), CancelMeeting("m2", f"{why}: 停")]
    assert react(event, [ROUND_1, ROUND_2]) == cancelled
    assert react(event, []) == []


def test_with_a_round_that_was_left_only_its_own_are() -> None:
    left = TopicRoundAbandoned("gate", 1, "停")
    assert reactions.on_topic_round_abandoned(left, [ROUND_1, ROUND_2]) == [
        CancelMeeting("m1", f"{reactions.ROUND_LEFT}: 停")
    ]


@pytest.mark.parametrize(
    ("topic", "cancelled"),
    [
        (KNOWN, False),
        (None, False),
        (replace(KNOWN, phase="preparing", round=0), False),
        (replace(KNOWN, phase="other"), True),
        (replace(KNOWN, phase="preparing", left=1), True),
    ],
)
def test_what_was_planned_before_the_news_had_come_is_cancelled_again(
    topic: KnownTopic | None, cancelled: bool
) -> None:
    wanted = [CancelMeeting("m1", reactions.TOO_LATE)] if cancelled else []
    assert reactions.on_meeting_planned(PLANNED, topic) == wanted


def test_the_four_are_followed() -> None:
    followed = {row.event.__name__ for row in REACTIONS if row.producer == "topics"}
    assert followed >= {"TopicDiscontinued", "TopicMerged", "TopicEscalated", "TopicRoundAbandoned"}


def meetings(*streams: tuple[Any, ...]) -> tuple[Library, list[str]]:
    """A service with a meeting for each of these pasts, of one topic."""
    of, made = Library(*databases(), Lifecycles((MEETING, ATTENDANCE, CONSENSUS_ITEM, PRE_WORK))), []
    for past in streams:
        made.append(new_id())
        record(
            of.lifecycles,
            of.store,
            new_id(),
            [replace(event, meeting_id=made[-1]) for event in past],
            of.clock(),
            SYSTEM,
            "SYS",
        )
    return of, made


def test_only_what_has_not_begun_is_cancelled_and_once() -> None:
    ready, opened = happened.MeetingReady("m1", "gate"), happened.MeetingOpened("m1", "gate")
    of, (planned, waiting, in_session) = meetings(
        (PLANNED,), (PLANNED, SCHEDULED, ready), (PLANNED, SCHEDULED, ready, opened)
    )
    ended = reactions.TopicDiscontinued("gate", "停")
    found = planned_meetings(of.lookups_at(of.clock()), ended)
    assert {meeting.id for meeting in found} == {planned, waiting}
    for command in reactions.on_topic_discontinued(ended, found):
        key = new_id()
        for _twice in range(2):
            assert of.handler.give(command, SYSTEM, key, "", None)["state"] == "cancelled"
        assert of.store.stream(f"meeting-{command.meeting_id}")[-1].role == "SYS"
    with pytest.raises(NotAllowedInState):
        of.handler.give(CancelMeeting(in_session, "停"), SYSTEM, new_id(), "", None)
    assert planned_meetings(of.lookups_at(of.clock()), ended) == []
