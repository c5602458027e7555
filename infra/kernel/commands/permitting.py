"""Fourth step of a command: role and place, then the state, then the version, in the order of the HTTP contract."""

from datetime import datetime

from msgspec import Struct

from infra.kernel.access.capacities import capacity_for, held, in_words, may_be_lifted_by_news, not_entitled
from infra.kernel.access.offices import APPROVALS, NO_MACHINE, office_needed
from infra.kernel.access.places import Actor, Directory, Place
from infra.kernel.access.rules_of_place import Standing, rule_of_place
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.problems import NotAllowedInState, NotPermitted, RuleBroken, VersionMismatch
from infra.kernel.commands.parsing import Parsed
from infra.kernel.contract.clearing import clears
from infra.kernel.contract.lifecycle import Lifecycle, Transition
from infra.kernel.contract.named_file import NamedFile
from infra.kernel.lookups.sql_lookups import SqlLookups

NONE, IN_PERSON = "无 none", "本人 the person concerned"
SUCCEEDED = (
    "贵单位所在区划 {division} 已撤并，由 {successor} 的组织承接 "
    "The division of your organisation has ended: the bodies of its successor act"
)
ENDED = "贵单位已终止，不能再以其名义操作 Your organisation has ended: nobody acts for it any more"


class Permitted(Struct, frozen=True):
    """The command, the row of the table that allows it, and the role in which it is given."""

    parsed: Parsed
    lookups: SqlLookups
    transition: Transition
    role: str


class At(Struct, frozen=True):
    """The state that a record is in, and the files that came with its commands: clearing is offered where one waits."""

    state: str
    came: tuple[NamedFile, ...] = ()

    @property
    def has_files_to_clear(self) -> bool:
        return any(file.internal for file in self.came)


class NotPermittedYet(NotPermitted):
    """As far as the news tells that has come; news that is on its way may lift it."""


class Rights:
    """What the table allows to whom, by role and place; conditions are not judged here."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def permit(self, parsed: Parsed, lookups: SqlLookups) -> Permitted:
        """Raises NotPermitted, NotAllowedInState, VersionMismatch, in this order."""
        who = Standing(parsed.received.actor, self._directory, day_in_china(lookups.recorded_at))
        if parsed.received.command in APPROVALS and who.is_a_mere_machine and parsed.received.ready is None:
            raise _no_machine()
        permit = self._creation if parsed.received.creates else self._change
        transition, role = permit(parsed, lookups, who)
        return Permitted(parsed, lookups, transition, role)

    def _creation(self, parsed: Parsed, lookups: SqlLookups, who: Standing) -> tuple[Transition, str]:
        received, folded = parsed.received, parsed.addressed.folded
        row = received.rows[0]
        if not held(who.actor, row.by):
            raise _not_permitted(row.by, who)
        place = received.lifecycle.place_of_new(lookups, folded.state, parsed.command)
        role = capacity_for(who, row.by, place)
        if role is None:
            raise _not_permitted(row.by, who)
        if received.lifecycle.id_of_new is None and folded.version_of(received.lifecycle, received.record_id):
            raise RuleBroken("这个编号的记录已存在 A record with this id exists", rule="ARecordIsCreatedOnce")
        return row, role

    def _change(self, parsed: Parsed, lookups: SqlLookups, who: Standing) -> tuple[Transition, str]:
        received, folded = parsed.received, parsed.addressed.folded
        lifecycle, record_id = received.lifecycle, received.record_id
        place = lifecycle.place_for(who.actor, lookups, folded.state, record_id)
        state = str(lifecycle.record_state(folded.state, record_id).state)
        row, role = _row(lifecycle, received.command, who, place, At(state, folded.came_with(lifecycle, record_id)))
        version = folded.version_of(lifecycle, record_id)
        if received.if_match not in (None, version):
            raise VersionMismatch(
                f"记录已是第 {version} 版，请重新读取 The record is at version {version}; read it again"
            )
        return row, role

    def allowed(self, lifecycle: Lifecycle, actor: Actor, place: Place, at: At, now: datetime) -> list[str]:
        """The commands that roles, place and state allow; conditions are not judged; never SYS's."""
        return commands_for(lifecycle, Standing(actor, self._directory, day_in_china(now)), place, at)


def _row(lifecycle: Lifecycle, command: str, who: Standing, place: Place, at: At) -> tuple[Transition, str]:
    """The row that fits the state, and the role; raises NotPermitted before NotAllowedInState."""
    rows, state = lifecycle.rows[command], at.state
    fitting = [row for row in rows if state in row.from_states]
    for row in fitting:
        if (role := capacity_for(who, row.by, place)) is not None:
            return row, role
    anyone = tuple(dict.fromkeys(role for row in fitting or rows for role in row.by))
    if fitting or capacity_for(who, anyone, place) is None:
        by_code = lifecycle.tracking is not None and who.actor.tracking is not None and "PUB" in anyone
        raise _not_permitted(anyone, who, by_code)
    raise NotAllowedInState(
        f"状态 {state} 下不能 {command} The record is {state}; {command} is not possible from there",
        state=state,
        allowed_commands=commands_for(lifecycle, who, place, at),
    )


def commands_for(lifecycle: Lifecycle, who: Standing, place: Place, at: At, around: str | None = None) -> list[str]:
    """What roles, place and state allow; with `around`, also the state of the record in which it is nested."""
    return [
        command
        for command, rows in lifecycle.rows.items()
        if not (command in APPROVALS and who.is_a_mere_machine)
        and not (rows[0].decide is clears and not at.has_files_to_clear)
        and any(
            at.state in row.from_states
            and _may_be_then(row, around)
            and capacity_for(who, people_of(row.by), place) is not None
            for row in rows
        )
    ]


def may_be_made(lifecycle: Lifecycle, who: Standing, around: Place, state_around: str) -> bool:
    """Whether one may be made in a record that stands there and is in that state, as far as roles, place and state say."""
    row = lifecycle.creation
    return (
        row is not None and _may_be_then(row, state_around) and capacity_for(who, people_of(row.by), around) is not None
    )


def _may_be_then(row: Transition, around: str | None) -> bool:
    return around is None or not row.within or around in row.within


def _not_permitted(by: tuple[str, ...], who: Standing, by_code: bool = False) -> NotPermitted:
    """`by_code` where the caller's code may open the record by way of another one, of which news brings word."""
    if set(held(who.actor, by)) & set(who.actor.roles) and who.is_of_an_ended_one:
        return NotPermitted(ENDED, rule="nobody acts for an organisation that has ended")
    if set(held(who.actor, by)) & set(who.actor.roles) and who.own and (successor := who.successor_of_his_division):
        said = SUCCEEDED.format(division=who.own.division, successor=successor)
        return NotPermitted(said, rule="the bodies of the successor act for the records of a division that has ended")
    if without_office := not_entitled(who, by):
        return _no_office(without_office) if who.actor.person else _no_machine()
    rule, mine = rule_of_place(by), in_words(who.actor.roles) or NONE
    said = f"须由{in_words(by) or IN_PERSON}操作，且在其地域内；您的身份：{mine}。 {rule}"
    early = by_code or may_be_lifted_by_news(who, by)
    return (NotPermittedYet if early else NotPermitted)(said, rule=rule)


def _no_office(roles: tuple[str, ...]) -> NotPermitted:
    rule = "; ".join(office_needed(role) for role in roles)
    said = f"此人现无相应职务，不能以{in_words(roles)}的身份操作；请先授予职务（委员须有委员资格）。 {rule}"
    return NotPermittedYet(said, rule=rule)


def _no_machine() -> NotPermitted:
    return NotPermitted(f"未写明人员的令牌只供系统使用，不能以此身份操作，也不能审批。 {NO_MACHINE}", rule=NO_MACHINE)


def people_of(by: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the roles in which people speak."""
    return tuple(role for role in by if role != "SYS")
