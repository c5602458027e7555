"""A later load of a known division: what it makes of it, and what it may not make of the register."""

from dataclasses import replace
from datetime import date

import pytest

from services.members.division.columns import DivisionsRefused
from services.members.division.events import (
    DivisionAmended,
    DivisionEnded,
    DivisionEntry,
    DivisionEvent,
    DivisionMoved,
    DivisionRenamed,
    DivisionsLoaded,
)
from services.members.division.load import load, load_below
from services.members.division.projections import rows

HEADER = "code,name,level,parent,valid_from,valid_until,successor"
COUNTY = DivisionEntry("620723", "临泽县", "county", "6207", True)
TOWN = DivisionEntry("620723101", "沙河镇", "township", "620723", True)
NEXT = DivisionEntry("620723102", "新华镇", "township", "620723", True)
VILLAGE = DivisionEntry("620723101201", "东寨村", "village", "620723101", True)
CITY = DivisionEntry("6207", "张掖市", "city", "62", True)
PROVINCE = DivisionEntry("62", "甘肃省", "province", None, True)
KNOWN = {one.code: one for one in (PROVINCE, CITY, COUNTY, TOWN, NEXT)}
LAST = date(2026, 5, 31)


def told(*lines: str, known: dict[str, DivisionEntry] = KNOWN, header: str = HEADER) -> list[DivisionEvent]:
    return load("\n".join((header, *lines, "")).encode(), "load", "民政部 2026", known)


def refused(*lines: str, known: dict[str, DivisionEntry] = KNOWN) -> str:
    with pytest.raises(DivisionsRefused) as said:
        told(*lines, known=known)
    return str(said.value)


def after(events: list[DivisionEvent], known: dict[str, DivisionEntry]) -> dict[str, DivisionEntry]:
    for event in events:
        assert not isinstance(event, DivisionsLoaded)
        assert known[event.after.code] == event.before
        known = {**known, event.after.code: event.after}
    return known


def test_a_known_division_of_another_name_is_renamed_with_both_names() -> None:
    (renamed,) = told("620723101,沙河新镇,township,620723", header="code,name,level,parent")
    new = replace(TOWN, name="沙河新镇", former_names=("沙河镇",))
    assert renamed == DivisionRenamed("load", "民政部 2026", TOWN, new)
    (back,) = told("620723101,沙河镇,township,620723,,,", known={**KNOWN, TOWN.code: new})
    assert isinstance(back, DivisionRenamed)
    assert (back.after.name, back.after.former_names) == ("沙河镇", ("沙河新镇",))


def test_one_that_lies_right_below_another_is_moved() -> None:
    (moved,) = told("620723,临泽县,county,62,,,")
    assert moved == DivisionMoved("load", "民政部 2026", COUNTY, replace(COUNTY, parent="62"))


def test_one_that_ends_names_its_last_day_and_successor_and_comes_after_what_is_new() -> None:
    events = told(
        "620723101,沙河镇,township,620723,,2026-05-31,620723104",
        "620723104,沙新镇,township,620723,2026-06-01,,",
    )
    new, dated, ended = events
    assert isinstance(new, DivisionsLoaded)
    assert isinstance(dated, DivisionAmended)
    assert (dated.after.code, dated.after.valid_from) == ("620723104", date(2026, 6, 1))
    assert ended == DivisionEnded("load", "民政部 2026", TOWN, replace(TOWN, valid_until=LAST, successor="620723104"))


def test_everything_that_is_otherwise_is_an_event_of_its_own() -> None:
    county = "620723,临泽区,county,62,2001-01-01,2026-05-31,620724"
    events = told(county, "620724,新区,county,6207,,,", known={"62": PROVINCE, "6207": CITY, COUNTY.code: COUNTY})
    assert [type(one) for one in events[1:]] == [DivisionRenamed, DivisionMoved, DivisionAmended, DivisionEnded]
    assert after(events[1:], {COUNTY.code: COUNTY})[COUNTY.code] == DivisionEntry(
        "620723", "临泽区", "county", "62", True, date(2001, 1, 1), LAST, "620724", ("临泽县",)
    )


def test_loading_the_same_file_again_changes_nothing() -> None:
    lines = (
        "620723101,沙河新镇,township,620723,2001-01-01,2026-05-31,620723102",
        "620723102,新华镇,township,620723,,,",
    )
    once = after(told(*lines), KNOWN)
    assert once != KNOWN
    assert told(*lines, known=once) == []


def test_a_column_that_the_file_leaves_out_says_nothing() -> None:
    ended = replace(TOWN, valid_until=LAST, successor=NEXT.code, counts_in_coverage=False)
    known = {**KNOWN, TOWN.code: ended}
    assert told("620723101,沙河镇,township,620723", known=known, header="code,name,level,parent") == []
    (amended,) = told("620723101,沙河镇,township,620723,,,", known=known)
    assert isinstance(amended, DivisionAmended)
    assert (amended.after.valid_until, amended.after.successor) == (None, None)


def test_a_township_ends_with_its_villages_each_with_a_successor_in_the_other() -> None:
    events = told(
        "620723101,沙河镇,township,620723,,2026-05-31,620723102",
        "620723101201,东寨村,village,620723101,,2026-05-31,620723102301",
        "620723102301,东寨村,village,620723102,2026-06-01,,",
        known={**KNOWN, VILLAGE.code: VILLAGE},
    )
    assert [one.after.code for one in events if isinstance(one, DivisionEnded)] == ["620723101", "620723101201"]


def test_a_chain_of_successors_is_in_order_of_their_last_days() -> None:
    first = "620723101,沙河镇,township,620723,,2025-05-31,620723102"
    assert told(first, "620723102,新华镇,township,620723,,2026-05-31,620723103", "620723103,蓼泉镇,township,620723,,,")


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (
            ("620723101,沙河镇,township,620723,,2026-05-31,620723999",),
            "line 2: successor 620723999 is neither in this file nor",
        ),
        (
            ("620723101,沙河镇,township,620723,,2026-05-31,620723",),
            "line 2: successor 620723 is a county, and 620723101 a township",
        ),
        (
            ("620723101,沙河镇,township,620723,,2026-05-31,620723101",),
            "line 2: successor 620723101 has itself ended when",
        ),
        (("620723101,沙河镇,township,620723,,2026-05-31,",), "line 2: valid_until 2026-05-31 without a successor"),
        (("620723101,沙河镇,township,620723,,,620723102",), "line 2: successor 620723102 without valid_until"),
        (
            ("620723101,沙河镇,township,620723,2026-06-01,2026-05-31,620723102",),
            "line 2: valid_until 2026-05-31 is before valid_from 2026-06-01",
        ),
        (
            ("620723101,沙河镇,township,620723,1.1.2001,,",),
            "line 2: valid_from is a day like 2026-05-31, not '1.1.2001'",
        ),
        (("620723101,沙河镇,township,620723,,2026-02-30,620723102",), "line 2: valid_until is a day like 2026-05-31"),
        (
            ("620723102,新华镇,township,620723,2026-06-02,,", "620723101,沙河镇,township,620723,,2026-05-31,620723102"),
            "line 3: successor 620723102 begins on 2026-06-02, after 620723101 ended on 2026-05-31",
        ),
        (
            (
                "620723101,沙河镇,township,620723,,2026-05-31,620723102",
                "620723102,新华镇,township,620723,,2026-05-31,620723101",
            ),
            "line 2: successor 620723102 has itself ended when 620723101 ends",
        ),
    ],
)
def test_a_file_that_would_make_the_register_untrue_is_refused_with_line_and_cell(
    lines: tuple[str, ...], complaint: str
) -> None:
    assert complaint in refused(*lines)


def test_a_division_does_not_end_while_something_below_it_does_not() -> None:
    known = {**KNOWN, VILLAGE.code: VILLAGE}
    ends = "620723101,沙河镇,township,620723,,2026-05-31,620723102"
    assert "line 2: valid_until 2026-05-31: 620723101201 东寨村 lies below 620723101 and does not end" in refused(
        ends, known=known
    )
    later = "620723101201,东寨村,village,620723101,,2026-06-30,620723102301"
    new = "620723102301,东寨村,village,620723102,,,"
    assert "line 3: parent 620723101 ends on 2026-05-31, and 620723101201 does not" in refused(
        ends, later, new, known=known
    )


def test_nothing_is_loaded_below_what_has_ended() -> None:
    ended = {**KNOWN, TOWN.code: replace(TOWN, valid_until=LAST, successor=NEXT.code)}
    assert "line 2: parent 620723101 ends" in refused("620723101201,东寨村,village,620723101,,,", known=ended)
    shipped = b"code,name,level,parent\n620723101201,x,village,620723101\n620723102201,x,village,620723102\n"
    (loaded,) = load_below(shipped, "load", "shipped", ended)
    assert isinstance(loaded, DivisionsLoaded)
    assert [one.code for one in loaded.divisions] == ["620723102201"]


def test_who_has_succeeded_another_one_does_not_end_before_it() -> None:
    known = {**KNOWN, TOWN.code: replace(TOWN, valid_until=LAST, successor=NEXT.code)}
    other = "620723103,蓼泉镇,township,620723,,,"
    early = "620723102,新华镇,township,620723,,2026-01-31,620723103"
    assert "line 3: successor 620723102 has itself ended when 620723101 ends" in refused(other, early, known=known)
    assert told(other, early.replace("2026-01-31", "2027-01-31"), known=known)


def test_what_ships_does_not_rename_what_is_known() -> None:
    renamed = {**KNOWN, NEXT.code: replace(NEXT, name="新华新镇", former_names=("新华镇",))}
    shipped = "code,name,level,parent\n620723102,新华镇,township,620723\n".encode()
    assert load_below(shipped, "load", "shipped", renamed) == []


def test_a_division_shows_its_dates_successor_and_former_names() -> None:
    (_, ended) = told("620723101,沙河新镇,township,620723,,2026-05-31,620723102")
    ((code, row),) = rows(ended)
    shown = row.shown
    assert (code, shown.name, shown.valid_until, shown.successor, shown.former_names) == (  # type: ignore[attr-defined]
        ("620723101", "沙河新镇", LAST, "620723102", ("沙河镇",))
    )
