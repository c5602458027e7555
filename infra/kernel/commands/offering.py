"""What somebody may do with each of many records of one stream, judged with one look at who he is."""

from collections.abc import Iterable

from infra.kernel.access.capacities import capacity_for
from infra.kernel.access.places import Actor, Directory
from infra.kernel.access.rules_of_place import Standing
from infra.kernel.base.clock import day_in_china
from infra.kernel.commands.folding import Folded
from infra.kernel.commands.permitting import At, commands_for, may_be_made
from infra.kernel.contract.lifecycle import Lifecycle, Lookups


class Offering:
    """`owner` is the lifecycle of the stream, `record_id` its record: what is nested in it is offered as that now stands."""

    def __init__(
        self, folded: Folded, owner: Lifecycle, record_id: str, actor: Actor, directory: Directory, lookups: Lookups
    ) -> None:
        self._folded, self._actor, self._lookups = folded, actor, lookups
        self._who = Standing(actor, directory, day_in_china(lookups.now))
        self._around = owner.place_for(actor, lookups, folded.state, record_id)
        self._state = str(owner.record_state(folded.state, record_id).state)

    def of(self, lifecycle: Lifecycle, record_id: str) -> list[str]:
        """The commands that he may give for a nested record now; conditions are not judged."""
        place = lifecycle.place_for(self._actor, self._lookups, self._folded.state, record_id)
        state = str(lifecycle.record_state(self._folded.state, record_id).state)
        at = At(state, self._folded.came_with(lifecycle, record_id))
        return commands_for(lifecycle, self._who, place, at, self._state)

    def may_make(self, lifecycle: Lifecycle) -> bool:
        """Whether he may make one, which stands where the stream's own record does."""
        return may_be_made(lifecycle, self._who, self._around, self._state)

    def held_there(self, roles: Iterable[str]) -> list[str]:
        """Those of the roles in which he may speak there, whatever the state."""
        return [role for role in roles if capacity_for(self._who, (role,), self._around) is not None]
