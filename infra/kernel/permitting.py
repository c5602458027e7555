"""Fourth step of a command: role and place, then the state, then the version, in the order of the HTTP contract."""

from msgspec import Struct

from infra.kernel.capacities import capacity_for, held, in_words, may_be_lifted_by_news
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.parsing import Parsed
from infra.kernel.places import Actor, Directory, Place
from infra.kernel.problems import NotAllowedInState, NotPermitted, RuleBroken, VersionMismatch
from infra.kernel.rules_of_place import rule_of_place, standing

NONE, IN_PERSON = "无 none", "本人 the person concerned"
ENDED = "贵单位已终止，不能再以其名义操作 Your organisation has ended: nobody acts for it any more"


class Permitted(Struct, frozen=True):
    """The command, the row of the table that allows it, and the role in which it is given."""

    parsed: Parsed
    reader: Reader
    transition: Transition
    role: str


class NotPermittedYet(NotPermitted):
    """As far as the news tells that has come; news that is on its way may lift it."""


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
        if not held(actor, row.by):
            raise self._not_permitted(row.by, actor)
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
            by_code = lifecycle.tracking is not None and actor.tracking is not None and "PUB" in anyone
            raise self._not_permitted(anyone, actor, by_code)
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

    def _not_permitted(self, by: tuple[str, ...], actor: Actor, by_code: bool = False) -> NotPermitted:
        """`by_code` where the caller's code may open the record by way of another one, of which news brings word."""
        if held(actor, by) and standing(actor, self._directory).is_of_an_ended_one:
            return NotPermitted(ENDED, rule="nobody acts for an organisation that has ended")
        said = f"须由{in_words(by) or IN_PERSON}操作，且在其地域内；您的身份：{in_words(actor.roles) or NONE}。 {rule_of_place(by)}"
        early = by_code or may_be_lifted_by_news(actor, by, self._directory)
        return (NotPermittedYet if early else NotPermitted)(said, rule=rule_of_place(by))


def _people(by: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(role for role in by if role != "SYS")
