"""Whom an outcome's words must reach, from the copies of meetings' and topics' news; where a telling stands."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.outcomes.copies import KnownLinked
from services.outcomes.reader_copies import KnownParticipation, KnownRaised
from services.outcomes.telling import commands
from services.outcomes.telling.domain import Readers, Recipient
from services.outcomes.telling.state import Telling

HAS_WORDS = ("fed_back", "publicised", "tracked")


@dataclass(frozen=True)
class SeenTelling:
    id: str


@dataclass(frozen=True)
class Reader:
    """Somebody who is to be told, as `Recipient` says, whichever words."""

    key: str
    capacity: str
    way: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeenOutcome:
    """As the row of an outcome has it."""

    id: str
    state: str
    told: int | None = None


def words_to_tell(lookups: Lookups, topic: str) -> list[str]:
    """The topic's outcomes of which somebody may still have to be told. One that ended before tellings were kept is over."""
    seen = lookups.shown(SeenOutcome, "outcomes", topic=topic)
    return [one.id for one in seen if one.told is not None or one.state in HAS_WORDS]


def readers(lookups: Lookups, outcome_id: str, number: int, topics: tuple[str, ...]) -> Readers:
    """For the words of that number. `topics` are the outcome's, and those whose result it is."""
    found = [one for topic in topics for one in (*_took_part(lookups, topic), *_submitted(lookups, topic))]
    made = lookups.shown(SeenTelling, "tellings", outcome=outcome_id)
    recipients = tuple(
        Recipient(id_of_telling(outcome_id, number, one.key), one.key, one.capacity, one.way, one.codes)
        for one in _each_once(found)
    )
    return Readers(recipients, frozenset(one.id for one in made))


def id_of_telling(outcome_id: str, number: int, reader: str) -> str:
    """The same for the same three: nobody is told the same words twice, whoever writes at once."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"telling/{outcome_id}/{number}/{reader}"))


def _took_part(lookups: Lookups, topic: str) -> Iterator[Reader]:
    """Whoever was checked in, or recorded late; also who is known by his participant code only."""
    for one in lookups.copies(KnownParticipation, "participation", topic):
        if one.attended:
            capacity = "observer" if one.kind == "observer" else "participant"
            way = "person" if one.person else "participant_code"
            yield Reader(one.person or one.participant_id, capacity, way, (one.code,) if one.code else ())


def _submitted(lookups: Lookups, topic: str) -> Iterator[Reader]:
    """What is linked to the topic, and what was merged into it, and into that. No person is named."""
    wanted = [one.submission_id for one in lookups.copies(KnownLinked, "linked", topic) if one.linked]
    passed: set[str] = set()
    while wanted:
        submission = wanted.pop()
        if submission not in passed:
            passed.add(submission)
            yield Reader(submission, "submitter", "tracking_code")
            wanted += [one.submission_id for one in lookups.copies(KnownRaised, "raised", submission)]


def _each_once(readers: Iterable[Reader]) -> Iterable[Reader]:
    """A person who came several times is told once; with a voice at one of the meetings, as a participant."""
    found: dict[str, Reader] = {}
    for one in readers:
        before = found.get(one.key, one)
        capacity = one.capacity if before.capacity == "observer" else before.capacity
        found[one.key] = Reader(one.key, capacity, one.way, tuple(dict.fromkeys((*before.codes, *one.codes))))
    return found.values()


def facts(lookups: Lookups, telling: Telling | None, command: commands.TellingCommand) -> None:
    return None


def place(telling: Telling, telling_id: str) -> Place:
    made = telling.made
    persons = (made.reader,) if made.way == "person" else ()
    return Place(made.division, council=made.organisation, persons=persons, participants=made.codes)


def place_of_new(lookups: Lookups, telling: None, command: commands.MakeTelling) -> Place:
    return Place(command.division, council=command.organisation)


def tracking(lookups: Lookups, telling: Telling, code: str) -> bool:
    """The tracking code that holds now opens what was told of its submission."""
    if telling.made.way != "tracking_code":
        return False
    known = lookups.copy(KnownRaised, "raised", telling.made.reader)
    return known is not None and known.tracking == code
