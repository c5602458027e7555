"""What the public reads of a meeting whose minutes were published: those minutes, not how they came about."""

from datetime import timedelta
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from services.meetings.attendance.lifecycle import ATTENDANCE
from services.meetings.consensus_item.lifecycle import CONSENSUS_ITEM
from services.meetings.meeting import events as happened
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.pre_work.lifecycle import PRE_WORK
from tests.unit.kernel.library.running import NOON, Library, databases

from .story import IN_REVIEW

PUBLIC = Actor()
ELSEWHERE = Actor(person="sun", roles=("MEM",), organisation="another council", division="620725")
CHAIR = Actor(person="lin", roles=("CHAIR",), organisation="council", division="620723101")
GUEST = Actor(participant="digest of parent")
AS_WRITTEN_FIRST, OBJECTION, WHY_INSIDE, AS_SIGNED = "马某同意搬走摊位", "我没有这样说", "涉及摊主经营", "暂不搬走摊位"
REDRAFTED = (
    happened.MinutesObjected("m1", "gate", "ana", NOON, OBJECTION, "host"),
    happened.MinutesRedrafted("m1", "gate", AS_SIGNED, NOON + timedelta(hours=1)),
    happened.MinutesSigned("m1", "gate", ()),
    happened.MinutesRestricted("m1", "gate", WHY_INSIDE),
    happened.MinutesReleased("m1", "gate", NOON + timedelta(days=3)),
)


def published() -> Library:
    of = Library(*databases(), lifecycles=Lifecycles((MEETING, ATTENDANCE, CONSENSUS_ITEM, PRE_WORK)))
    drafted = happened.MinutesDrafted("m1", "gate", AS_WRITTEN_FIRST, NOON)
    past = [drafted if isinstance(event, happened.MinutesDrafted) else event for event in IN_REVIEW]
    for event in (*past, *REDRAFTED):
        record(of.lifecycles, of.store, new_id(), [event], of.clock.now, CHAIR, "CHAIR")
    return of


def read(of: Library, actor: Actor) -> dict[str, Any]:
    return of.records.one(ReadCall("meetings", Caller(), "m1"), actor)


def doors(of: Library, actor: Actor) -> list[Any]:
    listed = of.records.listing(ListCall("meetings", Caller()), actor)
    history = of.records.history(ReadCall("meetings", Caller(), "m1"), actor)
    return [read(of, actor), listed, history]


@pytest.mark.parametrize("reader", [PUBLIC, ELSEWHERE])
def test_the_public_reads_the_minutes_that_were_published_and_no_draft(reader: Actor) -> None:
    of = published()
    assert [version["text"] for version in read(of, reader)["minutes"]] == [AS_SIGNED]
    assert AS_WRITTEN_FIRST not in str(doors(of, reader))


@pytest.mark.parametrize("reader", [PUBLIC, ELSEWHERE])
def test_why_minutes_were_objected_to_or_kept_inside_is_not_public(reader: Actor) -> None:
    of = published()
    for said in doors(of, reader):
        assert OBJECTION not in str(said)
        assert WHY_INSIDE not in str(said)


@pytest.mark.parametrize("reader", [CHAIR, GUEST])
def test_those_of_the_place_and_who_was_invited_read_how_the_minutes_came_about(reader: Actor) -> None:
    shown = read(published(), reader)
    assert [version["text"] for version in shown["minutes"]] == [AS_WRITTEN_FIRST, AS_SIGNED]
    assert [one["reason"] for one in shown["objections"]] == [OBJECTION]
    assert shown["reason"] == WHY_INSIDE
