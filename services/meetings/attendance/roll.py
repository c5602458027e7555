"""The roll of a meeting: its participants, and what every command asks about all of them together, kept up event by event.

A meeting may have ten thousand of them, and one more command must neither look at each nor copy what is known of all.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias, TypeVar

from services.meetings.attendance.state import AWAITED, Participant, State

T = TypeVar("T")
Tally: TypeAlias = Mapping[str, int]
Says: TypeAlias = Callable[[Participant], tuple[str, ...]]
Asks: TypeAlias = Callable[[Participant], T | None]
MOST_RECENT = 128


class Guests(Mapping[str, Participant]):
    """Everybody who was ever invited, by id. Whoever changed last stands apart, so that a change copies a few and not all."""

    __slots__ = ("_long_since", "_recent")

    def __init__(self, long_since: dict[str, Participant], recent: dict[str, Participant]) -> None:
        self._long_since, self._recent = long_since, recent

    def with_one(self, one: Participant) -> "Guests":
        recent = {**self._recent, one.participant_id: one}
        if len(recent) <= MOST_RECENT:
            return Guests(self._long_since, recent)
        return Guests({**self._long_since, **recent}, {})

    def __getitem__(self, participant_id: str) -> Participant:
        found = self._recent.get(participant_id)
        return self._long_since[participant_id] if found is None else found

    def __iter__(self) -> Iterator[str]:
        yield from self._long_since
        yield from (one for one in self._recent if one not in self._long_since)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def values(self) -> ValuesView[Participant]:
        """All in their order, without a call for each."""
        return {**self._long_since, **self._recent}.values()


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many have a voice, and how many observe."""

    voices: int = 0
    observers: int = 0

    def of(self, one: Participant, by: int) -> "Headcount":
        if one.has_voice:
            return replace(self, voices=self.voices + by)
        return replace(self, observers=self.observers + by)


@dataclass(frozen=True, slots=True)
class Roll:
    """`named`: persons and organisations that an invitation names; `codes`: those of invitations that were not taken back.

    `duties` are those of whoever is expected, `asked` the groups for which somebody with a voice was invited. `unnoticed`
    is how many are awaited without a notice; `leads` says of those who have one how many have which lead time.
    """

    guests: Guests = field(default_factory=lambda: Guests({}, {}))
    named: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    duties: Tally = field(default_factory=dict)
    asked: Tally = field(default_factory=dict)
    expected: Headcount = Headcount()
    came: Headcount = Headcount()
    attendees: tuple[str, ...] = ()
    attendee_codes: tuple[str, ...] = ()
    unnoticed: int = 0
    leads: Mapping[datetime, int] = field(default_factory=dict)


def moved(roll: Roll, after: Participant, lead_times: Mapping[str, datetime]) -> Roll:
    """The roll when one participant is what he is now."""
    before, guests = roll.guests.get(after.participant_id), roll.guests.with_one(after)

    def listed(those: tuple[str, ...], of: Says) -> tuple[str, ...]:
        return _listed(those, of, before, after, guests)

    return Roll(
        guests=guests,
        named=listed(roll.named, _named),
        persons=listed(roll.persons, _person),
        codes=listed(roll.codes, _code),
        duties=_tallied(roll.duties, before, after, _duty),
        asked=_tallied(roll.asked, before, after, _group),
        expected=_counted(roll.expected, before, after, _is_expected),
        came=_counted(roll.came, before, after, _has_come),
        attendees=listed(roll.attendees, _person_who_came),
        attendee_codes=listed(roll.attendee_codes, _code_of_who_came),
        unnoticed=roll.unnoticed + _is_unnoticed(after, lead_times) - _is_unnoticed(before, lead_times),
        leads=_tallied(roll.leads, before, after, lambda one: _lead(one, lead_times)),
    )


def noticed(roll: Roll, lead_times: Mapping[str, datetime]) -> Roll:
    """When notices were sent, or hold no more because the time is another: then each is looked at."""
    awaited = [one.participant_id for one in roll.guests.values() if one.state in AWAITED]
    leads = Counter(lead_times[one] for one in awaited if one in lead_times)
    return replace(roll, unnoticed=len(awaited) - leads.total(), leads=dict(leads))


def _listed(
    those: tuple[str, ...], of: Says, before: Participant | None, after: Participant, guests: Guests
) -> tuple[str, ...]:
    """Where somebody is no longer listed, it is asked of each whether he still is: another may say the same."""
    was, now = of(before) if before else (), of(after)
    if was == now:
        return those
    if was:
        return tuple(dict.fromkeys(said for one in guests.values() for said in of(one)))
    return those + now


def _tallied(tally: Mapping[T, int], before: Participant | None, after: Participant, of: Asks[T]) -> Mapping[T, int]:
    was, now = of(before) if before else None, of(after)
    if was == now:
        return tally
    counted = Counter(tally)
    counted.update([now] if now is not None else [])
    counted.subtract([was] if was is not None else [])
    return {said: many for said, many in counted.items() if many}


def _counted(
    count: Headcount, before: Participant | None, after: Participant, of: Callable[[Participant], bool]
) -> Headcount:
    if before is not None and of(before):
        count = count.of(before, -1)
    return count.of(after, 1) if of(after) else count


def _named(one: Participant) -> tuple[str, ...]:
    if one.state is State.UNINVITED:
        return ()
    return tuple(who for who in (one.person, one.organisation) if who)


def _person(one: Participant) -> tuple[str, ...]:
    return (one.person,) if one.person and one.invited else ()


def _code(one: Participant) -> tuple[str, ...]:
    return (one.code,) if one.code and one.state is not State.UNINVITED else ()


def _person_who_came(one: Participant) -> tuple[str, ...]:
    return (one.person,) if one.person and one.attended else ()


def _code_of_who_came(one: Participant) -> tuple[str, ...]:
    return (one.code,) if one.code and one.attended else ()


def _duty(one: Participant) -> str | None:
    return one.duty if one.expected else None


def _group(one: Participant) -> str | None:
    """Who then declined still stands for a group that was invited; its absence is explained later."""
    return one.group if one.has_voice and one.state is not State.UNINVITED else None


def _is_expected(one: Participant) -> bool:
    return one.expected


def _has_come(one: Participant) -> bool:
    return one.attended


def _is_unnoticed(one: Participant | None, lead_times: Mapping[str, datetime]) -> bool:
    return one is not None and one.state in AWAITED and one.participant_id not in lead_times


def _lead(one: Participant, lead_times: Mapping[str, datetime]) -> datetime | None:
    return lead_times.get(one.participant_id) if one.state in AWAITED else None
