"""What is allowed with the tags of a record, and what changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.members.list_rules import (
    RecordCarriesThemAlready,
    RecordCarriesThemNot,
    TagsAreNamedOnce,
    TagsStandInTheRegister,
)
from services.members.tagging.commands import PutTags, TakeOffTags
from services.members.tagging.events import Tag, TaggingEvent, TagsPut, TagsTakenOff
from services.members.tagging.state import Tagging


@dataclass(frozen=True, slots=True)
class Facts:
    """Where the record stands, and the register of tags in force there: code → tag, and how it is cited."""

    entered_at: datetime
    division: str = ""
    organisation: str | None = None
    register: Mapping[str, Tag] = field(default_factory=dict)
    cited: str = ""


def put_tags(tagging: Tagging | None, command: PutTags, facts: Facts) -> list[TaggingEvent]:
    _once(command.tags)
    unknown = [code for code in command.tags if code not in facts.register]
    if unknown:
        raise TagsStandInTheRegister(" ".join(unknown))
    carried = {tag.code for tag in tagging.tags} if tagging else set()
    put = tuple(facts.register[code] for code in command.tags if code not in carried)
    if not put:
        raise RecordCarriesThemAlready
    where = (facts.division, facts.organisation)
    return [TagsPut(command.tagging_id, command.collection, command.record, *where, put, facts.cited, facts.entered_at)]


def take_off_tags(tagging: Tagging, command: TakeOffTags, facts: Facts) -> list[TaggingEvent]:
    _once(command.tags)
    carried = {tag.code for tag in tagging.tags}
    if any(code not in carried for code in command.tags):
        raise RecordCarriesThemNot(" ".join(sorted(carried)))
    codes = tuple(command.tags)
    return [
        TagsTakenOff(command.tagging_id, tagging.collection, tagging.record, codes, facts.entered_at, command.reason)
    ]


def _once(codes: Sequence[str]) -> None:
    if len(set(codes)) < len(codes):
        raise TagsAreNamedOnce
