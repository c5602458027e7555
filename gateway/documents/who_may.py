"""What callers are told of a lifecycle: its states, and of each command who may give it, from where, on what condition."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Written from the services' tables by operations/tools/lifecycle_catalogue.py.
TABLE = Path(__file__).with_name("lifecycles.json")
ROLES = {
    "PUB": "群众（凭查询码） resident",
    "MEM": "政协委员 member",
    "LIA": "联络员 liaison",
    "REC": "记录员 recorder",
    "ATT": "到会人员 who was checked in",
    "CHAIR": "协商议事会主席 chair",
    "STN": "委员工作站站长 head of a station",
    "OFF": "政协机关 CPPCC office",
    "LEAD": "包抓领导 leader with a duty",
    "PARTY": "同级党组织 Party organisation of the same level",
    "GOV": "同级政府 government of the same level",
    "DISP": "交办机构 dispatching office",
    "HND": "主办单位 lead department",
    "CO": "会办单位 co-handling department",
    "SUP": "督办机构 supervising office",
    "AUD": "审计管理员 auditor",
    "ADM": "系统管理员 administrator",
    "SEC": "安全管理员 security administrator",
    "SELF": "本人 the participant in person",
    "SYS": "系统 the system itself",
}


@dataclass(frozen=True)
class Row:
    """One way to give a command. `states` is empty for the creating one."""

    roles: tuple[str, ...]
    states: tuple[str, ...]
    condition: str | None


@dataclass(frozen=True)
class PublishedLifecycle:
    """A lifecycle: `states` with what each is called in Chinese, commands with their rows, also those of the system."""

    name: str
    label: str
    states: Mapping[str, str]
    commands: Mapping[str, tuple[Row, ...]]

    def saying(self, command: str, reason: bool) -> str:
        """Who, from where, on what condition, in sentences."""
        lines = [self._row(row) for row in self.commands[command]]
        return "\n".join(["须写明理由。 A reason is required.", *lines] if reason else lines)

    def _row(self, row: Row) -> str:
        who = "、".join(f"{ROLES[role]} ({role})" for role in row.roles)
        states = "、".join(f"{self.states[state]} ({state})" for state in row.states) or "新建 a new record"
        condition = f" 条件 Condition: {row.condition}." if row.condition else ""
        return f"- 何人 Who: {who}。从何状态 From: {states}。{condition}"

    def table(self, command: str, reason: bool) -> list[dict[str, Any]]:
        """The same for machines."""
        return [
            {"roles": row.roles, "from": row.states, "reason": reason, "condition": row.condition}
            for row in self.commands[command]
        ]


def _read() -> dict[str, PublishedLifecycle]:
    found: dict[str, dict[str, Any]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return {
        collection: PublishedLifecycle(
            said["name"],
            said["label"],
            said["states"],
            {
                command: tuple(Row(tuple(row["roles"]), tuple(row["from"]), row.get("condition")) for row in rows)
                for command, rows in said["commands"].items()
            },
        )
        for collection, said in found.items()
    }


LIFECYCLES = _read()
