"""What is known of an ex-officio rule, folded from its events."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.members.ex_officio_rule import events as happened
from services.members.ex_officio_rule.events import ExOfficioEvent, ExOfficioRuleCreated


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "施行",
    State.ENDED: "已终止",
}


@dataclass(frozen=True, slots=True)
class FollowedSeat:
    """The seat of whoever holds an office. `starts` and `ends` are the office's."""

    office: str
    person: str
    membership: str
    acting: str | None
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class WithheldSeat:
    office: str
    person: str
    why: str


@dataclass(frozen=True)
class ExOfficioRule:
    """`seats` and `withheld` by office; `turn` counts the seats that there have been."""

    ex_officio_rule_id: str
    state: State
    organisation: str
    division: str
    seat: str
    category: str | None
    role: str
    office_organisation: str
    deputy: bool
    acts_as: str | None
    seats: Mapping[str, FollowedSeat] = field(default_factory=dict)
    withheld: Mapping[str, WithheldSeat] = field(default_factory=dict)
    turn: int = 0
    reason: str | None = None


def evolve(rule: ExOfficioRule | None, event: ExOfficioEvent) -> ExOfficioRule:
    if isinstance(event, ExOfficioRuleCreated):
        return _begun(event)
    assert rule is not None
    match event:
        case happened.SeatFollowed():
            return _followed(rule, event)
        case happened.FollowedSeatRedated():
            seats = {
                office: replace(seat, ends=event.ends) if office == event.office else seat
                for office, seat in rule.seats.items()
            }
            return replace(rule, seats=seats)
        case happened.SeatLeft():
            return replace(rule, seats=_without(rule.seats, event.office))
        case happened.SeatWithheld():
            held = WithheldSeat(event.office, event.person, event.why)
            return replace(rule, withheld={**rule.withheld, event.office: held})
        case happened.ExOfficioRuleEnded():
            return replace(rule, state=State.ENDED, withheld={}, reason=event.reason)
        case _:
            assert_never(event)


def _begun(event: ExOfficioRuleCreated) -> ExOfficioRule:
    return ExOfficioRule(
        event.ex_officio_rule_id,
        State.ACTIVE,
        event.organisation,
        event.division,
        event.seat,
        event.category,
        event.role,
        event.office_organisation,
        event.deputy,
        event.acts_as,
    )


def _followed(rule: ExOfficioRule, event: happened.SeatFollowed) -> ExOfficioRule:
    seat = FollowedSeat(event.office, event.person, event.membership, event.acting, event.starts, event.ends)
    withheld = {office: held for office, held in rule.withheld.items() if office != event.office}
    return replace(rule, seats={**rule.seats, event.office: seat}, withheld=withheld, turn=rule.turn + 1)


def _without(seats: Mapping[str, FollowedSeat], office: str) -> dict[str, FollowedSeat]:
    return {one: seat for one, seat in seats.items() if one != office}
