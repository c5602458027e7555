"""How far each record of a stream has come: the count of its own events, and when they were recorded."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

MOST_RECENT = 128


class Mark(Struct, frozen=True, gc=False):
    """How many events a record has of its own, and when the first and the last were recorded."""

    version: int
    created_at: str
    updated_at: str


class Marks(Mapping[tuple[str, str], Mark]):
    """The marks of a stream's records. Those that changed last stand apart, so that one more event copies a few and not all."""

    __slots__ = ("_long_since", "_recent")

    def __init__(
        self, long_since: dict[tuple[str, str], Mark] | None = None, recent: dict[tuple[str, str], Mark] | None = None
    ) -> None:
        self._long_since, self._recent = long_since or {}, recent or {}

    def with_one(self, key: tuple[str, str], mark: Mark) -> "Marks":
        recent = {**self._recent, key: mark}
        if len(recent) <= MOST_RECENT:
            return Marks(self._long_since, recent)
        return Marks({**self._long_since, **recent})

    def of(self, key: tuple[str, str]) -> Mark | None:
        """What `get` answers, without an exception for each that is not there."""
        return self._recent.get(key) or self._long_since.get(key)

    def __getitem__(self, key: tuple[str, str]) -> Mark:
        found = self._recent.get(key)
        return self._long_since[key] if found is None else found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield from self._long_since
        yield from (key for key in self._recent if key not in self._long_since)

    def __len__(self) -> int:
        return sum(1 for _ in self)
