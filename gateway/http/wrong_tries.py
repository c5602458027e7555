"""Five wrong tries to sign in a quarter of an hour, by name and by address; this process' memory, bounded in size.

The account remembers its own as well, so that other replicas know of them and a restart forgets none. A try counts from
when it comes until it was right: who tries a hundred at once is heard five times.
"""

from collections import OrderedDict
from collections.abc import Callable

from infra.kernel.base.problems import TooMany

WINDOW_SECONDS = 15 * 60.0
MOST_TRIES = 5
MOST_KNOWN = 10_000


class WrongTries:
    """A sliding window a key. When too many keys are known, the one quiet for longest is forgotten."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._counted: OrderedDict[str, list[float]] = OrderedDict()

    def count(self, *keys: str) -> None:
        """Counts one try for each key. Raises TooMany where one of them has had too many, and counts it for none."""
        for key in keys:
            if len(times := self._window(key)) >= MOST_TRIES:
                wait = int(times[0] + WINDOW_SECONDS - self._now()) + 1
                said = f"试错次数过多，请 {wait // 60 + 1} 分钟后再试 Too many wrong tries; try again later"
                raise TooMany(said, retry_after=wait)
        for key in keys:
            self._window(key).append(self._now())

    def was_right(self, name: str, *others: str) -> None:
        """The name's are forgotten; of the others only this one, else who has an account would wipe what he tried on others."""
        self._counted.pop(name, None)
        for key in others:
            if times := self._window(key):
                times.pop()

    def _window(self, key: str) -> list[float]:
        times = self._counted.setdefault(key, [])
        self._counted.move_to_end(key)
        if len(self._counted) > MOST_KNOWN:
            self._counted.popitem(last=False)
        times[:] = [at for at in times if at > self._now() - WINDOW_SECONDS]
        return times
