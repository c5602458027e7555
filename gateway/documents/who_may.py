"""What callers are told of a lifecycle: its states, and of each command who may give it, from where, on what condition."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.kernel.access.capacities import ROLES_IN_WORDS

# Written from the services' tables by operations/tools/lifecycle_catalogue.py.
TABLE = Path(__file__).with_name("lifecycles.json")
ROLES = {
    **ROLES_IN_WORDS,
    "ATT": "到会人员 who was checked in",
    "SELF": "本人 the participant in person",
    "SYS": "系统 the system itself",
}


@dataclass(frozen=True)
class WayToGive:
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
    commands: Mapping[str, tuple[WayToGive, ...]]

    def saying(self, command: str, reason: bool) -> str:
        """Who, from where, on what condition, in sentences."""
        lines = [self._row(row) for row in self.commands[command]]
        return "\n".join(["须写明理由。 A reason is required.", *lines] if reason else lines)

    def _row(self, row: WayToGive) -> str:
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
                command: tuple(WayToGive(tuple(row["roles"]), tuple(row["from"]), row.get("condition")) for row in rows)
                for command, rows in said["commands"].items()
            },
        )
        for collection, said in found.items()
    }


LIFECYCLES = _read()
