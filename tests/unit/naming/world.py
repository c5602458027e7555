"""A world in which whatever is asked for is there, in force and near by, but the one thing whose fate a test decides."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from infra.kernel.access.offices import KnownOver
from infra.kernel.access.places import Actor, KnownOrganisation, Place
from infra.kernel.contract.counted import Counted
from infra.kernel.contract.lifecycle import NewsMissing
from infra.kernel.contract.policy import Period

HERE, FAR = "620723101", "330106001"
NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)
THERE, MISSING_ONE, ENDED, ELSEWHERE = "there", "missing", "ended", "elsewhere"
BODY = "019a0000-0000-7000-8000-00000000bbbb"


def id_for(path: str) -> str:
    """Of whatever stands at that place of the body."""
    number = sum(ord(char) * 31**place for place, char in enumerate(path)) % 16**12
    return f"019a0000-0000-7000-9000-{number:012x}"


OFFICER = Actor("ana", ("OFF",), BODY, HERE)


@dataclass
class World:
    """`of_interest` is the id or code whose `fate` is told; `says` what things of a class have besides, `lists` what
    stands in lists of them."""

    of_interest: str
    fate: str
    names: tuple[str, ...] = ()
    says: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    now: datetime = NOW
    recorded_at: datetime = NOW
    actor: Actor = OFFICER

    def copy(self, into: type[Any], kind: str, copy_id: str) -> Any:
        return self._found(into, copy_id)

    def needed_copy(self, into: type[Any], kind: str, copy_id: str) -> Any:
        found = self._found(into, copy_id)
        if found is None:
            raise NewsMissing(copy_id, names=kind)
        return found

    def copies(self, into: type[Any], kind: str, parent: str) -> list[Any]:
        return self._listed(into, parent)

    def shown(self, into: type[Any], collection: str, **by: str | None) -> list[Any]:
        return self._listed(into, next(iter(by.values()), None))

    def one(self, into: type[Any], collection: str, record_id: str) -> Any:
        return self._found(into, record_id)

    def readable(self, into: type[Any], collection: str, record_id: str) -> Any:
        return None if self._is_of_interest(record_id, ELSEWHERE) else self._found(into, record_id)

    def pinned(self, into: type[Any], collection: str, record_id: str, *, unread: bool = False) -> Any:
        return self._found(into, record_id) if unread else self.readable(into, collection, record_id)

    def pinned_that_name(self, into: type[Any], collection: str, naming: str) -> list[Any]:
        return self._listed(into, naming)

    def of_division(self, into: type[Any], collection: str, division: str, after: str = "") -> list[Any]:
        return [] if after else self._listed(into, division)

    def counted(self, collection: str, division: str, wanted: Counted) -> Mapping[str, int]:
        return {}

    def acting_for(self, division: str) -> str:
        return division

    @property
    def heirs(self) -> Mapping[str, str | None]:
        return {}

    def held_by(self, into: type[Any], collection: str, organisation: str, after: str = "") -> list[Any]:
        return []

    def in_state(self, into: type[Any], collection: str, state: str) -> list[Any]:
        return self._listed(into, None)

    def first_time(self, event: type, stream: str) -> datetime | None:
        return None

    def entered(self, stream: str, event: type) -> dict[datetime, datetime]:
        return {}

    def opened_by(self, collection: str, code: str) -> str | None:
        return None

    def type_of_new_file(self, digest: str) -> str | None:
        return "image/png"

    def has_words(self, person: str) -> bool:
        return not self._is_of_interest(person, MISSING_ONE)

    def happened_last(self, stream: str, event: str) -> datetime | None:
        return None

    def may(self, by: tuple[str, ...], place: Place) -> bool:
        return "SYS" not in by and place.division.startswith(HERE[:6])

    def ends(self, code: str, start: datetime) -> Period:
        period: Period = _example(Period, {})
        return period

    def ends_by(self, cited: str, start: datetime) -> Period | None:
        return self.ends(cited, start)

    def _is_of_interest(self, named: str | None, fate: str) -> bool:
        return named == self.of_interest and self.fate == fate

    def _found(self, into: type[Any], named: str | None) -> Any:
        if named is None or self._is_of_interest(named, MISSING_ONE):
            return None
        if into is KnownOver and not self._is_of_interest(named, ENDED):
            return None
        own = fields(into)[0].name
        ids = {"id": named, **({own: named} if own.endswith("_id") else {})}
        return _example(into, {**ids, **self._told_of(into), **self._fate_of(named)})

    def _listed(self, into: type[Any], parent: str | None) -> list[Any]:
        """What an organisation's or person's own things are goes with it."""
        if into is KnownOrganisation:
            found = (self._found(into, one) for one in self.names)
            return [one for one in found if one is not None and one.division == parent]
        if into.__name__ not in self.lists or self._is_of_interest(parent, MISSING_ONE):
            return []
        told = self._told_of(into)
        if self._is_of_interest(told.get("id"), MISSING_ONE):
            return []
        return [_example(into, {**told, **self._fate_of(parent or ""), **self._fate_of(told.get("id", ""))})]

    def _told_of(self, into: type[Any]) -> Mapping[str, Any]:
        return self.says.get(into.__name__, {})

    def _fate_of(self, named: str) -> Mapping[str, Any]:
        if self._is_of_interest(named, ENDED):
            return {"state": "ended", "ended": True, "active": False, "phase": "ended", "in_force": False}
        if self._is_of_interest(named, ELSEWHERE):
            return {"division": FAR, "committee_division": FAR}
        return {}


USUAL: dict[str, Any] = {
    "state": "active", "division": HERE, "committee_division": HERE, "kind": "station", "organisation": BODY,
    "active": True, "successor": None, "ended": False, "phase": "active",
}  # fmt: skip


def _example(into: type[Any], said: Mapping[str, Any]) -> Any:
    hints = _hints(into)
    values = {
        one.name: said[one.name] if one.name in said else _usual(one, hints[one.name])
        for one in fields(into)
        if one.init
    }
    return into(**values)


def _usual(one: Any, hint: Any) -> Any:
    if one.name in USUAL and not is_dataclass(hint):
        return USUAL[one.name]
    if one.default is not MISSING:
        return one.default
    if one.default_factory is not MISSING:
        return one.default_factory()
    return _of(hint)


def _of(hint: Any) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return None if NoneType in args else _of(args[0])
    if origin is Literal:
        return args[0]
    if origin in (tuple, list, frozenset, set, dict) or (isinstance(origin, type) and hasattr(origin, "__iter__")):
        return (
            origin() if origin in (tuple, list, frozenset, set, dict) else ({} if "Mapping" in origin.__name__ else ())
        )
    if is_dataclass(hint):
        return _example(hint, {})  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    plain: dict[Any, Any] = {
        str: "x",
        int: 1,
        bool: False,
        float: 1.0,
        datetime: NOW + timedelta(days=9),
        date: date(2026, 3, 9),
    }
    return plain[hint]


def _hints(into: type[Any]) -> dict[str, Any]:
    return get_type_hints(into)
