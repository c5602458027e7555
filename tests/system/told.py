"""The story as it was told once, by the demo, on a suite of its own; the tests then ask the suite, not the demo."""

from dataclasses import dataclass
from typing import Any

from infra.kernel.access.site import Site
from tests.system.api import Api, Headers, token
from tests.system.suite import RunningSuite

COUNTY, TOWN = "620723", "620723101"
NAMES = {
    "office": "政协临泽县委员会办公室",
    "station": "沙河镇委员工作站",
    "council": "沙河镇协商议事会",
    "party": "中共沙河镇委员会",
    "dispatch": "沙河镇党政综合办公室",
    "police": "临泽县公安局交警大队",
    "construction": "临泽县住房和城乡建设局",
}


@dataclass(frozen=True)
class Told:
    """`ids` and `codes` are what the demo was given in answer to its commands."""

    suite: RunningSuite
    ids: dict[str, Any]
    lines: list[str]

    @property
    def api(self) -> Api:
        return Api(self.suite.url)

    @property
    def site(self) -> Site:
        return self.suite.site

    @property
    def auditor(self) -> Headers:
        """Reads everything, changes nothing."""
        return token(self.site, "AUD")

    def code(self, submission: str) -> Headers:
        return {"Tracking-Code": self.ids["codes"][submission]}

    def record(self, collection: str, record_id: str) -> dict[str, Any]:
        return self.api.shown(f"/v1/{collection}/{record_id}", self.auditor)

    def history(self, collection: str, record_id: str) -> list[dict[str, Any]]:
        return self.api.items(f"/v1/{collection}/{record_id}/history", self.auditor)

    def organisations(self) -> dict[str, str]:
        """Their ids by the short names of this test."""
        listed = self.api.items("/v1/organisations", self.auditor, limit=200)
        ids = {one["name"]: one["id"] for one in listed}
        return {short: ids[name] for short, name in NAMES.items()}
