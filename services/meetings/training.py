"""How far a committee's members were taught: people, each once, whose membership has not ended."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from infra.kernel.access.places import Actor
from infra.kernel.base.problems import NotFound
from infra.kernel.contract.lifecycle import Lookups, ReadRow
from infra.kernel.lookups.reading_rights import may_read
from services.meetings.activity.events import Ability
from services.meetings.activity.state import SeenActivity
from services.meetings.known_members import MEMBERSHIP, KnownMembership

ABILITIES: tuple[Ability, ...] = ("political_judgement", "investigation", "contact_with_people", "cooperation")


@dataclass(frozen=True, slots=True)
class TaughtAbility:
    """How many of the members were taught what strengthens it."""

    ability: Ability
    trained: int


@dataclass(frozen=True, slots=True)
class Training:
    """`rate` is per hundred, of one decimal; `untrained` are the persons who are still to be taught."""

    division: str
    starts: date | None
    ends: date | None
    members: int
    trained: int
    rate: float
    hours: int
    abilities: tuple[TaughtAbility, ...]
    untrained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrainingAsked:
    """The committee of that division; trainings that began in these days, both included."""

    division: str
    starts: date | None = None
    ends: date | None = None

    def covers(self, day: date) -> bool:
        return (self.starts or date.min) <= day <= (self.ends or date.max)


def of_committee(lookups: Lookups, asked: TrainingAsked, actor: Actor) -> Training:
    """Raises NotFound where there is no member, and for whoever does not read what lies there."""
    known = lookups.copies(KnownMembership, MEMBERSHIP, asked.division)
    persons = {one.person for one in known if one.active}
    if not persons or not may_read(actor, ReadRow(asked.division, shown=None)):
        raise NotFound("没有此区划的委员 There is no member of a committee of this division")
    held = [one for one in _trainings(lookups, persons) if asked.covers(one.starts)]
    taught = persons & {one.person for each in held for one in each.members}
    return Training(
        division=asked.division,
        starts=asked.starts,
        ends=asked.ends,
        members=len(persons),
        trained=len(taught),
        rate=round(100 * len(taught) / len(persons), 1),
        hours=sum((each.hours or 0) * len(persons & {one.person for one in each.members}) for each in held),
        abilities=tuple(TaughtAbility(ability, len(persons & _taught(held, ability))) for ability in ABILITIES),
        untrained=tuple(sorted(persons - taught)),
    )


def _trainings(lookups: Lookups, persons: Collection[str]) -> Iterator[SeenActivity]:
    """Wherever they were held: a county's members are taught by the province too. Those alone that name one of them are read."""
    named = {one.id: one for person in persons for one in lookups.shown(SeenActivity, "activities", naming=person)}
    return (one for one in named.values() if one.kind == "training" and one.state == "held")


def _taught(held: list[SeenActivity], ability: Ability) -> set[str]:
    return {one.person for each in held if ability in each.abilities for one in each.members}
