"""Pages over a suite on which the story was told: everybody of the story goes everywhere, and finds sentences, names and no fault."""

import re
from collections.abc import Iterator

import pytest
import requests

from gateway.routes import RESOURCES
from tests.system.told import Told

BROWSER = {"Accept": "text/html"}
OWN = [each.collection for each in RESOURCES if each.parent is None]
MOST_RECORDS = 2
MAIN = ("submissions", "topics", "meetings", "outcomes", "tasks", "venues", "organisations")
# The demo's accounts are called by ids: that is their name.
UNSAID = re.compile(
    r">[^<>]*((?<!demo-)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|\bnull\b|\bNone\b|\b(?:True|False)\b|Undefined)[^<>]*<"
)


@pytest.fixture(scope="module")
def people(told: Told) -> dict[str, str]:
    """Name → person, as the front page of a demo offers them."""
    page = requests.get(told.suite.url, headers=BROWSER, timeout=60).text
    return {name: person for person, name in re.findall(r'name="person" value="([^"]+)">([^<]+)<', page)}


def signed_in(told: Told, person: str) -> requests.Session:
    """By one click on the front page."""
    browser = requests.Session()
    browser.headers.update(BROWSER)
    token = re.search(r'name="csrf" value="([^"]+)"', browser.get(f"{told.suite.url}/", timeout=60).text)
    assert token is not None
    form = {"csrf": token[1], "person": person, "next": "/work"}
    assert browser.post(f"{told.suite.url}/sign-in", data=form, timeout=60).status_code == 200
    return browser


def found(told: Told, browser: requests.Session, address: str) -> str:
    answer = browser.get(f"{told.suite.url}{address}", timeout=60)
    assert answer.status_code == 200, (address, answer.status_code, answer.text)
    assert answer.headers["Content-Type"].startswith("text/html"), address
    assert UNSAID.search(answer.text) is None, (address, UNSAID.search(answer.text))
    return answer.text


def led_to(page: str, below: str) -> Iterator[str]:
    """The records and forms that a page leads to."""
    yield from dict.fromkeys(re.findall(rf'href="({re.escape(below)}/[^"?#]+)"', page))


def test_everybody_of_the_story_goes_everywhere_and_no_page_fails(told: Told, people: dict[str, str]) -> None:
    """What all work with is looked at by all, the other kinds by one of them each."""
    assert len(people) > 10
    others = [one for one in OWN if one not in MAIN]
    for number, person in enumerate(people.values()):
        browser = signed_in(told, person)
        own = (*MAIN, *others[number :: len(people)])
        for address in ("/work", "/records", *(f"/{one}" for one in own)):
            page = found(told, browser, address)
            for record in list(led_to(page, address))[:MOST_RECORDS]:
                for form in led_to(found(told, browser, record), record):
                    found(told, browser, form)


def test_who_may_act_finds_the_act_and_who_may_not_does_not(told: Told, people: dict[str, str]) -> None:
    """The archived topic may be reopened by its council, not by a department."""
    topic = f"/topics/{told.ids['topic']}"
    department = signed_in(told, people["住建局副局长林涛"])
    assert not list(led_to(found(told, department, topic), topic))
    council = signed_in(told, people["议事会主席赵强"])
    assert list(led_to(found(told, council, topic), topic)) == [f"{topic}/reopen"]


def test_the_public_reads_what_is_published_and_nothing_else(told: Told) -> None:
    browser = requests.Session()
    browser.headers.update(BROWSER)
    assert "镇党委书记" not in found(told, browser, f"/topics/{told.ids['topic']}")
    for address in ("/submissions", "/offices", "/people", "/work"):
        answer = browser.get(f"{told.suite.url}{address}", timeout=60, allow_redirects=False)
        assert (answer.status_code, answer.headers.get("Location")) == (303, f"/sign-in?next={address}")


def test_the_desk_of_a_meeting_is_for_who_works_there_and_the_public_reads_no_names(
    told: Told, people: dict[str, str]
) -> None:
    meeting = f"/meetings/{told.ids['meetings'][1]}"
    desk = found(told, signed_in(told, people["记录员周洁"]), meeting)
    for said in ("王女士", "何警官", "政协委员汪荣", "校门口设置临时信号灯", "会议达成三项共识"):
        assert said in desk, said
    browser = requests.Session()
    browser.headers.update(BROWSER)
    public = found(told, browser, meeting)
    assert "会议达成三项共识" in public
    for name in ("王女士", "何警官", "汪荣", "吴东"):
        assert name not in public, name
