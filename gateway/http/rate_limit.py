"""How many requests a minute an address may make without a token. Only this process' memory, bounded in size."""

import ipaddress
from collections import OrderedDict, deque
from collections.abc import Callable

from infra.kernel.base.problems import TooMany

WINDOW_SECONDS = 60.0


class RateLimit:
    """A sliding window an address. When too many addresses are known, the one quiet for longest is forgotten."""

    def __init__(self, limit: int, now: Callable[[], float], most_addresses: int = 10_000) -> None:
        self._limit = limit
        self._now = now
        self._most = most_addresses
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def count(self, address: str) -> None:
        """Counts one request. Raises TooMany beyond the limit; what is refused does not count."""
        if self._limit == 0:
            return
        times = self._window(whose(address))
        if len(times) >= self._limit:
            wait = int(times[0] + WINDOW_SECONDS - self._now()) + 1
            raise TooMany(
                f"每分钟最多 {self._limit} 次，请 {wait} 秒后再试 at most {self._limit} a minute without a token",
                retry_after=wait,
            )
        times.append(self._now())

    def _window(self, address: str) -> deque[float]:
        times = self._seen.setdefault(address, deque())
        self._seen.move_to_end(address)
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        while times and times[0] <= self._now() - WINDOW_SECONDS:
            times.popleft()
        return times


def whose(address: str) -> str:
    """The address that is counted: an IPv6 subscriber owns at least a /64, so that counts as one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((int(parsed), 64), strict=False))
    return address
