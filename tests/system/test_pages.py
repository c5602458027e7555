"""Pages over a suite on which the story was told: everybody of the story goes everywhere, and finds sentences, names and no fault."""

import html
import re
from collections.abc import Iterator

import pytest
import requests

from gateway.documents.resource import Resource
from gateway.documents.who_may import LIFECYCLES
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


NOT_OURS = re.compile(
    r'<[^>]*\s(?:style|on[a-z]+)="|<script(?![^>]*\ssrc="/)|<style|(?:src|href|action)="(?!/(?!/)|#|\?|")[^"]*"'
)
"""A style attribute, script within the page, an address elsewhere: what the policy forbids, and a page never has."""


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
    assert NOT_OURS.search(answer.text) is None, (address, NOT_OURS.search(answer.text))
    return answer.text


@pytest.mark.parametrize(
    "planted",
    ['<p style="color: red">', '<a onclick="x()">', "<script>x()</script>", '<img src="//elsewhere/x">',
     '<a href="https://elsewhere/">', '<a href="javascript:x()">'],
)  # fmt: skip
def test_shown_red_what_no_page_has(planted: str) -> None:
    assert NOT_OURS.search(planted) is not None


def led_to(page: str, below: str) -> Iterator[str]:
    """The records and forms that a page leads to; what is printed of it is no page."""
    yield from dict.fromkeys(re.findall(rf'href="({re.escape(below)}/(?!print/)[^"?#]+)"', page))


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


def test_the_file_of_the_topic_is_one_page_and_each_reads_in_it_what_he_may(told: Told, people: dict[str, str]) -> None:
    topic = f"/topics/{told.ids['topic']}"
    secretary, liaison = (signed_in(told, people[name]) for name in ("镇党委书记郑磊", "联络员孙敏"))
    for browser in (secretary, liaison):
        page = found(told, browser, topic)
        for words in (
            "要商量什么",
            "群众怎么说（3 件）",
            "后来怎样",
            "协商会议",
            "协商成果",
            "逐条对照",
            "审题意见",
            "一路走来",
        ):
            assert words in page, words
        assert list(led_to(page, "/meetings"))
        assert list(led_to(page, "/tasks"))
    public = requests.Session()
    public.headers.update(BROWSER)
    page = found(told, public, topic)
    assert "要商量什么" in page
    for words in ("群众怎么说", "审题意见", *people):
        assert words not in page, words


def test_the_public_reads_what_is_published_and_nothing_else(told: Told) -> None:
    browser = requests.Session()
    browser.headers.update(BROWSER)
    assert "镇党委书记" not in found(told, browser, f"/topics/{told.ids['topic']}")
    for address in ("/submissions", "/offices", "/people", "/work"):
        answer = browser.get(f"{told.suite.url}{address}", timeout=60, allow_redirects=False)
        assert (answer.status_code, answer.headers.get("Location")) == (303, f"/sign-in?next={address}")


def test_nobody_is_given_a_page_or_a_form_that_is_not_his(told: Told, people: dict[str, str]) -> None:
    """Whoever of the story he is: what he may not read, create or do now is refused by a page that leads on.

    Each of them is tried by somebody: every eighth by each.
    """
    story = told.ids
    records = [f"/topics/{story['topic']}", f"/outcomes/{story['outcome']}", f"/submissions/{story['submissions'][0]}"]
    records += [f"/tasks/{story['tasks'][0]}", f"/meetings/{story['meetings'][0]}"]
    for number, (name, person) in enumerate(people.items()):
        browser = signed_in(told, person)
        refused = [form for record in records for form in not_offered(told, browser, record)]
        refused += [
            f"/{one.collection}/new" for one in RESOURCES if one.parent is None and not creates(told, browser, one)
        ]
        assert len(refused) > 60, name
        for address in refused[number % 8 :: 8]:
            answer = browser.get(f"{told.suite.url}{address}", timeout=60)
            assert answer.status_code in (403, 404, 409), (name, address, answer.status_code)
            main = answer.text[answer.text.index("<main") :]
            assert 'href="/work"' in main, (name, address)
            assert "<form" not in main, (name, address)


def not_offered(told: Told, browser: requests.Session, record: str) -> list[str]:
    """The record where he may not read it, else those of its commands that it does not say he may give."""
    read = browser.get(f"{told.suite.url}/v1{record}", headers={"Accept": "application/json"}, timeout=60)
    if read.status_code != 200:
        return [record]
    offered = [f"{record}/{one}" for one in read.json()["allowed_commands"]]
    commands = LIFECYCLES[record.split("/")[1]].commands
    return [form for one in commands if (form := f"{record}/{one}") not in offered]


def creates(told: Told, browser: requests.Session, resource: Resource) -> bool:
    """As the published table says of his roles; what the list says is the same."""
    page = found(told, browser, f"/{resource.collection}")
    ways = LIFECYCLES[resource.collection].commands[resource.creating] if resource.creating else ()
    roles = browser.get(f"{told.suite.url}/v1/session", timeout=60).json()["roles"]
    in_person = () if {"ADM", "SEC", "AUD"} & {*roles} else ("SELF", "ATT")  # who administers does no other business
    may = any(role in way.roles for way in ways for role in (*roles, *in_person))
    assert (f'href="/{resource.collection}/new"' in page) == may, resource.collection
    return may


def test_no_link_leads_nowhere(told: Told, people: dict[str, str]) -> None:
    """Neither of what anybody reads, nor of what the office reads of the story."""
    story = told.ids
    records = [f"/topics/{story['topic']}", f"/meetings/{story['meetings'][1]}", f"/outcomes/{story['outcome']}"]
    stranger = requests.Session()
    stranger.headers.update(BROWSER)
    office = signed_in(told, people["县政协办公室主任田华"])
    inside = [f"/submissions/{story['submissions'][0]}", f"/tasks/{story['tasks'][0]}"]
    for browser, pages in ((stranger, ("/", "/notices", "/site", *records)), (office, ("/work", *records, *inside))):
        links = {link for page in pages for link in re.findall(r'href="(/[^"#]*)"', found(told, browser, page))}
        answers = {link: browser.head(f"{told.suite.url}{html.unescape(link)}", timeout=60) for link in sorted(links)}
        assert {link: answer.status_code for link, answer in answers.items() if answer.status_code > 401} == {}


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
