"""Writes gateway/documents/lifecycles.json from the services' tables: `python -m operations.tools.lifecycle_catalogue`.

The gateway knows nothing of a service but what the wire looks like; this is what it tells its callers of each command:
who may give it, from which states, with which condition. The conditions are those of the published lifecycles.
"""

import json
from pathlib import Path
from typing import Any, TypeAlias

from infra.kernel.contract.lifecycle import Lifecycle, Transition
from operations.suite.services import SERVICES

Conditions: TypeAlias = dict[str, dict[str, dict[str, str]]]

GATEWAY = Path(__file__).parents[2] / "gateway/documents"
PAGE = GATEWAY / "lifecycles.json"
CONDITIONS = GATEWAY / "conditions.json"


def catalogue() -> str:
    """The whole file, a command a line."""
    conditions: Conditions = json.loads(CONDITIONS.read_text(encoding="utf-8"))
    lifecycles = [lifecycle for service in SERVICES.values() for lifecycle in service.lifecycles]
    blocks = [_block(lifecycle, conditions.get(lifecycle.name, {})) for lifecycle in lifecycles]
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _block(lifecycle: Lifecycle, conditions: dict[str, dict[str, str]]) -> str:
    rows = {
        command: [_row(row, conditions.get(command, {})) for row in rows] for command, rows in lifecycle.rows.items()
    }
    lines = ",".join(f"\n   {_json(command)}: {_json(said)}" for command, said in rows.items())
    head = f' {_json(lifecycle.collection)}: {{\n  "name": {_json(lifecycle.name)}, "label": {_json(lifecycle.label)},'
    return f'{head}\n  "states": {_json(lifecycle.state_labels)},\n  "commands": {{{lines}\n  }}\n }}'


def _row(row: Transition, conditions: dict[str, str]) -> dict[str, Any]:
    told = {"roles": row.by, "from": row.from_states}
    condition = conditions.get(" ".join(row.from_states))
    return told | ({"condition": condition} if condition else {})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    PAGE.write_text(catalogue(), encoding="utf-8")
