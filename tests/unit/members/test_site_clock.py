"""The rules of the site's clock."""

from infra.kernel.testing import given
from services.members.clock.commands import AdvanceClock
from services.members.clock.events import ClockAdvanced, ClockStarted
from services.members.clock.lifecycle import CLOCK
from services.members.rules import ClockMustNotGoTooFar

STARTED = ClockStarted("clock")


def test_a_clock_starts_with_real_time() -> None:
    assert given(CLOCK, STARTED).state.offset_days == 0


def test_advances_add_up() -> None:
    given(CLOCK, STARTED, ClockAdvanced("clock", 7, 7)).when(AdvanceClock("clock", 8)).then(
        ClockAdvanced("clock", 8, 15)
    )
    given(CLOCK, STARTED).when(AdvanceClock("clock", 8)).then_state("running")


def test_all_advances_together_stay_within_a_hundred_years() -> None:
    almost = (STARTED, ClockAdvanced("clock", 36499, 36499))
    given(CLOCK, *almost).when(AdvanceClock("clock", 1)).then(ClockAdvanced("clock", 1, 36500))
    given(CLOCK, *almost).when(AdvanceClock("clock", 2)).refused(ClockMustNotGoTooFar)


def test_the_answer_says_how_far_ahead_the_clock_is() -> None:
    (advance,) = CLOCK.rows["advance"]
    assert advance.extras is not None
    assert advance.extras([ClockAdvanced("clock", 8, 15)], AdvanceClock("clock", 8)) == {"offset_days": 15}


def test_everyone_with_a_token_reads_it() -> None:
    row = CLOCK.row(given(CLOCK, STARTED, ClockAdvanced("clock", 7, 7)).state, "clock")
    assert row.audience == "tokens"
