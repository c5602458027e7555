"""The desk's last column: what was put to the meeting, in which words, and where each side stands."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.pages.meeting.told import DeskTold
from gateway.pages.translated import _
from gateway.pages.words import choice_word
from gateway.pages.work.phase import Act, acts, state_word
from gateway.records import items

POSITIONS = ("for", "reserved", "against")
SETTLED = ("agreed", "agreed_with_reservation")


@dataclass(frozen=True)
class ItemOnTheDesk:
    """`stances` are (who, position in words, note); `tally` how many took which."""

    id: str
    number: int
    title: str
    state: str
    agreed: bool
    wording: str
    reason: str
    tally: str
    stances: list[tuple[str, str, str]]
    acts: list[Act]


def items_of(told: DeskTold) -> list[ItemOnTheDesk]:
    return [_item(told, one) for one in sorted(told.part("items"), key=lambda one: int(one["number"]))]


def _item(told: DeskTold, one: Mapping[str, Any]) -> ItemOnTheDesk:
    return ItemOnTheDesk(
        id=str(one["id"]),
        number=int(one["number"]),
        title=str(one["title"]),
        state=state_word(items.RESOURCE, str(one["state"]), told.lang, told.own_words),
        agreed=one["state"] in SETTLED,
        wording=str(one["wording"] or ""),
        reason=str(one["reason"] or ""),
        tally=_tally(told, one["positions"]),
        stances=list(_stances(told, one["positions"])),
        acts=acts(items.RESOURCE, one, told.lang),
    )


def _tally(told: DeskTold, positions: list[Mapping[str, Any]]) -> str:
    taken = Counter(str(one["position"]) for one in positions)
    return " · ".join(
        _("%(position)s %(num)s 方", position=choice_word("position", one, told.lang), num=taken[one])
        for one in POSITIONS
        if taken[one]
    )


def _stances(told: DeskTold, positions: list[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    by_id = {one["id"]: one for one in told.guests}
    for one in positions:
        guest = by_id.get(one.get("participant"))
        who = [told.called(guest)] if guest else []
        who += [str(one["group"])] if one.get("group") else []
        yield "，".join(who), choice_word("position", str(one["position"]), told.lang), str(one.get("note") or "")
