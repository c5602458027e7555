"""Ruling 3: a day that somebody names lies after today when it is entered."""

from datetime import date, timedelta
from itertools import groupby

import pytest

from infra.kernel.base.clock import day_in_china
from tests.unit.naming.asking import Naming, answered_on, days
from tests.unit.naming.world import NOW

TODAY = day_in_china(NOW)
LATER = TODAY + timedelta(days=300)
BY_NAME = ("due", "until", "ends")
OTHERWISE = {
    "activity.plan.ends": "an activity of last month is entered as of then",
    "activity.amend.ends": "as it is planned",
    "pair.place.ends": "people who were exchanged last year are entered too",
    "pre_work.assign_pre_work.due": "in test_pre_work.py, where participants of the meeting are known",
}
NAMED = {name: [*rows] for name, rows in groupby((one for one in days() if one.name in BY_NAME), key=str)}


def is_refused_for_the_day(naming: Naming, day: date) -> bool:
    """One of several rows of the command may be refused for what was said before in that state."""
    return answered_on(naming, day) not in ("accepted", answered_on(naming, LATER))


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=1)], ids=["today", "yesterday"])
@pytest.mark.parametrize("name", sorted({*NAMED} - {*OTHERWISE}))
def test_ruling_3_a_day_that_somebody_names_lies_after_the_day_of_entry(name: str, day: date) -> None:
    assert any(is_refused_for_the_day(one, day) for one in NAMED[name])


@pytest.mark.parametrize("name", sorted(OTHERWISE))
def test_what_is_excepted_from_ruling_3_is_there(name: str) -> None:
    assert name in NAMED
