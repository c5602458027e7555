"""All lifecycles by chance, by their tables alone: who may not, or not now, is refused and leaves nothing; what is done leads
where it was published to lead; the same again is the same answer; a restart forgets nothing.

What a command names is always there: conditions on other records are tried by test_whole_suite.py, with the suite whole.
"""

from collections import Counter
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.contract.published import OUR_OWN_ROWS, OURS, ROWS
from tests.contract.test_who_may_do_what import ALLOWED, NOT_NOW, REFUSED
from tests.unit.by_chance.every_lifecycle import Asked, EveryLifecycle

CHANCE = st.integers(0, 2**32 - 1)
WHAT = (*("command",) * 17, "repetition", "repetition", "restart")
NAMED = {REFUSED: {"NotPermitted", "NotPermittedYet"}, NOT_NOW: {"NotAllowedInState"}}
OF_RIGHT = {"NotPermitted", "NotPermittedYet", "NotAllowedInState"}
STEPS: Counter[str] = Counter()
DONE: Counter[tuple[str, str]] = Counter()
ANSWERS: Counter[str] = Counter()
FOR_PEOPLE = {row.key for row in (*ROWS, *OUR_OWN_ROWS) if row.command and {*row.roles} - {"SYS"}}


class EveryLifecycleMachine(RuleBasedStateMachine):
    """Commands, repetitions and restarts."""

    @initialize(chance=CHANCE)
    def begin(self, chance: int) -> None:
        self.site, self.given = EveryLifecycle(), list[tuple[Asked, dict[str, Any]]]()
        self.number = chance

    @rule(what=st.sampled_from(WHAT), chance=CHANCE)
    def step(self, what: str, chance: int) -> None:
        STEPS[what] += 1
        self.number += 1
        getattr(self, f"_{what}")(Random(f"{self.number} {chance}"))

    def _command(self, chance: Random) -> None:
        asked = self.site.command(chance)
        if asked is None:
            return
        before = self.site.heads()
        answer = self.site.give(asked)
        if isinstance(answer, str):
            ANSWERS[answer] += 1
            assert self.site.heads() == before, f"{asked.told}: refused and yet recorded"
            wanted = NAMED.get(asked.said)
            assert answer in wanted if wanted else answer not in OF_RIGHT, (
                f"{asked.told}: {answer}, published {asked.said}"
            )
            return
        assert asked.said == ALLOWED, f"{asked.told} was done, published {asked.said}"
        ANSWERS["done"] += 1
        self.given.append((asked, answer))
        for one in self.site.follow():
            DONE[one.lifecycle, asked.call.command] += 1

    def _repetition(self, chance: Random) -> None:
        """The same under the same key is the same answer, and nothing more."""
        if self.given:
            asked, answer = chance.choice(self.given)
            before = self.site.heads()
            assert self.site.give(asked) == answer, asked.told
            assert self.site.heads() == before, f"{asked.told} was done once more"

    def _restart(self, chance: Random) -> None:
        self.site.begin_again(chance.choice(sorted(self.site.libraries)))

    def teardown(self) -> None:
        if hasattr(self, "site"):
            for known in self.site.records.values():
                assert self.site.begun_anew(known) == (known.state, known.events)


def test_every_lifecycle_goes_by_its_table_whoever_asks_for_what(tell: Any) -> None:
    machine = settings(
        max_examples=6,
        stateful_step_count=500,
        derandomize=True,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[*HealthCheck],
    )
    run_state_machine_as_test(EveryLifecycleMachine, settings=machine)
    kinds = {*DONE} & FOR_PEOPLE
    lifecycles = {name for name, _command in kinds}
    tell(
        f"{STEPS.total()} steps {dict(STEPS)} over every lifecycle: {dict(ANSWERS)}; {len(lifecycles)} of {len(OURS)} lifecycles, "
        f"{len(kinds)} of {len(FOR_PEOPLE)} commands; never: "
        + " ".join(sorted(f"{name}.{command}" for name, command in FOR_PEOPLE - kinds))
    )
    assert len(lifecycles) >= 60
    assert len(kinds) >= 0.5 * len(FOR_PEOPLE)
