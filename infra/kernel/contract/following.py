"""How a record follows when an organisation that it names has ended: what of it names organisations, and from which states. Pure.

The command and the event are of one form for every lifecycle; only their classes are each lifecycle's own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, make_dataclass, replace
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from infra.kernel.contract.wire import CommandSchema, Id, Text

FoundBy: TypeAlias = Literal["holder", "name", "state"]
PutBack: TypeAlias = Callable[[Any, str, Any], Any]
OF_TAKEN_OVER = "Wherever it named `organisation`, which has ended, it names `successor` from now on."


class HandingOver(CommandSchema):
    organisation = Id(required=True)
    reason = Text(required=True)


HAND_OVER = HandingOver


@dataclass(frozen=True, slots=True)
class Refusals:
    """The service's own: the record does not name that organisation any more; none that it names has ended."""

    no_longer_named: type[Exception]
    none_has_ended: type[Exception]


@dataclass(frozen=True)
class PassingOn:
    """What of a lifecycle's records follows.

    names      what is shown → where the record's state has it: {"lead": "handled.lead"}
    open_in    the states from which it follows; what is over keeps the names that it had
    found_by   the organisation that its row is of; that and the names in its row; or, where its row has not all of them,
               a look at all that are open
    put_back   nested: (stream state, record id, record) -> the stream's state with that record
    """

    names: Mapping[str, str]
    open_in: tuple[StrEnum, ...]
    taken_over: type[Any]
    take_over: type[Any]
    hand_over: type[Any]
    found_by: FoundBy = "holder"
    put_back: PutBack | None = None

    def named_by(self, record: Any) -> tuple[str, ...]:
        """The organisations, or persons where these may stand in their place, that the record names so."""
        found = [one for path in self.names.values() for one in _named(record, path.split("."))]
        return tuple(dict.fromkeys(found))

    def in_what_is_shown(self, record: Mapping[str, Any]) -> Iterator[str]:
        """The same, of an open record as it is shown, with more that is none of these."""
        if record["state"] in self.open_in:
            for name in self.names:
                yield from texts_in(record.get(name))

    def renamed(self, record: Any, old: str, new: str) -> Any:
        for path in self.names.values():
            record = _renamed(record, path.split("."), old, new)
        return record


def messages(name: str, *ids: str) -> tuple[type[Any], type[Any], type[Any]]:
    """The event and the two commands of a lifecycle: VenueTakenOver, TakeOverVenue, HandOverVenue."""
    called = _called(name)
    record = [(one, str) for one in ids]
    followed = [*record, ("organisation", str), ("successor", str)]
    by_hand = [*record, ("organisation", str), ("reason", str)]
    doc = {"__doc__": OF_TAKEN_OVER}
    reason = ("reason", str | None, None)
    return (
        make_dataclass(taken_over_name(name), [*followed, reason], namespace=doc, frozen=True),
        make_dataclass(f"TakeOver{called}", followed, frozen=True),
        make_dataclass(f"HandOver{called}", by_hand, frozen=True),
    )


def taken_over_name(name: str) -> str:
    return f"{_called(name)}TakenOver"


def _called(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def texts_in(value: Any) -> Iterator[str]:
    """Of something shown: itself, or what it holds."""
    match value:
        case str():
            yield value
        case dict():
            yield from (text for one in value.values() for text in texts_in(one))
        case list() | tuple():
            yield from (text for one in value for text in texts_in(one))


def _named(value: Any, path: list[str]) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _named(one, path)
    elif path and value is not None:
        yield from _named(getattr(value, path[0]), path[1:])
    elif value is not None:
        yield value


def _renamed(value: Any, path: list[str], old: str, new: str) -> Any:
    """Of several that were two and are one now there is one left."""
    if isinstance(value, tuple):
        renamed = tuple(_renamed(one, path, old, new) for one in value)
        return value if renamed == value else tuple(dict.fromkeys(renamed))
    if path and value is not None:
        return replace(value, **{path[0]: _renamed(getattr(value, path[0]), path[1:], old, new)})
    return new if value == old else value
