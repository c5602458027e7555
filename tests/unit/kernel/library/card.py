"""Library cards: anyone asks for one and gets a secret code; the name on it is personal."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from infra.kernel.base.ids import digest


@dataclass(frozen=True, slots=True)
class CardIssued:
    card_id: str
    name: str
    code_digest: str


@dataclass(frozen=True, slots=True)
class CardRenamed:
    card_id: str
    name: str


@dataclass(frozen=True, slots=True)
class CardBlocked:
    card_id: str
    blocked_by: str | None
    as_role: str


CardEvent: TypeAlias = CardIssued | CardRenamed | CardBlocked


@dataclass(frozen=True)
class IssueCard:
    card_id: str
    name: str
    code: str


@dataclass(frozen=True)
class RenameCard:
    card_id: str
    name: str


@dataclass(frozen=True)
class BlockCard:
    card_id: str
    actor_person: str | None = None
    actor_role: str = ""


class CardState(StrEnum):
    VALID = "valid"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Card:
    card_id: str
    state: CardState
    name: str
    code_digest: str


def issue_card(card: Card | None, command: IssueCard, facts: object) -> list[CardEvent]:
    return [CardIssued(command.card_id, command.name, digest(command.code))]


def rename_card(card: Card, command: RenameCard, facts: object) -> list[CardEvent]:
    return [CardRenamed(command.card_id, command.name)]


def block_card(card: Card, command: BlockCard, facts: object) -> list[CardEvent]:
    return [CardBlocked(command.card_id, command.actor_person, command.actor_role)]


def evolve_card(card: Card | None, event: CardEvent) -> Card:
    match event:
        case CardIssued():
            return Card(event.card_id, CardState.VALID, event.name, event.code_digest)
        case CardRenamed():
            assert card is not None
            return replace(card, name=event.name)
        case CardBlocked():
            assert card is not None
            return replace(card, state=CardState.BLOCKED)
