"""What is allowed with pairs, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.pair import events as happened
from services.members.pair.commands import HoldPairActivity, MakePair, MakePlacement, StrikePairEntry
from services.members.pair.events import PairEvent
from services.members.pair.state import Pair
from services.members.register_rules import (
    EntryMustBeThere,
    MustNotEndBeforeItStarts,
    MustNotHappenAhead,
)
from services.members.rules import DivisionMustExist, must_lie_ahead


@dataclass(frozen=True, slots=True)
class Facts:
    entered_on: date
    happened_on: date
    division_known: bool = True


def make_pair(_: None, command: MakePair, facts: Facts) -> list[PairEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    must_lie_ahead(command.ends, facts.entered_on)
    starts = command.starts or facts.happened_on
    in_order(starts, command.ends)
    told = (command.division, command.kind, command.ours, command.partner, command.partner_place)
    return [happened.PairMade(command.pair_id, *told, starts, command.ends)]


def hold_activity(pair: Pair, command: HoldPairActivity, facts: Facts) -> list[PairEvent]:
    on = command.on or facts.happened_on
    if on > facts.entered_on:
        raise MustNotHappenAhead
    return [happened.PairActivityHeld(command.pair_id, command.entry, command.text, on, command.persons)]


def make_placement(pair: Pair, command: MakePlacement, facts: Facts) -> list[PairEvent]:
    in_order(command.starts, command.ends)
    told = (command.entry, command.direction, command.text, command.persons, command.starts, command.ends)
    return [happened.PlacementMade(command.pair_id, *told)]


def strike_entry(pair: Pair, command: StrikePairEntry, facts: Facts) -> list[PairEvent]:
    there = {one.entry for one in pair.activities} | {one.entry for one in pair.placements}
    if command.entry not in there:
        raise EntryMustBeThere
    return [happened.PairEntryStruck(command.pair_id, command.entry, command.reason)]


def in_order(starts: date, ends: date | None) -> None:
    if ends is not None and ends < starts:
        raise MustNotEndBeforeItStarts
