"""The rules of the screening list."""

from infra.kernel.testing import given
from services.topics import rules
from services.topics.screening_list.commands import AmendScreeningList, CreateScreeningList
from services.topics.screening_list.default_list import DEFAULT_ITEMS, DEFAULT_TITLE
from services.topics.screening_list.domain import Facts
from services.topics.screening_list.events import Item, ScreeningListAmended, ScreeningListCreated
from services.topics.screening_list.lifecycle import SCREENING_LIST
from services.topics.screening_list.projections import ScreeningListShown, row
from services.topics.screening_list.state import SeenScreeningList, list_in_force

KNOWN, UNKNOWN = Facts(division_exists=True), Facts(division_exists=False)
PATH = Item("path", "乡间道路", "consult")
CREATED = ScreeningListCreated("list", "", DEFAULT_TITLE, DEFAULT_ITEMS)


def test_the_default_has_four_to_consult_and_four_not_to() -> None:
    kinds = [item.kind for item in DEFAULT_ITEMS]
    assert (kinds.count("consult"), kinds.count("exclude")) == (4, 4)
    given(SCREENING_LIST).when(CreateScreeningList("list", DEFAULT_ITEMS, title=DEFAULT_TITLE), KNOWN).then(CREATED)


def test_a_list_belongs_to_an_existing_division() -> None:
    given(SCREENING_LIST).when(CreateScreeningList("list", [PATH], "999999"), UNKNOWN).refused(rules.DivisionMustExist)


def test_codes_differ_from_one_another() -> None:
    given(SCREENING_LIST).when(CreateScreeningList("list", [PATH, PATH]), KNOWN).refused(rules.ItemCodesMustDiffer)
    given(SCREENING_LIST, CREATED).when(AmendScreeningList("list", [PATH, PATH]), KNOWN).refused(
        rules.ItemCodesMustDiffer
    )


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
