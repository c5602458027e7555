"""The desk's first column: who is invited, by what he stands for, and who is there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from gateway.pages.meeting.told import CHECK_IN_OPEN, NOT_COMING, OBSERVER, DeskTold, OneTap
from gateway.pages.translated import _
from gateway.pages.words import choice_word
from gateway.pages.work.phase import state_word
from gateway.records import participants
from gateway.records.meeting_pack import coverage

MOST_AT_A_GLANCE = 16
"""Of more people than these each group is opened by itself."""
LEADING = ("host", "recorder")
GONE = "gone"
Invited: TypeAlias = tuple[int, Mapping[str, Any]]
"""With his number."""


@dataclass(frozen=True)
class Guest:
    """`number` is that of the sign-in sheet; `mark` is tick, open or end."""

    number: int
    id: str
    name: str
    about: str
    state: str
    mark: str
    taps: list[OneTap]


@dataclass(frozen=True)
class GuestsOfOneKind:
    """`name` is a group of stakeholders, or what else they are; `opened`: shown at once."""

    name: str
    heading: str
    guests: list[Guest]
    came: int
    opened: bool


@dataclass(frozen=True)
class PeopleAtTheDesk:
    """`awaited` and `came` are of all who are expected; observers are counted apart."""

    groups: list[GuestsOfOneKind]
    expected: int
    came: int
    observers: int
    sides: Sequence[Mapping[str, Any]]
    check_in_open: bool

    @property
    def share(self) -> int:
        return round(100 * self.came / self.expected) if self.expected else 0


def people_of(told: DeskTold, just: str = "") -> PeopleAtTheDesk:
    """`just`: the record with which something was done a moment ago."""
    expected = [one for one in told.guests if one["state"] not in NOT_COMING]
    few = len(told.guests) <= MOST_AT_A_GLANCE
    counted = [one for one in expected if one["kind"] != OBSERVER]
    return PeopleAtTheDesk(
        groups=[_kind(told, name, those, few, just) for name, those in _by_kind(told)],
        expected=len(counted),
        came=sum(bool(one["attended"]) for one in counted),
        observers=len(expected) - len(counted),
        sides=coverage(told.record["groups"], [dict(one) for one in told.guests]),
        check_in_open=told.state in CHECK_IN_OPEN,
    )


def guest(told: DeskTold, number: int, one: Mapping[str, Any], among: str = "") -> Guest:
    """`among`: the side under which he stands, so that it is not said of him once more."""
    came, gone = bool(one["attended"]), one["state"] in NOT_COMING
    return Guest(
        number=number,
        id=str(one["id"]),
        name=told.called(one),
        about=_about(told, one, among),
        state=state_word(participants.RESOURCE, str(one["state"]), told.lang, told.own_words),
        mark="tick" if came else "end" if gone else "open",
        taps=list(_taps(told, one)),
    )


def _about(told: DeskTold, one: Mapping[str, Any], among: str) -> str:
    """What he is there as: short, for a line under his name."""
    said = [choice_word("duty", one["duty"], told.lang)] if one["duty"] in LEADING else []
    said += [one["group"]] if one["group"] and one["group"] != among else []
    said += [choice_word("kind", OBSERVER, told.lang)] if one["kind"] == OBSERVER != among else []
    if (of := told.name(one.get("organisation"))) and of != told.called(one):
        said.append(of)
    if one.get("represents"):
        said.append(_("代表 %(num)s 人", num=one["represents"]))
    return " · ".join(said)


def _taps(told: DeskTold, one: Mapping[str, Any]) -> Iterator[OneTap]:
    allowed, address = one["allowed_commands"], f"{told.address}/participants/{one['id']}"
    if "check_in" in allowed:
        mode = told.record["mode"]
        if mode != "remote":
            yield OneTap("onsite", f"{address}/check_in", _("签到"))
        if mode != "onsite":
            yield OneTap("remote", f"{address}/check_in", _("线上签到"))
    elif "confirm_attendance" in allowed and told.state not in CHECK_IN_OPEN:
        yield OneTap("plain", f"{address}/confirm_attendance", _("已答应来"))


def _kind(told: DeskTold, name: str, those: list[Invited], few: bool, just: str) -> GuestsOfOneKind:
    rows = [guest(told, number, one, name) for number, one in those]
    opened = few or any(one.id == just for one in rows)
    came = sum(one.mark == "tick" for one in rows)
    return GuestsOfOneKind(name, _headings().get(name, name), rows, came, opened)


def _by_kind(told: DeskTold) -> Iterator[tuple[str, list[Invited]]]:
    """Who leads and records first, then each side, then the others, observers, and at the end who will not come."""
    found: dict[str, list[Invited]] = {}
    for number, one in enumerate(told.guests, start=1):
        found.setdefault(_name_of_kind(one), []).append((number, one))
    sides = [one for one in (*told.record["groups"], *found) if one not in _headings()]
    order = dict.fromkeys(("leading", *sides, *_headings()))
    return ((name, found[name]) for name in order if name in found)


def _headings() -> dict[str, str]:
    """Of those who are of no side, in their order."""
    return {
        "leading": _("主持和记录"),
        "fixed": _("委员和固定成员"),
        "invited": _("部门和其他受邀人"),
        OBSERVER: _("旁听"),
        GONE: _("不来的"),
    }


def _name_of_kind(one: Mapping[str, Any]) -> str:
    if one["state"] in NOT_COMING:
        return GONE
    if one["kind"] == OBSERVER:
        return OBSERVER
    if one["duty"] in LEADING:
        return "leading"
    return str(one.get("group") or one["kind"])
