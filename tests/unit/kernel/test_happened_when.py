"""When a step may be said to have happened: after what made it possible; by its cause where the system does it."""

from datetime import timedelta

import pytest

from infra.kernel.base.clock import moment, stamp
from infra.kernel.base.problems import Invalid, NotAllowedInState
from infra.kernel.commands.happened_when import Step, as_of_its_cause, binding
from tests.unit.kernel.library.following import Following
from tests.unit.kernel.library.running import ANA, NOON, Library, library
from tests.unit.kernel.library.workshop import BookBound, WorkshopOpened


def days_ago(days: int) -> str:
    return stamp(NOON - timedelta(days=days))


def acquired(of: Library, days: int) -> str:
    body = {"library": "019a0000-0000-7000-8000-000000000001", "division": "620723101", "title": "边城"}
    return str(of.do("acquire", ("books", None), {**body, "occurred_at": days_ago(days)})["id"])


def lend(of: Library, book: str, days: int) -> None:
    body = {"reader": ANA, "borrower": "王安", "until": stamp(NOON + timedelta(days=9)), "occurred_at": days_ago(days)}
    of.do("lend", ("books", book), body)


def test_what_binds_is_the_step_into_the_present_state_and_never_less_than_the_beginning() -> None:
    begun, lent, noted = Step("Acquired", "1", "shelf"), Step("Lent", "3", "lent"), Step("Noted", "4", "lent")
    assert binding([]) is None
    assert binding([begun]) == begun
    assert binding([begun, lent, noted]) == lent
    assert binding([begun, Step("Lent", "0", "lent")]) == begun
    assert binding([begun, lent, Step("Returned", "5", "shelf")]) == Step("Returned", "5", "shelf")


def test_a_month_can_be_entered_in_order() -> None:
    of = library()
    book = acquired(of, 30)
    lend(of, book, 20)
    of.do("return", ("books", book), {"occurred_at": days_ago(10)})
    assert [event.occurred_at for event in of.store.stream(f"book-{book}")] == [
        days_ago(30),
        days_ago(20),
        days_ago(10),
    ]


def test_ruling_2_nothing_happens_before_its_record_began() -> None:
    of = library()
    book = of.acquire()
    with pytest.raises(Invalid) as refusal:
        lend(of, book, 1)
    (said,) = refusal.value.errors["occurred_at"]
    assert f"BookAcquired, which happened at {stamp(NOON)}" in said


def test_ruling_2_nothing_happens_before_the_step_that_made_it_possible() -> None:
    of = library()
    book = acquired(of, 30)
    lend(of, book, 10)
    with pytest.raises(Invalid) as refusal:
        of.do("return", ("books", book), {"occurred_at": days_ago(11)})
    assert f"BookLent, which happened at {days_ago(10)}" in refusal.value.errors["occurred_at"][0]
    of.do("return", ("books", book), {"occurred_at": days_ago(10)})


def test_what_is_in_a_record_did_not_happen_before_the_record() -> None:
    of = library()
    book = acquired(of, 2)
    with pytest.raises(Invalid):
        of.do("write", ("remarks", None), {"text": "好书", "occurred_at": days_ago(3)}, parent=book)
    remark = of.do("write", ("remarks", None), {"text": "好书", "occurred_at": days_ago(2)}, parent=book)["id"]
    with pytest.raises(Invalid):
        of.do("strike", ("remarks", remark), {"reason": "污损", "occurred_at": days_ago(3)}, parent=book)


def test_who_may_not_do_it_is_told_so_before_anything_of_the_time() -> None:
    of = library()
    book = of.acquire()
    with pytest.raises(NotAllowedInState):
        of.do("return", ("books", book), {"occurred_at": days_ago(1)})


def test_ruling_2_what_the_system_does_when_it_is_due_happened_when_it_was_due() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, days=1)
    of.clock.forward(days=3)
    of.due_times.run()
    recalled = of.store.stream(f"book-{book}")[-1]
    assert (recalled.occurred_at, recalled.recorded_at) == (days_ago(-1), days_ago(-3))


@pytest.mark.parametrize(("acquired_days_ago", "stamped_days_ago"), [(2, 0), (-2, -2)])
def test_ruling_2_a_reaction_bears_the_time_of_its_cause_but_not_before_the_record_that_it_is_about(
    acquired_days_ago: int, stamped_days_ago: int
) -> None:
    of = Following(library())
    of.library.clock.forward(days=2)
    book = acquired(of.library, acquired_days_ago)
    of.library.clock.forward(days=1)
    of.workshop.tell(WorkshopOpened("a", "沙河镇"), BookBound("a", book, "新"))
    of.catch_up()
    stamped = of.library.store.stream(f"book-{book}")[-1]
    assert (stamped.occurred_at, stamped.recorded_at) == (days_ago(stamped_days_ago), days_ago(-3))


def test_the_later_of_cause_and_step_is_when_the_system_did_it() -> None:
    steps = [Step("Acquired", days_ago(5), "shelf")]
    assert as_of_its_cause(moment(days_ago(7)), steps, NOON) == moment(days_ago(5))
    assert as_of_its_cause(moment(days_ago(3)), steps, NOON) == moment(days_ago(3))
    assert as_of_its_cause(moment(days_ago(-1)), steps, NOON) == NOON
    assert as_of_its_cause(None, steps, NOON) is None
