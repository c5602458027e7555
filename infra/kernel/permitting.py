"""Fourth step of a command: role and place, then the state, then the version, in the order of the HTTP contract."""

from dataclasses import dataclass

from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.parsing import Parsed
from infra.kernel.places import Actor, Directory, Place, capacities, capacity_for, rule_of_place
from infra.kernel.problems import NotAllowedInState, NotPermitted, RuleBroken, VersionMismatch


@dataclass(frozen=True, slots=True)
class Permitted:
    """The command, the row of the table that allows it, and the role in which it is given."""

    parsed: Parsed
    reader: Reader
    transition: Transition
    role: str


class Rights:
    """What the table allows to whom, by role and place; conditions are not judged here."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def permit(self, parsed: Parsed, reader: Reader) -> Permitted:
        """Raises NotPermitted, NotAllowedInState, VersionMismatch, in this order."""
        permit = self._creation if parsed.received.creates else self._change
        transition, role = permit(parsed, reader)
        return Permitted(parsed, reader, transition, role)

    def _creation(self, parsed: Parsed, reader: Reader) -> tuple[Transition, str]:
        received, folded = parsed.received, parsed.addressed.folded
        row, actor = received.rows[0], received.actor
        place = received.lifecycle.place_of_new(reader, folded.state, parsed.command)
        role = capacity_for(actor, row.by, place, self._directory)
        if role is None:
            raise self._not_permitted(row.by, actor)
        if folded.version_of(received.lifecycle, received.record_id):
            raise RuleBroken("这个编号的记录已存在 A record with this id exists", rule="ARecordIsCreatedOnce")
        return row, role

    def _change(self, parsed: Parsed, reader: Reader) -> tuple[Transition, str]:
        received, folded = parsed.received, parsed.addressed.folded
        lifecycle, record_id = received.lifecycle, received.record_id
        place = lifecycle.place_for(received.actor, reader, folded.state, record_id)
        state = str(lifecycle.record_state(folded.state, record_id).state)
        row, role = self._row(lifecycle, received.command, received.actor, place, state)
        version = folded.version_of(lifecycle, record_id)
        if received.if_match not in (None, version):
            raise VersionMismatch(
                f"记录已是第 {version} 版，请重新读取 The record is at version {version}; read it again"
            )
        return row, role

    def _row(
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
    def _not_permitted(by: tuple[str, ...], actor: Actor) -> NotPermitted:
        mine = " ".join(capacities(actor)) or "none"
        return NotPermitted(
            f"须由 {' / '.join(by)} 在其地域内操作；您的身份：{mine}。 {rule_of_place(by)}", rule=rule_of_place(by)
        )


def _people(by: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(role for role in by if role != "SYS")
