"""What the acts of the story share: the client, the cast, the records made so far, and one printed line a step."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from infra.kernel.base.clock import day_in_china, moment
from operations.demo.cast import Cast
from operations.demo.client import Client


@dataclass
class Stage:
    """`ids` are the records by name; `codes` what was given to residents."""

    client: Client
    cast: Cast
    say: Callable[[str], None]
    ids: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    number: int = 0

    def step(
        self,
        who: str,
        capacity: str,
        did: str,
        path: str,
        body: dict[str, Any],
        headers: dict[str, str] | None = None,
        speaking_as: str | None = None,
    ) -> dict[str, Any]:
        """One command, and its line: number, who, in which capacity, did what, the resulting state.

        `speaking_as` where it is not the capacity of the token that counts: a recorder confirms minutes as a participant.
        """
        answer = self.client.post(path, body, self.cast.headers[capacity] if headers is None else headers)
        self.tell(who, speaking_as or capacity, did, str(answer["state"]))
        return answer

    def tell(self, who: str, capacity: str, did: str, state: str) -> None:
        self.number += 1
        self.say(f"{self.number:3}. {who}（{SPOKEN[capacity]}）{did} → {state}")

    def system(self, did: str, path: str, capacity: str, state: str) -> dict[str, Any]:
        """Waits for what the system does of itself, and tells it."""
        record = self.client.wait_for(path, self.cast.headers[capacity], lambda one: one["state"] == state)
        self.tell("系统", "system", did, state)
        return record

    def advance(self, days: int, why: str) -> None:
        self.client.post("/v1/clock/advance", {"days": days}, self.cast.administrator)
        today = day_in_china(moment(self.client.get("/v1/clock", self.cast.administrator)["now"]))
        self.tell("演示时钟", "system", f"前进 {days} 天：{why}", str(today))


SPOKEN = {
    "county_office": "OFF 政协机关",
    "station_head": "STN 工作站站长",
    "chair": "CHAIR 议事会主席",
    "liaison": "LIA 联络员",
    "recorder": "REC 记录员",
    "attendee": "ATT 到会人员",
    "party": "PARTY 同级党组织",
    "dispatch": "DISP 交办机构",
    "traffic_police": "HND 主办单位",
    "construction": "HND 主办单位",
    "co_handler": "CO 会办单位",
    "resident": "PUB 群众",
    "participant": "SELF 参会人本人",
    "system": "SYS",
}
