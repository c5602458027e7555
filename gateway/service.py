"""The gateway's process: the web application over RPC, live updates from the bell, the demo clock."""

import os
from collections.abc import Callable
from typing import Any

from gateway.app import create_app
from gateway.http.services import SERVICES
from gateway.http.settings import GatewaySettings, provider_of
from gateway.live.news import LiveNews
from gateway.live.stream import MOST_LISTENERS, NewsBoard
from gateway.records.day_by_day import DayByDay
from infra.kernel.access.site import Site
from infra.kernel.contract.envelope import Recorded
from infra.kernel.entrypoints import WebProvider
from infra.kernel.storage.file_stores import store_at
from infra.kernel.storage.files import SiteFiles
from infra.kernel.web.bounds import most_lines

DEFAULT_RATE_LIMIT = 60


class Calls:
    """The services, by RPC."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def call(self, service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        answer: dict[str, Any] = self._call(service, method, payload, timeout)
        return answer


def board_of(lines: int, rate_limit: int) -> NewsBoard:
    """At most half of the lines are live, and at most half of those are one caller's, whatever the limit of requests."""
    most = min(MOST_LISTENERS, lines // 2)
    return NewsBoard(most, min(rate_limit or most, most // 2))


class GatewayService:
    """HTTP for everybody: API, pages, live updates. Keeps nothing but who is listening."""

    name = "gateway"
    # EVERY_EVENT of them (operations/suite/services.py): no table names one.
    follows = SERVICES
    provider = WebProvider()

    @staticmethod
    def web(call: Callable[..., Any], hear: Callable[[Callable[[list[Recorded]], None]], None], site: Site) -> Any:
        rate_limit = int(os.environ.get("RATE_LIMIT", DEFAULT_RATE_LIMIT))
        calls, board = Calls(call), board_of(most_lines(), rate_limit)
        news = LiveNews(calls, board)
        hear(news)
        settings = GatewaySettings(
            token_public_key=site.token_public_key,
            rate_limit=rate_limit,
            demo_clock=site.demo_clock,
            advance=DayByDay(calls),
            files=SiteFiles(store_at(site.files)),
            token_private_key=site.token_private_key,
            public_url=os.environ.get("PUBLIC_URL") or None,
            provider=provider_of(os.environ),
        )
        return create_app(calls, settings, news.join)
