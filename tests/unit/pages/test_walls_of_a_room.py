"""制度上墙: three pages for a wall, drawn from the rules that hold: the published steps, who takes them, the limits in force."""

import html
import re
from itertools import pairwise

import pytest

from gateway.documents.who_may import LIFECYCLES
from gateway.pages.papers.flow import CARRIED_OUT, LIMITED, TALKED_OVER, who_leads_on
from infra.kernel.access.capacities import ROLES_IN_WORDS
from infra.kernel.base.ids import new_id
from services.members.first_start import POLICIES
from tests.unit.ordinary_year.year import ADMINISTRATION, AUDITOR, OrdinaryYear
from tests.unit.pages.browsing import Browser
from tests.unit.whole_suite import OTHER_TOWN, TOWN

WALL = f"/d/{TOWN}/wall"
AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}")


def drawn(page: str) -> list[str]:
    """The words of the drawings."""
    return [html.unescape(one) for one in re.findall(r"<text [^>]*>([^<]*)</text>", page)]


def in_sight(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<(nav|header class|footer).*?</\1>", "", page)))


def opened_room(year: OrdinaryYear, **said: object) -> str:
    venue = {"name": "城区协商议事室", "division": TOWN, "tier": "hall", "organisation": year.organisations["council"]}
    return str(year.do(ADMINISTRATION, "venues", "create", **(venue | said))["id"])


def test_every_step_on_the_wall_is_a_step_of_the_published_table() -> None:
    for collection, states in (*TALKED_OVER, *CARRIED_OUT):
        for state, following in pairwise(states):
            assert who_leads_on(collection, state, following), (collection, state, following)


def test_every_state_on_the_wall_bears_its_published_label_and_who_acts_a_published_role(year: OrdinaryYear) -> None:
    words = drawn(Browser(year).page(WALL))
    labels = {LIFECYCLES[collection].states[state] for collection, states in TALKED_OVER for state in states}
    assert labels <= {*words}
    roles = {said.partition(" ")[0] for said in ROLES_IN_WORDS.values()}
    known = {label for one in LIFECYCLES.values() for label in one.states.values()}
    others = {one for one in words if one not in known and not re.search("[天日]$", one)}
    headings = {"群众提交", "公众提交", "议题", "协商计划", "协商会议", "协商成果", "任务", "系统自动"}
    assert {part for one in others - headings for part in one.split("、")} <= roles


def test_another_limit_is_another_wall(year: OrdinaryYear) -> None:
    before = Browser(year).page(WALL)
    assert "5 个工作日" in drawn(before)
    assert "公示 5 个工作日，公示期内" in in_sight(before)
    [notice] = [one for one in year.listed("policies") if one["code"] == "topic_notice"]
    year.do(ADMINISTRATION, f"policies/{notice['id']}", "amend", days=8)
    after = Browser(year).page(WALL)
    assert "8 个工作日" in drawn(after)
    assert "公示 8 个工作日，公示期内" in in_sight(after)


def test_every_limit_that_is_drawn_is_one_that_a_site_has() -> None:
    assert {*LIMITED.values()} <= {code for code, _unit, _days in POLICIES}


def test_a_wall_shows_no_number_of_a_record_and_has_nothing_of_its_own_style(year: OrdinaryYear) -> None:
    opened_room(year)
    page = Browser(year).page(WALL)
    assert AN_ID.search(in_sight(page)) is None
    assert "style=" not in page
    assert page.count('class="wall a3"') == 3
    assert Browser(year).page(f"{WALL}?paper=a4").count('class="wall a4"') == 3


def test_a_rooms_wall_has_the_rooms_name_and_code(year: OrdinaryYear) -> None:
    room = opened_room(year, opening_hours="周一至周五 9:00—17:00")
    page = Browser(year).page(f"{WALL}?venue={room}")
    assert page.count("<header><p>城区协商议事室 · 按 3月2日（周一）的规则</p>") == 3
    assert "周一至周五 9:00—17:00" in page
    plain = Browser(year).page(WALL)
    assert re.findall(r"<figure>.*?</figure>", page) != re.findall(r"<figure>.*?</figure>", plain)
    Browser(year).page(f"{WALL}?venue={new_id()}", status=404)


def test_a_place_without_bodies_says_what_to_do_and_draws_the_rest(year: OrdinaryYear) -> None:
    page = Browser(year).page("/d/62/wall")
    assert "请县政协办公室登记以后再打印" in page
    assert page.count('class="wall a3"') == 3
    assert "请县政协办公室登记以后再打印" not in Browser(year).page(WALL)


@pytest.mark.parametrize("code", ["999999", "x", "62072310"])
def test_there_is_no_wall_where_there_is_no_place(year: OrdinaryYear, code: str) -> None:
    Browser(year).page(f"/d/{code}/wall", status=404)


def test_a_wall_asks_one_question(year: OrdinaryYear) -> None:
    assert Browser(year).asked_for(f"/d/{OTHER_TOWN}/wall") == ["members.on_the_wall"]
    assert year.listed("policies", AUDITOR)
