"""How the services are: asked over RPC, at most once a second however many ask us, and never an error of ours."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from gateway.http.services import AUDIT, SERVICES, Services
from infra.kernel.base.problems import Refusal

log = logging.getLogger(__name__)

T = TypeVar("T")
STATUS_SECONDS = 3.0
REMEMBERED_SECONDS = 1.0


class Remembered(Generic[T]):
    """A value that is made anew when it is older than a second."""

    def __init__(self, make: Callable[[], T], now: Callable[[], float] = time.monotonic) -> None:
        self._make, self._now = make, now
        self._kept: tuple[float, T] | None = None

    def get(self) -> T:
        if self._kept is None or self._now() - self._kept[0] > REMEMBERED_SECONDS:
            self._kept = (self._now(), self._make())
        return self._kept[1]


@dataclass(frozen=True)
class ServiceStanding:
    """One service's own word on how it is; `status` is None when it does not answer, and `trouble` says why."""

    service: str
    status: dict[str, Any] | None
    trouble: str | None = None

    @property
    def ready(self) -> bool:
        """A service of the version before says nothing of its writes."""
        said = self.status
        return said is not None and said["database"] == said["broker"] == said.get("writes", "ok") == "ok"

    @property
    def cannot_write(self) -> str | None:
        """Why nothing can be recorded there."""
        writes = str(self.status.get("writes", "ok")) if self.status else "ok"
        return None if writes == "ok" else writes

    @property
    def parked(self) -> int:
        return int(self.status["parked"]) if self.status else 0

    @property
    def unnumbered_seconds(self) -> float:
        return float(self.status.get("unnumbered_seconds", 0.0)) if self.status else 0.0


def standings(services: Services) -> list[ServiceStanding]:
    return [_standing(services, service) for service in (*SERVICES, AUDIT)]


def _standing(services: Services, service: str) -> ServiceStanding:
    try:
        return ServiceStanding(service, services.call(service, "status", {}, timeout=STATUS_SECONDS))
    except Refusal as refusal:
        return ServiceStanding(service, None, refusal.detail)
    except Exception:
        # Whatever is wrong with one service, the operator must still be told how the others are.
        log.exception("status of %s", service)
        return ServiceStanding(service, None, "状态查询出错，见日志 asking for its status failed; see the log")
