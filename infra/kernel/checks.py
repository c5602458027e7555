"""What is checked of every command before its decision is asked, in the order of the HTTP contract."""

from datetime import datetime
from functools import cache
from typing import Any

from marshmallow import Schema, ValidationError

from infra.kernel.lifecycle import Lifecycle, Transition
from infra.kernel.places import Actor, Directory, Place, capacities, capacity_for, rule_of_place
from infra.kernel.problems import Invalid, NotAllowedInState, NotPermitted, VersionMismatch
from infra.kernel.wire import OCCURRED_AT, Common

MEND = "请按 errors 更正后重发 Mend the fields named in errors and send again"


def parsed(transition: Transition, body: dict[str, Any], now: datetime) -> tuple[dict[str, Any], datetime | None]:
    """The command's own fields and when it happened, if that was said. Raises Invalid with the errors of each field."""
    own = {name: value for name, value in body.items() if name != OCCURRED_AT}
    errors: dict[str, Any] = {}
    values: dict[str, Any] = {}
    occurred_at: datetime | None = None
    try:
        values = _schema(transition.schema).load(own)
    except ValidationError as error:
        errors.update(error.messages_dict)
    if OCCURRED_AT in body:
        occurred_at = _occurred_at(body, now, errors)
    if errors:
        raise Invalid(MEND, errors=errors)
    return values, occurred_at


@cache
def _schema(kind: type[Schema]) -> Schema:
    """Made once for each command: making one takes as long as reading with it, and it keeps nothing of what it read."""
    return kind()


def _occurred_at(body: dict[str, Any], now: datetime, errors: dict[str, Any]) -> datetime | None:
    try:
        said: datetime = Common().load({OCCURRED_AT: body[OCCURRED_AT]})[OCCURRED_AT]
    except ValidationError as error:
        errors.update(error.messages_dict)
        return None
    if said > now:
        errors[OCCURRED_AT] = ["不能晚于现在 must not be in the future"]
    return said


class Checks:
    """Role and place, state, version."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def creation(self, row: Transition, actor: Actor, place: Place) -> tuple[Transition, str]:
        role = capacity_for(actor, row.by, place, self._directory)
        if role is None:
            raise self._not_permitted(row.by, actor)
        return row, role

    def transition(
        self, lifecycle: Lifecycle, command: str, actor: Actor, place: Place, state: str
    ) -> tuple[Transition, str]:
        """The row that fits the state, and the role; raises NotPermitted before NotAllowedInState."""
        rows = lifecycle.rows[command]
        fitting = [row for row in rows if state in row.from_states]
        for row in fitting:
            if (role := capacity_for(actor, row.by, place, self._directory)) is not None:
                return row, role
        anyone = tuple(dict.fromkeys(role for row in fitting or rows for role in row.by))
        if fitting or capacity_for(actor, anyone, place, self._directory) is None:
            raise self._not_permitted(anyone, actor)
        raise NotAllowedInState(
            f"状态 {state} 下不能 {command} The record is {state}; {command} is not possible from there",
            state=state,
            allowed_commands=self.allowed(lifecycle, actor, place, state),
        )

    def allowed(self, lifecycle: Lifecycle, actor: Actor, place: Place, state: str) -> list[str]:
        """The commands that roles, place and state allow; conditions are not judged; never SYS's."""
        return [
            command
            for command, rows in lifecycle.rows.items()
            if any(
                state in row.from_states and capacity_for(actor, _people(row.by), place, self._directory) is not None
                for row in rows
            )
        ]

    @staticmethod
    def version(version: int, if_match: int | None) -> None:
        if if_match is not None and if_match != version:
            raise VersionMismatch(
                f"记录已是第 {version} 版，请重新读取 The record is at version {version}; read it again"
            )

    @staticmethod
    def _not_permitted(by: tuple[str, ...], actor: Actor) -> NotPermitted:
        mine = " ".join(capacities(actor)) or "none"
        return NotPermitted(
            f"须由 {' / '.join(by)} 在其地域内操作；您的身份：{mine}。 {rule_of_place(by)}", rule=rule_of_place(by)
        )


def _people(by: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(role for role in by if role != "SYS")
