"""On what a record is left behind, and how one is that has ended."""

from dataclasses import dataclass
from typing import Any

from operations.demo.cast import Cast
from operations.demo.stage import Stage
from tests.system.api import Api, Headers, token
from tests.system.suite import RunningSuite


@dataclass(frozen=True)
class Leaving:
    suite: RunningSuite
    stage: Stage

    @property
    def api(self) -> Api:
        return Api(self.suite.url)

    @property
    def cast(self) -> Cast:
        return self.stage.cast

    @property
    def administrator(self) -> Headers:
        return token(self.suite.site, "ADM")

    @property
    def security(self) -> Headers:
        return token(self.suite.site, "SEC")

    @property
    def officer(self) -> Headers:
        return self.cast.headers["county_office"]

    @property
    def council(self) -> str:
        return self.cast.organisations["council"]

    def made(self, path: str, body: dict[str, Any], headers: Headers) -> str:
        return str(self.api.done(path, body, headers)["id"])

    def ended(self, path: str, body: dict[str, Any], headers: Headers, how: dict[str, Any]) -> str:
        made = self.made(path, body, headers)
        self.api.done(f"{path}/{made}/end", how, headers)
        return made
