"""What a topic shows from the lists in force: its step, its category's name, and which level that belongs to."""

from typing import Any, cast

import msgspec
import pytest

from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.labels import LIST, KnownEntry, KnownList
from services.members.label_list.default_lists import LISTS
from services.topics.topic.at_reading import computed
from services.topics.topic.state import LABELS
from tests.unit.topics.at_work import AUDITOR, CHAIR, draft, topics

SHIPPED = [
    KnownList(f"1-{kind}", kind, "", 1, msgspec.convert(msgspec.to_builtins(items), tuple[KnownEntry, ...]))
    for kind, _title, items in LISTS
]
TOWN, COUNTY = "620723101", "620723"


class Kept:
    def __init__(self, *lists: KnownList) -> None:
        self.lists = [*SHIPPED, *lists]

    def copies(self, into: type[KnownList], kind: str, parent: str) -> list[KnownList]:
        return [one for one in self.lists if one.kind == parent]


def shown(state: str = "screening", category: str | None = None, division: str = TOWN, *lists: KnownList) -> Any:
    topic = {"state": state, "division": division, "category": category}
    (found,) = computed(cast("Lookups", Kept(*lists)), [topic])
    return found


@pytest.mark.parametrize("state", LABELS)
def test_a_topic_stands_at_one_of_six_steps_in_every_state(state: str) -> None:
    step = shown(state)["step"]
    assert (step["of"], 1 <= step["number"] <= 6) == (6, True)


def test_the_steps_follow_the_way_of_a_topic() -> None:
    way = ("draft", "screening", "approved", "consulting", "implementing", "closed")
    assert [shown(state)["step"]["number"] for state in way] == [1, 2, 3, 4, 5, 6]


def test_a_division_arranges_its_steps_in_its_own_way() -> None:
    everything = tuple(f"topic.{state}" for state in LABELS)
    own = KnownList("2", "steps", COUNTY, 3, (KnownEntry("all", "一步到位", covers=everything),))
    assert shown("closed", None, TOWN, own)["step"] == {"code": "all", "label": "一步到位", "number": 1, "of": 1}
    assert shown("closed", None, "620724", own)["step"]["of"] == 6


@pytest.mark.parametrize(
    ("category", "division", "suggested"),
    [
        ("farmland", TOWN, "escalate"),
        ("高标准农田建设", TOWN, "escalate"),
        ("farmland", COUNTY, None),
        ("farmland", "6207", "delegate"),
        ("living-environment", "620723101201", None),
    ],
)
def test_a_matter_of_another_level_suggests_to_take_it_there(
    category: str, division: str, suggested: str | None
) -> None:
    assert shown("screening", category, division)["scope"]["suggests"] == suggested


def test_what_has_been_decided_is_suggested_no_more() -> None:
    assert shown("consulting", "farmland")["scope"]["suggests"] is None


def test_a_category_of_no_list_stands_as_it_was_said() -> None:
    found = shown("draft", "流动摊贩 𠮷")
    assert (found["category_label"], found["scope"]) == ("流动摊贩 𠮷", None)
    assert shown("draft", "farmland")["category_label"] == "高标准农田建设"
    assert shown("draft")["category_label"] is None


def test_it_is_shown_of_one_in_lists_and_as_of_an_earlier_time() -> None:
    of = topics()
    for one in SHIPPED:
        of.know(LIST, one.id, msgspec.json.encode(one).decode(), parent=one.kind)
    its = draft(of, CHAIR)["id"]
    then = of.records.one(ReadCall("topics", Caller(), its), AUDITOR)["updated_at"]
    read = (
        of.records.one(ReadCall("topics", Caller(), its), AUDITOR),
        of.records.one(ReadCall("topics", Caller(), its, as_of=then), AUDITOR),
        of.records.listing(ListCall("topics", Caller()), AUDITOR)["items"][0],
    )
    assert [(one["step"]["number"], one["category_label"], one["scope"]) for one in read] == [(1, None, None)] * 3


def test_a_site_without_lists_shows_none_of_it() -> None:
    of = topics()
    topic = of.records.one(ReadCall("topics", Caller(), draft(of, CHAIR)["id"]), AUDITOR)
    assert (topic["step"], topic["category_label"], topic["scope"]) == (None, None, None)
