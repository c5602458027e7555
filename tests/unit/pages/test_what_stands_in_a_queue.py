"""等我办的 holds what its reader is to do, not all that he might do in somebody's stead."""

import pytest

from tests.unit.ordinary_year.path import a_task, brought, drafted, submitted, taken_up
from tests.unit.ordinary_year.year import ADMINISTRATION, AUDITOR, OrdinaryYear
from tests.unit.pages.browsing import Browser


@pytest.fixture
def office(year: OrdinaryYear) -> Browser:
    return Browser(year, "office")


def test_an_open_topic_waits_for_no_office_while_its_council_is_there(year: OrdinaryYear, office: Browser) -> None:
    topic = brought(year, drafted(year))
    assert topic not in office.page("/work")
    assert "移交" not in Browser(year, "party").page(f"/{topic}")


def test_what_lost_its_organisation_waits_for_the_office_to_hand_it_over(year: OrdinaryYear, office: Browser) -> None:
    topic = brought(year, drafted(year))
    council = year.shown(topic, AUDITOR)["organisation"]
    year.do(ADMINISTRATION, f"organisations/{council}", "end", reason="撤销", no_successor=True)
    assert f"{topic}/hand_over" in office.page("/work")


def test_what_the_system_answers_by_itself_waits_for_nobody(year: OrdinaryYear, office: Browser) -> None:
    submission, _code = submitted(year, "校门口又挤了")
    taken_up(year, submission)
    assert submission not in office.page("/work")


def test_in_a_list_of_what_is_his_all_that_advances_still_counts(year: OrdinaryYear) -> None:
    topic = brought(year, drafted(year))
    assert topic.partition("/")[2] in [one["id"] for one in year.listed("topics", "office", mine=True)]


def test_a_task_that_is_being_handled_waits_for_the_department_alone(year: OrdinaryYear) -> None:
    task, _outcome = a_task(year)
    assert task not in Browser(year, "dispatch").page("/work")
    assert f"{task}/sign_for" in Browser(year, "police").page("/work")
    year.do("police", task, "request_return", reason="不归我们")
    assert task in Browser(year, "dispatch").page("/work")
