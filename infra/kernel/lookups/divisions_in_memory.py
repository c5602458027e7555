"""The divisions that have ended, in memory: every command and every reader asks, and they change once a year."""

import time
from collections.abc import Callable

import msgspec

from infra.kernel.access.divisions import Divisions, KnownEnd
from infra.kernel.storage.news_store import NewsStore

DIVISION_END, EVERYWHERE = "division_end", "everywhere"
LOOK_AGAIN_SECONDS = 2.0


class DivisionsInMemory:
    """Read again when news of an end was written here, and every two seconds: another replica may have taken it."""

    def __init__(self, news: NewsStore, seconds: Callable[[], float] = time.monotonic) -> None:
        self._news, self._seconds = news, seconds
        self._written, self._looked_at = -1, 0.0
        self._divisions = Divisions()

    def now(self) -> Divisions:
        written, seconds = self._news.written[DIVISION_END], self._seconds()
        if written != self._written or seconds - self._looked_at >= LOOK_AGAIN_SECONDS:
            self._divisions = Divisions(self._read())
            self._written, self._looked_at = written, seconds
        return self._divisions

    def _read(self) -> list[KnownEnd]:
        documents = self._news.copies(DIVISION_END, EVERYWHERE)
        return [msgspec.json.decode(document, type=KnownEnd) for document in documents]
