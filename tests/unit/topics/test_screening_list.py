"""The rules of the screening list."""

from dataclasses import replace

from infra.kernel.testing import given
from services.topics import rules
from services.topics.screening_list import schemas
from services.topics.screening_list.commands import AmendScreeningList, CreateScreeningList
from services.topics.screening_list.default_list import DEFAULT_ITEMS, DEFAULT_TITLE, GROUNDS, missing_grounds
from services.topics.screening_list.domain import Facts
from services.topics.screening_list.events import Item, ScreeningListAmended, ScreeningListCreated
from services.topics.screening_list.lifecycle import SCREENING_LIST
from services.topics.screening_list.projections import ScreeningListShown, row
from services.topics.screening_list.state import SeenScreeningList, list_in_force

KNOWN, UNKNOWN = Facts(division_exists=True), Facts(division_exists=False)
PATH = Item("path", "乡间道路", "consult")
CREATED = ScreeningListCreated("list", "", DEFAULT_TITLE, DEFAULT_ITEMS)


def test_ruling_13_the_default_has_four_to_consult_and_four_not_to_and_six_grounds_to_turn_down() -> None:
    kinds = [item.kind for item in DEFAULT_ITEMS]
    assert [kinds.count(kind) for kind in ("consult", "exclude", "reject")] == [4, 4, 6]
    given(SCREENING_LIST).when(CreateScreeningList("list", DEFAULT_ITEMS, title=DEFAULT_TITLE), KNOWN).then(CREATED)


def test_a_list_belongs_to_an_existing_division() -> None:
    given(SCREENING_LIST).when(CreateScreeningList("list", [PATH], "999999"), UNKNOWN).refused(rules.DivisionMustExist)


def test_codes_differ_from_one_another() -> None:
    given(SCREENING_LIST).when(CreateScreeningList("list", [PATH, PATH]), KNOWN).refused(rules.ItemCodesMustDiffer)
    given(SCREENING_LIST, CREATED).when(AmendScreeningList("list", [PATH, PATH]), KNOWN).refused(
        rules.ItemCodesMustDiffer
    )


def test_codes_that_differ_by_a_blank_are_the_same() -> None:
    path = {"code": " path\u3000", "label": "乡间道路", "kind": "reject"}
    assert schemas.Amend().load({"items": [path]})["items"] == [Item("path", "乡间道路", "reject")]
    for code in ("pa th", "path ", "p\u3000ath"):
        given(SCREENING_LIST, CREATED).when(
            AmendScreeningList("list", [PATH, Item(code, "路", "exclude")]), KNOWN
        ).refused(rules.ItemCodesMustDiffer)


def test_a_list_that_was_shipped_without_grounds_to_turn_down_gets_them_once() -> None:
    without = tuple(item for item in DEFAULT_ITEMS if item.kind != "reject")
    shipped = replace(CREATED, items=without)
    assert missing_grounds([shipped]) == [ScreeningListAmended("list", DEFAULT_ITEMS, DEFAULT_TITLE)]
    own = (PATH, Item("reject-1", "自定", "exclude"))
    amended = ScreeningListAmended("list", own, "本地清单")
    assert missing_grounds([shipped, amended]) == [ScreeningListAmended("list", (*own, *GROUNDS[1:]), "本地清单")]
    assert missing_grounds([shipped, *missing_grounds([shipped]), amended]) == []
    assert missing_grounds([CREATED]) == missing_grounds([]) == []


def test_an_amendment_is_a_new_edition_and_keeps_the_title_unless_told() -> None:
    amended = ScreeningListAmended("list", (PATH,), DEFAULT_TITLE)
    given(SCREENING_LIST, CREATED).when(AmendScreeningList("list", [PATH]), KNOWN).then(amended)
    assert row(given(SCREENING_LIST, CREATED, amended).state, "list").shown == ScreeningListShown(
        DEFAULT_TITLE, (PATH,), edition=2
    )


def test_the_newest_list_of_the_nearest_division_is_in_force() -> None:
    national = SeenScreeningList("1", "", 1, ())
    county, newer = SeenScreeningList("2", "620723", 1, ()), SeenScreeningList("3", "620723", 1, ())
    elsewhere = SeenScreeningList("4", "620724", 1, ())
    assert list_in_force([newer, county, national, elsewhere], "620723101") == newer
    assert list_in_force([newer, national], "6208") == national
    assert list_in_force([], "620723101") is None
