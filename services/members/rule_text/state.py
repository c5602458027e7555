"""What is known of a rule text, folded from its events."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.members.rule_text import events as happened
from services.members.rule_text.events import RuleTextEvent, RuleTextIssued, RuleTextRevised


class State(StrEnum):
    IN_FORCE = "in_force"
    REPEALED = "repealed"


LABELS: dict[str, str] = {
    State.IN_FORCE: "施行",
    State.REPEALED: "已废止",
}


@dataclass(frozen=True, slots=True)
class RuleEdition:
    """What records cite: once it is there it stays as it is."""

    edition: int
    title: str
    document_number: str | None
    valid_from: date
    valid_until: date | None
    text: str | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleText:
    """`editions` from the first to the newest; `reason` is why it was repealed, and from which day on."""

    rule_text_id: str
    state: State
    issued: RuleTextIssued
    editions: tuple[RuleEdition, ...]
    repealed_on: date | None = None
    reason: str | None = None

    @property
    def newest(self) -> RuleEdition:
        return self.editions[-1]

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(file for one in self.editions for file in one.files))


def _edition(number: int, event: RuleTextIssued | RuleTextRevised) -> RuleEdition:
    days = (event.valid_from, event.valid_until)
    return RuleEdition(number, event.title, event.document_number, *days, event.text, event.files)


def evolve(known: RuleText | None, event: RuleTextEvent) -> RuleText:
    if isinstance(event, RuleTextIssued):
        return RuleText(event.rule_text_id, State.IN_FORCE, event, (_edition(1, event),))
    assert known is not None
    match event:
        case RuleTextRevised():
            return replace(known, editions=(*known.editions, _edition(event.edition, event)))
        case happened.RuleTextRepealed():
            return replace(known, state=State.REPEALED, repealed_on=event.on, reason=event.reason)
        case _:
            assert_never(event)
