"""The rules of cases: what one tells of, who reads it when."""

from dataclasses import replace
from typing import Any

import pytest

from infra.kernel.testing import given
from services.outcomes.case.commands import (
    DraftCase,
    MarkCaseNotUsed,
    PublishCase,
    ReturnCase,
    ReviseCase,
    SubmitCase,
    WithdrawCase,
)
from services.outcomes.case.domain import Facts, Origin
from services.outcomes.case.events import (
    CaseDrafted,
    CaseNotUsed,
    CasePublished,
    CaseReturned,
    CaseRevised,
    CaseSubmitted,
    CaseWithdrawn,
)
from services.outcomes.case.lifecycle import CASE
from services.outcomes.case.projections import KEPT_INSIDE
from services.outcomes.case.schemas import COMMANDS
from services.outcomes.case_rules import (
    NothingOfTheCaseIsChanged,
    OutcomeToTellOfMustBeOfTheTopic,
    OutcomeToTellOfMustBeThere,
    TopicToTellOfMustBeThere,
)

DRAFT = DraftCase("gate", "校门口 𠮷", "错峰放学", "620723", "office")
DRAFTED = CaseDrafted("gate", "校门口 𠮷", "错峰放学", "620723", "office", None, None, ())
SUBMITTED, PUBLISHED = CaseSubmitted("gate"), CasePublished("gate")


def test_a_case_is_drafted_as_told() -> None:
    given(CASE).when(DRAFT, Facts()).then(DRAFTED)
    given(CASE).when(replace(DRAFT, tags=["交通", "交通"]), Facts()).then(replace(DRAFTED, tags=("交通",)))


def test_what_it_tells_of_is_there_and_lies_in_its_division_or_below() -> None:
    of_topic, of_outcome = replace(DRAFT, topic="t1"), replace(DRAFT, outcome="o1")
    for there in (None, Origin("620722101", "t1"), Origin("6207", "t1")):
        given(CASE).when(of_topic, Facts(topic=there)).refused(TopicToTellOfMustBeThere)
        given(CASE).when(of_outcome, Facts(outcome=there)).refused(OutcomeToTellOfMustBeThere)
    here = Origin("620723101", "t1")
    given(CASE).when(of_topic, Facts(topic=here)).then(replace(DRAFTED, topic="t1"))
    given(CASE).when(of_outcome, Facts(outcome=here)).then(replace(DRAFTED, topic="t1", outcome="o1"))
    both = replace(DRAFT, topic="t1", outcome="o1")
    another = Facts(topic=here, outcome=Origin("620723101", "t2"))
    given(CASE).when(both, another).refused(OutcomeToTellOfMustBeOfTheTopic)
    assert [one.names for one in (TopicToTellOfMustBeThere, OutcomeToTellOfMustBeThere)] == ["topic", "outcome"]


def test_a_revision_changes_something_and_leaves_the_rest() -> None:
    given(CASE, DRAFTED).when(ReviseCase("gate", title="校门口 𠮷", tags=[]), Facts()).refused(
        NothingOfTheCaseIsChanged
    )
    revised = CaseRevised("gate", "校门口 𠮷", "错峰放学十五分钟", ())
    given(CASE, DRAFTED).when(ReviseCase("gate", text="错峰放学十五分钟"), Facts()).then(revised)
    assert given(CASE, DRAFTED, revised).state.text == "错峰放学十五分钟"


def test_it_goes_from_draft_to_library_and_may_be_returned_on_its_way() -> None:
    given(CASE, DRAFTED).when(SubmitCase("gate"), Facts()).then(SUBMITTED)
    returned = CaseReturned("gate", "补充数据")
    given(CASE, DRAFTED, SUBMITTED).when(ReturnCase("gate", "补充数据"), Facts()).then(returned)
    given(CASE, DRAFTED, SUBMITTED, returned).when(SubmitCase("gate"), Facts()).then(SUBMITTED)
    given(CASE, DRAFTED, SUBMITTED).when(PublishCase("gate"), Facts()).then(PUBLISHED)
    not_used = CaseNotUsed("gate", "已有同类")
    given(CASE, DRAFTED, SUBMITTED).when(MarkCaseNotUsed("gate", "已有同类"), Facts()).then(not_used)
    withdrawn = CaseWithdrawn("gate", "有误")
    for past in ((DRAFTED,), (DRAFTED, SUBMITTED), (DRAFTED, SUBMITTED, PUBLISHED)):
        given(CASE, *past).when(WithdrawCase("gate", "有误"), Facts()).then(withdrawn)


@pytest.mark.parametrize("command", [ReviseCase("gate", title="新"), SubmitCase("gate"), ReturnCase("gate", "!")])
def test_what_stands_in_the_library_is_not_changed(command: Any) -> None:
    with pytest.raises(AssertionError, match="no row takes"):
        given(CASE, DRAFTED, SUBMITTED, PUBLISHED).when(command, Facts()).then()


def test_it_is_internal_until_it_is_published_and_again_when_it_was_taken_down() -> None:
    steps = (DRAFTED, SUBMITTED, PUBLISHED, CaseWithdrawn("gate", "有误"))
    seen = [CASE.row(given(CASE, *steps[: one + 1]).state, "gate").audience for one in range(4)]
    assert seen == ["place", "place", "public", "place"]


def test_the_public_does_not_read_why_it_was_given_back() -> None:
    state = given(CASE, DRAFTED, SUBMITTED, CaseReturned("gate", "补充数据"), SUBMITTED, PUBLISHED).state
    shown: Any = CASE.row(state, "gate").shown
    assert shown.reason == "补充数据"
    assert KEPT_INSIDE.of_record("published", {}) == {"reason": None}
    assert KEPT_INSIDE.of_event[CaseReturned] == ("reason",)


@pytest.mark.parametrize(
    ("field", "value"), [("title", ""), ("text", "\u200b"), ("topic", "t1"), ("tags", "a"), ("x", 1)]
)
def test_what_does_not_fit_is_refused_and_the_field_named(field: str, value: object) -> None:
    an_id = "019a0000-0000-7000-8000-000000000001"
    said = {"title": "案例", "text": "正文", "division": "620723", "organisation": an_id}
    assert COMMANDS["draft"]().validate(said) == {}
    assert list(COMMANDS["draft"]().validate({**said, field: value})) == [field]
