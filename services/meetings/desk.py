"""The desk of a meeting: all that belongs to it, and what it still lacks for its next step."""

from collections.abc import Iterator

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import ReadCall
from infra.kernel.reading.with_parts import WithParts
from services.meetings.meeting.domain import missing_to_open, what_is_missing
from services.meetings.meeting.state import Meeting, State
from services.meetings.rules import GroupNotInvited, HostOrRecorderMissing, MeetingsRuleBroken

PARTS = ("participants", "agenda", "speeches", "items", "notes", "notices", "invitations")


def desk(reading: WithParts, call: ReadCall, actor: Actor) -> dict[str, object]:
    """`missing`: the rule that the next step would break, and whom it is about; `unnoticed`: how many are awaited without a notice.

    Raises NotFound, as reading the meeting does.
    """
    opened = reading.opened(call, PARTS, actor)
    broken = list(lacking(opened.state)) if opened.told["works_as"] else []
    missing = [{"rule": str(one.__doc__), "about": "、".join(map(str, one.args))} for one in broken]
    return {**opened.told, "missing": missing, "unnoticed": opened.state.roll.unnoticed}


def lacking(meeting: Meeting) -> Iterator[MeetingsRuleBroken]:
    """What stands in the way of the next step, as far as the meeting itself tells."""
    if meeting.state is State.NOTIFIED:
        yield from what_is_missing(meeting)
    elif meeting.state is State.READY:
        yield from missing_to_open(meeting)
    elif meeting.state in (State.PLANNED, State.SCHEDULED):
        # Of notices and their days nothing is to be said before they are sent.
        yield from (one for one in what_is_missing(meeting) if isinstance(one, HostOrRecorderMissing | GroupNotInvited))
