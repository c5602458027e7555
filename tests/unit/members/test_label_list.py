"""The rules of a division's own lists: codes differ, each item says what its kind asks for, every topic has one step."""

from dataclasses import replace

import pytest

from infra.kernel.testing import given
from services.members.label_list.commands import KINDS, AmendLabelList, CreateLabelList, EndLabelList
from services.members.label_list.default_lists import LISTS, STEPS, missing_lists
from services.members.label_list.domain import Facts, checked
from services.members.label_list.events import Kind, LabelListAmended, LabelListCreated, LabelListEnded, ListItem
from services.members.label_list.lifecycle import LABEL_LIST
from services.members.list_rules import (
    EveryStateOfATopicHasOneStep,
    ItemsMustDiffer,
    ItemsSayWhatTheirKindAsksFor,
    StepsCoverStatesThatExist,
    WordsAreForWhatExists,
)
from services.members.rules import DivisionMustExist, MembersRuleBroken

CLOSE = ListItem("close", "与群众切身利益密切相关 𠮷", points=20)
CREATED = LabelListCreated("own", "scoring", "53", "云南选题标准", (CLOSE,))
CREATE = CreateLabelList("own", "scoring", "云南选题标准", (CLOSE,), "53")


def test_a_division_puts_its_own_criteria_over_those_that_ship() -> None:
    given(LABEL_LIST).when(CREATE, Facts()).then(CREATED)
    given(LABEL_LIST).when(CREATE, Facts(division_known=False)).refused(DivisionMustExist)


def test_an_amendment_is_a_new_edition_and_keeps_the_title_that_it_does_not_name() -> None:
    items = (CLOSE, ListItem("small", "切口小", points=10))
    amended = LabelListAmended("own", "云南选题标准", items)
    given(LABEL_LIST, CREATED).when(AmendLabelList("own", items), Facts()).then(amended)
    assert given(LABEL_LIST, CREATED, amended).state.edition == 2


def test_a_list_that_has_ended_is_amended_no_more() -> None:
    ended = LabelListEnded("own", "改用全国清单")
    given(LABEL_LIST, CREATED).when(EndLabelList("own", "改用全国清单"), Facts()).then(ended)
    assert given(LABEL_LIST, CREATED, ended).state.state == "ended"
    with pytest.raises(AssertionError, match="no row takes"):
        given(LABEL_LIST, CREATED, ended).when(AmendLabelList("own", (CLOSE,)), Facts()).then()


def broken(kind: Kind, *items: ListItem) -> type[MembersRuleBroken]:
    with pytest.raises(MembersRuleBroken) as refused:
        checked(kind, items)
    assert refused.value.names == "items"
    return refused.type


def test_two_items_never_have_one_code() -> None:
    assert broken("categories", ListItem("a", "甲"), ListItem("a", "乙")) is ItemsMustDiffer


@pytest.mark.parametrize(
    ("kind", "item"),
    [
        ("categories", ListItem("a", "甲", family="mode")),
        ("scoring", ListItem("a", "甲")),
        ("scoring", ListItem("a", "甲", points=0)),
        ("tags", ListItem("a", "甲", points=3)),
        ("tags", ListItem("a", "甲", family="mode", level="county")),
        ("result_classes", ListItem("A", "甲")),
        ("scope", ListItem("a", "甲", canonical="RESOLVED")),
    ],
)
def test_an_item_says_what_its_kind_asks_for_and_nothing_else(kind: Kind, item: ListItem) -> None:
    assert broken(kind, item) is ItemsSayWhatTheirKindAsksFor


def test_every_state_of_a_topic_stands_at_one_step_of_a_template() -> None:
    assert broken("steps", *STEPS[:-1]) is EveryStateOfATopicHasOneStep
    assert broken("steps", *STEPS, ListItem("again", "再议", covers=("topic.draft",))) is EveryStateOfATopicHasOneStep
    strange = replace(STEPS[0], covers=(*STEPS[0].covers, "topic.nowhere"))
    assert broken("steps", strange, *STEPS[1:]) is StepsCoverStatesThatExist
    assert broken("steps", replace(STEPS[0], covers=("venue",)), *STEPS[1:]) is StepsCoverStatesThatExist


def test_words_are_for_kinds_of_bodies_and_states() -> None:
    words = (ListItem("board", "协商理事会（嘎古村）"), ListItem("topic.screening", "比对"))
    assert checked("words", words) == words
    assert broken("words", ListItem("senate", "元老院")) is WordsAreForWhatExists


def test_a_list_of_each_kind_but_words_ships_and_keeps_its_own_rules() -> None:
    assert [kind for kind, _title, _items in LISTS] == [kind for kind in KINDS if kind != "words"]
    assert all(checked(kind, items) == items for kind, _title, items in LISTS)
    assert len(STEPS) == 6


def test_only_lists_that_a_site_lacks_are_added() -> None:
    assert [one.kind for one in missing_lists(["tags", "steps"], lambda: "new")] == [
        "categories",
        "scoring",
        "result_classes",
        "scope",
    ]
