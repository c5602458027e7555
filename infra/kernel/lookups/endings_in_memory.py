"""The organisations that have ended, in memory: whatever commands name is looked for among them, and they change seldom."""

import time
from collections.abc import Callable, Mapping

import msgspec

from infra.kernel.lookups.holding import ENDING, KnownEnding
from infra.kernel.storage.news_store import NewsStore

LOOK_AGAIN_SECONDS = 2.0


class EndingsInMemory:
    """Read again when news of an end was written here, and every two seconds: another replica may have taken it."""

    def __init__(self, news: NewsStore, seconds: Callable[[], float] = time.monotonic) -> None:
        self._news, self._seconds = news, seconds
        self._written, self._looked_at = -1, 0.0
        self._heirs: Mapping[str, str | None] = {}

    def now(self) -> Mapping[str, str | None]:
        """By each that has ended whoever succeeds it now: to the end of the line, None where that ended without one."""
        written, seconds = self._news.written[ENDING], self._seconds()
        if written != self._written or seconds - self._looked_at >= LOOK_AGAIN_SECONDS:
            self._heirs = _to_the_end(self._read())
            self._written, self._looked_at = written, seconds
        return self._heirs

    def _read(self) -> dict[str, str | None]:
        known = (msgspec.json.decode(one, type=KnownEnding) for one in self._news.of_kind(ENDING))
        return {one.organisation_id: one.successor for one in known}


def _to_the_end(successors: Mapping[str, str | None]) -> dict[str, str | None]:
    """There is no circle: whoever is named as a successor has not ended, and who has ended names nobody any more."""
    heirs: dict[str, str | None] = {}
    for ended, successor in successors.items():
        heir = successor
        while heir is not None and heir in successors:
            heir = successors[heir]
        heirs[ended] = heir
    return heirs
