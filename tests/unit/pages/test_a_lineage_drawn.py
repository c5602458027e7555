"""The lineage of a topic as a drawing: who said it on the left, the reply on the right, a line from each to what came of it."""

import re

import pytest

from gateway.pages.work.lineage_drawn import MOST_IN_A_COLUMN, WIDE, StepOfALineage, drawn, fitted
from tests.unit.ordinary_year.path import a_task, brought, drafted, handled, replied, submitted, taken_up
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.pages.browsing import Browser

ID = re.compile(r">[^<]*[0-9a-f]{8}-[0-9a-f]{4}-")


def drawing(page: str) -> str:
    found = re.search(r'<svg class="tree".*?</svg>', page, re.DOTALL)
    assert found is not None
    return found[0]


def columns(svg: str) -> dict[str, int]:
    """How far right each box stands, by where it leads and the kind that it says."""
    boxes = re.findall(r'<a href="([^"]+)"[^>]*><title>([^·<]+)[^<]*</title><rect x="(\d+)"', svg)
    return {f"{said.strip()} {href}": int(x) for href, said, x in boxes}


@pytest.fixture
def lineage(year: OrdinaryYear) -> tuple[str, str, str, str]:
    """(submission, topic, outcome, task), the task answered."""
    submission, _code = submitted(year, "校门口人车混行")
    topic = taken_up(year, submission)
    task, outcome = a_task(year, topic)
    handled(year, task)
    replied(year, task, text="减速带已设")
    return submission, topic, outcome, task


def test_from_what_was_said_to_the_reply_all_stand_side_by_side_and_are_links(
    year: OrdinaryYear, lineage: tuple[str, str, str, str]
) -> None:
    submission, topic, outcome, task = lineage
    svg = drawing(Browser(year, "party").page(f"/{topic}"))
    found = columns(svg)
    order = [f"公众提交 /{submission}", f"议题 /{topic}", f"协商成果 /{outcome}", f"任务 /{task}", f"答复 /{task}"]
    assert [found[one] for one in order] == sorted(found[one] for one in order)
    assert len({found[one] for one in order}) == len(order)
    assert any(one.startswith("协商会议 ") for one in found)
    for words in ("校门口人车混行", "设减速带", "减速带已设", 'aria-current="true"'):
        assert words in svg, words
    assert svg.count("<path ") >= 5
    assert not ID.search(svg)
    assert "style=" not in svg


def test_the_drawing_tells_nobody_what_the_list_would_not(
    year: OrdinaryYear, lineage: tuple[str, str, str, str]
) -> None:
    _submission, topic, _outcome, task = lineage
    page = Browser(year).page(f"/{topic}")
    assert f"/{task}" not in page
    assert "校门口人车混行" not in page
    department = Browser(year, "police").page(f"/{task}")
    assert f'href="/{topic}#lineage"' in department


def test_a_reply_that_is_not_out_yet_is_not_drawn(year: OrdinaryYear) -> None:
    topic = drafted(year)
    task, _outcome = a_task(year, topic)
    handled(year, task)
    year.do("police", task, "draft_reply", **{"class": "A"}, text="还没有定", contact_record="已电话")
    assert "还没有定" not in drawing(Browser(year, "dispatch").page(f"/{topic}"))


def test_a_topic_of_which_nothing_came_yet_is_not_drawn(year: OrdinaryYear) -> None:
    page = Browser(year, "liaison").page(f"/{brought(year, drafted(year), 'screening')}")
    assert '<svg class="tree"' not in page
    assert 'id="lineage-list"' in page


def test_a_full_column_says_how_many_there_are_besides_and_leads_to_the_list() -> None:
    said = [StepOfALineage(str(number), 0, "群众提交", f"第 {number} 件", "/s") for number in range(20)]
    topic = StepOfALineage("topic", 1, "议题", "路", "/t", after=tuple(one.id for one in said))
    made = drawn([*said, topic], "#lineage-list")
    assert made is not None
    first = [box for box in made.boxes if box.x < WIDE]
    assert len(first) == MOST_IN_A_COLUMN
    assert first[-1].href == "#lineage-list"
    assert "15" in first[-1].title


def test_a_name_is_cut_to_its_box_and_stays_whole_where_one_points_at_it() -> None:
    long = "城区校园门口上放学时段交通乱象综合整治和接送点位重新划定方案"
    made = drawn(
        [StepOfALineage("a", 0, "议题", long, "/a"), StepOfALineage("b", 1, "任务", "x", "/b", after=("a",))], "#"
    )
    assert made is not None
    assert long in made.boxes[0].title
    assert made.boxes[0].lines[-1].endswith("…")
    assert list(fitted("")) == []
