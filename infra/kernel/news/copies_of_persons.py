"""Whose record has ended: kept by every service along a line of its own, so that the ends of before are heard of too.

Who was forgotten is over as well, whether his record had ended or not.
"""

from dataclasses import dataclass

from infra.kernel.access.offices import PERSON_OVER, KnownOver
from infra.kernel.contract.reactions import Copying
from infra.kernel.news.standard_copies import MEMBERS

LINE = "persons"


@dataclass(frozen=True, slots=True)
class PersonEnded:
    person_id: str


@dataclass(frozen=True, slots=True)
class PersonForgotten:
    person_id: str


def on_person_over(known: KnownOver | None, event: PersonEnded | PersonForgotten) -> KnownOver:
    return KnownOver(event.person_id)


COPIES_OF_PERSONS = (
    Copying(MEMBERS, PersonEnded, on_person_over, PERSON_OVER, KnownOver, "person_id", line=LINE),
    Copying(MEMBERS, PersonForgotten, on_person_over, PERSON_OVER, KnownOver, "person_id", line=LINE),
)
