"""Where a service follows another one's states, its map says of every event what the producer's own fold makes of it.

The producer's lifecycle is walked with the golden events; beside it goes the copy that the follower keeps of the record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from infra.kernel.contract.reactions import Copying
from operations.suite.services import SERVICES, definition_of
from tests.contract.published import OURS, SERVICE_OF
from tests.contract.walk import Walk

# Heard of already, and named here until somebody records it.
NOT_RECORDED_YET: set[str] = set()

# They change other fields of the copy, or set again what is so already.
UNSEEN = {
    "topics follows outcome": {"OutcomeRevised"},
    "topics follows meeting": {
        "ParticipantCheckedIn", "CheckInWithdrawn", "ConsensusItemAgreed", "ConsensusItemAgreedWithReservation",
        "ConsensusItemSuperseded",
    },
    "meetings follows topic": {"TopicEdited", "TopicCorrected", "TopicTakenOver"},
    "outcomes follows topic": {"TopicTakenOver"},
    "topics follows task": {"TaskTakenOver"},
    "topics follows posting": {"PostingProposedAgain", "PostingHandedOver", "PostingSucceeded"},
}  # fmt: skip

ROUNDS = {"preparing", "consulting"}
WITH_A_CONCLUSION = {"concluded", "outcome_review", "implementing"}
BEFORE_THE_END = {"planned", "scheduled", "notified", "ready", "in_session", "suspended", "postponed"}
SIGNED = {"minutes_signed", "published", "restricted", "archived"}
AGREED = {"agreed", "agreed_with_reservation"}


@dataclass(frozen=True)
class Mirror:
    """`shows` is what the copy's `field` must be while the record is in that state."""

    follower: str
    lifecycle: str
    kind: str
    field: str
    shows: Callable[[str], Any]

    def __str__(self) -> str:
        return f"{self.follower} follows {self.lifecycle}"

    @property
    def copyings(self) -> dict[str, Copying]:
        rows = [row for row in definition_of(self.follower).all_copies if row.kind == self.kind]
        return {row.event.__name__: row for row in rows if row.producer == SERVICE_OF[self.lifecycle]}


def meeting(state: str) -> str:
    return "open" if state in BEFORE_THE_END else "cancelled" if state == "cancelled" else "ended"


MIRRORS = (
    Mirror("topics", "outcome", "outcome", "state", lambda state: state),
    Mirror("topics", "task", "task", "state", lambda state: state),
    Mirror("topics", "meeting", "meeting", "state", meeting),
    Mirror("meetings", "topic", "topic", "phase", lambda state: state if state in ROUNDS else "other"),
    Mirror("outcomes", "topic", "topic", "concluded", lambda state: state in WITH_A_CONCLUSION),
    Mirror("outcomes", "meeting", "meeting", "minutes_signed", lambda state: state in SIGNED),
    Mirror("topics", "posting", "posting", "active", lambda state: state == "active"),
    Mirror("outcomes", "consensus_item", "item", "agreed", lambda state: state in AGREED),
)


def copied(copyings: dict[str, Copying], events: tuple[Any, ...]) -> Any:
    """The copy after these events, each read from its stored form as the follower reads it."""
    known = None
    for event in events:
        if (row := copyings.get(type(event).__name__)) is not None and row.keep is not None:
            known = row.keep(known, msgspec.json.decode(msgspec.json.encode(event), type=row.event))
    return known


def disagreements(mirror: Mirror, copyings: dict[str, Copying]) -> list[str]:
    walk, found = Walk(OURS[mirror.lifecycle]), []
    for (row, state), events in walk.told.items():
        copy, wanted = copied(copyings, events), mirror.shows(walk.landed[row, state])
        if copy is not None and (shown := msgspec.to_builtins(copy)[mirror.field]) != wanted:
            found.append(f"{row} from {state}: {shown} instead of {wanted}")
    return found


@pytest.mark.parametrize("mirror", MIRRORS, ids=str)
def test_a_copy_shows_what_the_producers_fold_shows(mirror: Mirror) -> None:
    assert disagreements(mirror, mirror.copyings) == []


@pytest.mark.parametrize("mirror", MIRRORS[:-1], ids=str)
def test_shown_red_a_map_that_lacks_an_event(mirror: Mirror) -> None:
    """Of whatever moves the copy on, nothing can be left out unseen."""
    first = next(iter(mirror.copyings))
    moving = [name for name in mirror.copyings if name not in {first, *NOT_RECORDED_YET}]
    unseen = [
        name
        for name in moving
        if not disagreements(mirror, {one: row for one, row in mirror.copyings.items() if one != name})
    ]
    assert set(unseen) <= UNSEEN.get(str(mirror), set())


@pytest.mark.parametrize("follower", SERVICES)
def test_what_is_followed_is_recorded_with_what_is_used_of_it(follower: str) -> None:
    recorded = {kind.name: kind.cls for lifecycle in OURS.values() for kind in lifecycle.events}
    rows = definition_of(follower).all_copies
    assert {row.event.__name__ for row in rows} - set(recorded) <= NOT_RECORDED_YET
    for row in rows:
        if row.event.__name__ in recorded:
            told = {field.name for field in msgspec.inspect.type_info(recorded[row.event.__name__]).fields}  # type: ignore[attr-defined]
            used = {field.name for field in msgspec.inspect.type_info(row.event).fields}  # type: ignore[attr-defined]
            assert used <= told, row.event.__name__
