"""What an expert's entry shows beside its row: what he suggested at meetings, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from infra.kernel.contract.lifecycle import Lookups
from services.members.copies import ADVICE, GUEST, KnownAdvice, KnownGuest


@dataclass(frozen=True, slots=True)
class Advice:
    """One suggestion: whose words it had is read at the meeting; `item` is the consensus item that it went into."""

    meeting: str
    suggestion: str
    fate: str
    item: str | None


def computed(lookups: Lookups, experts: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    return [{"suggestions": [asdict(one) for one in advice_of(lookups, str(expert["person"]))]} for expert in experts]


def advice_of(lookups: Lookups, person: str) -> list[Advice]:
    """In the order in which they were made."""
    guests = lookups.copies(KnownGuest, GUEST, person)
    given = (one for guest in guests for one in lookups.copies(KnownAdvice, ADVICE, guest.participant_id))
    made = sorted(given, key=lambda one: one.suggestion)
    return [Advice(one.meeting, one.suggestion, one.fate, one.item) for one in made]
