"""Ruling 7 on a site of before: who took over what may carry tags, passed by then, is heard at the next start."""

from dataclasses import replace

import pytest
from sqlalchemy import delete

from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.storage.database import run
from infra.kernel.storage.tables import CURSORS
from services.members.standing_copies import SINCE_IT_FOLLOWS, STANDING, KnownStanding
from services.members.tagging.lifecycle import TAGGING
from services.outcomes.instruction.lifecycle import INSTRUCTION
from services.outcomes.measured_effect.lifecycle import MEASURED_EFFECT
from tests.contract.walk import THE_RECORD, golden
from tests.unit.whole_suite import WholeSuite

LINE = f"outcomes/{SINCE_IT_FOLLOWS}"


@pytest.mark.parametrize(
    ("lifecycle", "begun", "taken_over"),
    [
        (INSTRUCTION, "InstructionRecorded", "InstructionTakenOver"),
        (MEASURED_EFFECT, "EffectMeasured", "MeasuredEffectTakenOver"),
    ],
)
def test_ruling_7_what_an_earlier_version_passed_by_is_heard_at_the_next_start(
    lifecycle: Lifecycle, begun: str, taken_over: str
) -> None:
    suite = WholeSuite()
    council, heir, last = (suite.organisations[name] for name in ("council", "station", "council elsewhere"))
    first = replace(golden(lifecycle, begun), organisation=council)
    once, again = ((council, heir), (heir, last))
    over = [replace(golden(lifecycle, taken_over), organisation=old, successor=new) for old, new in (once, again)]
    suite.told("outcomes", first, *over)
    suite.settle()
    members = suite.services["members"]

    def body() -> str | None:
        known = suite.of(TAGGING).lookups_at(suite.clock()).copy(KnownStanding, STANDING, THE_RECORD)
        return known.organisation if known else None

    assert body() == last
    stale = f'{{"collection": "{lifecycle.collection}", "division": "{first.division}", "organisation": "{council}"}}'
    members.at_work.know(STANDING, THE_RECORD, stale)
    forgotten = members.own.prepare(delete(CURSORS).where(CURSORS.c.producer == LINE))
    with members.own.transaction() as cursor:
        run(cursor, forgotten, {})
    assert body() == council
    members.begin_again()
    suite.settle()
    assert body() == last
