"""The rules of a leader's written instruction (批示), and the task that comes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from infra.kernel.contract.wire import Text
from infra.kernel.testing import given
from services.outcomes import instruction_rules as rules
from services.outcomes.instruction.commands import (
    FinishInstruction,
    MakeTask,
    On,
    RecordInstruction,
    WithdrawInstruction,
)
from services.outcomes.instruction.domain import HANDED_OVER_FOR, WITHDRAWN_FOR, Attached, Facts, make_task
from services.outcomes.instruction.events import (
    InstructionCarriedOut,
    InstructionRecorded,
    InstructionTaskMade,
    InstructionWithdrawn,
)
from services.outcomes.instruction.lifecycle import INSTRUCTION
from services.outcomes.instruction.schemas import COMMANDS
from services.outcomes.outcome.commands import WantedTask
from services.outcomes.outcome.domain import TaskTerms
from services.outcomes.reactions import (
    on_task_done,
    on_task_handled_again,
    on_task_progress_reported,
    on_task_settled,
    on_task_taken_on,
    on_task_tracked,
)
from services.outcomes.rules import LeadIsCoHandler, NamedDayMustLieAhead
from services.outcomes.task import events as of_task
from services.outcomes.task.events import TaskAssigned

NOON, TODAY = datetime(2026, 5, 7, 4, tzinfo=UTC), date(2026, 5, 7)
RETURN_UNTIL = datetime(2026, 5, 14, 16, tzinfo=UTC)
TERMS = TaskTerms(TODAY, date(2026, 8, 5), "task_reply@1", RETURN_UNTIL, "task_return@1", False)
FACTS = Facts(NOON, TODAY, Attached("620723101", "council", "school-gate"), terms=TERMS)
RECORD = RecordInstruction(
    "words", On("outcomes", "outcome"), "县委书记", TODAY, "internal", leader_name="周明 𠮷", text="请公安局牵头。"
)
RECORDED = InstructionRecorded(
    instruction_id="words", collection="outcomes", record="outcome", topic_id="school-gate", division="620723101",
    organisation="council", leader=None, leader_name="周明 𠮷", office="县委书记", date=TODAY, secrecy="internal",
    text="请公安局牵头。", document_number=None, files=(),
)  # fmt: skip
WANTED = WantedTask("task", "设减速带", "police", ("roads",), due=date(2026, 6, 1))
MADE = InstructionTaskMade("words", "task", ("police", "roads"))
AN_ID = "019a0000-0000-7000-8000-000000000001"


def test_an_instruction_stands_where_the_record_does_that_it_is_on() -> None:
    given(INSTRUCTION).when(RECORD, FACTS).then(RECORDED)


def test_the_leader_is_a_person_who_is_there_or_a_name() -> None:
    person = replace(RECORD, leader="ana", leader_name=None)
    given(INSTRUCTION).when(person, FACTS).then(replace(RECORDED, leader="ana", leader_name=None))
    for leader, name in (("ana", "周明"), (None, None), (None, " ")):
        both = replace(RECORD, leader=leader, leader_name=name)
        given(INSTRUCTION).when(both, FACTS).refused(rules.LeaderIsAPersonOrAName)


@pytest.mark.parametrize("secrecy", ["secret", "confidential", "top_secret"])
def test_of_a_classified_one_only_the_number_is_kept(secrecy: Any) -> None:
    classified = replace(RECORD, secrecy=secrecy, document_number="临委批〔2026〕12号")
    given(INSTRUCTION).when(classified, FACTS).refused(rules.ClassifiedWordsAreNotKeptHere)
    filed = replace(classified, text=None, files=("a" * 64,))
    given(INSTRUCTION).when(filed, FACTS).refused(rules.ClassifiedWordsAreNotKeptHere)
    unnumbered = replace(classified, text=None, document_number=None)
    given(INSTRUCTION).when(unnumbered, FACTS).refused(rules.ClassifiedNeedsItsNumber)
    given(INSTRUCTION).when(replace(classified, text=None), FACTS).then_state("recorded")


CLASSIFIED = replace(RECORDED, secrecy="secret", text=None, document_number="临委密〔2026〕12号")


@pytest.mark.parametrize("number", ["请公安局牵头", "临委密〔2026〕12号：请公安局牵头", "", "〔2026〕12号", "12"])
def test_the_number_of_a_classified_one_has_no_words_in_it(number: str) -> None:
    classified = replace(RECORD, secrecy="secret", text=None, document_number=number)
    given(INSTRUCTION).when(classified, FACTS).refused(rules.ClassifiedNeedsItsNumber)


@pytest.mark.parametrize("secrecy", ["secret", "confidential", "top_secret"])
def test_no_word_of_a_classified_one_enters_any_other_record_or_its_own(secrecy: Any) -> None:
    told = given(INSTRUCTION, replace(CLASSIFIED, secrecy=secrecy))
    told.when(MakeTask("words", WANTED), FACTS).refused(rules.ClassifiedIsHandledOnPaper)
    told.when(FinishInstruction("words", "已设好"), FACTS).refused(rules.ClassifiedIsReportedByNumber)
    told.when(WithdrawInstruction("words", "减速带已设"), FACTS).refused(rules.ClassifiedIsWithdrawnInSetWords)
    report = InstructionCarriedOut("words", "临公密〔2026〕3号")
    told.when(FinishInstruction("words", "临公密〔2026〕3号"), FACTS).then(report)
    for reason in WITHDRAWN_FOR:
        told.when(WithdrawInstruction("words", reason), FACTS).then(InstructionWithdrawn("words", reason))


def test_a_classified_one_is_handed_over_in_set_words() -> None:
    handed_over = next(row for row in INSTRUCTION.table if row.command == "hand_over")
    one = given(INSTRUCTION, CLASSIFIED).state
    command = handed_over.takes("words", organisation="new", reason="减速带归新局")
    with pytest.raises(rules.ClassifiedIsHandedOverInSetWords):
        handed_over.decide(one, command, ("old",))
    for reason in HANDED_OVER_FOR:
        (event,) = handed_over.decide(one, replace(command, reason=reason), ("old",))
        assert (event.organisation, event.successor, event.reason) == ("old", "new", reason)


def test_every_free_text_of_an_instruction_is_decided_for_classified_ones() -> None:
    texts = {
        (command, name)
        for command, schema in COMMANDS.items()
        for name, field in schema().fields.items()
        if isinstance(field, Text)
    }
    held = {("enter", "text"), ("enter", "document_number"), ("finish", "text"), ("withdraw", "reason")}
    held |= {("hand_over", "reason")}
    of_the_task = {("make_task", "title"), ("make_task", "measure")}
    the_signature = {("enter", "office"), ("enter", "leader_name")}
    assert texts == held | of_the_task | the_signature


def test_one_that_is_not_classified_has_its_words() -> None:
    for text in (None, "", " "):
        given(INSTRUCTION).when(replace(RECORD, text=text), FACTS).refused(rules.InstructionSaysSomething)


def test_it_was_given_today_or_before() -> None:
    tomorrow = replace(RECORD, date=date(2026, 5, 8))
    given(INSTRUCTION).when(tomorrow, FACTS).refused(rules.InstructionMustHaveBeenGiven)


def test_a_task_of_it_is_of_no_outcome_and_comes_into_being_with_it() -> None:
    assigned = TaskAssigned(
        "task", None, None, "设减速带", "police", ("roads",), date(2026, 6, 1), None, None, None, None,
        "620723101", "council", RETURN_UNTIL, "task_return@1", False, NOON, "words",
    )  # fmt: skip
    given(INSTRUCTION, RECORDED).when(MakeTask("words", WANTED), FACTS).then(MADE, assigned)


def test_only_the_task_of_a_public_one_is_of_its_topic_where_residents_see_it() -> None:
    topics: dict[Any, str | None] = {"public": "school-gate", "internal": None}
    for secrecy, topic in topics.items():
        told = replace(RECORDED, secrecy=secrecy)
        instruction = given(INSTRUCTION, told).state
        (_made, assigned) = make_task(instruction, MakeTask("words", WANTED), FACTS)
        assert isinstance(assigned, TaskAssigned)
        assert assigned.topic_id == topic


def test_its_task_is_held_to_the_rules_of_every_task() -> None:
    told = given(INSTRUCTION, RECORDED)
    told.when(MakeTask("words", replace(WANTED, due=TODAY)), FACTS).refused(NamedDayMustLieAhead)
    told.when(MakeTask("words", replace(WANTED, co_handlers=("police",))), FACTS).refused(LeadIsCoHandler)


def test_no_outcome_follows_the_task_of_an_instruction() -> None:
    ids = ("task", None, None)
    assert on_task_taken_on(of_task.TaskSigned(*ids), None) == []
    assert on_task_settled(of_task.TaskCancelled(*ids, "撤"), None) == []
    assert on_task_handled_again(of_task.TaskReopened(*ids, "再办"), None) == []
    assert on_task_progress_reported(of_task.TaskProgressReported(*ids, "在办"), None) == []
    assert on_task_tracked(of_task.TaskTracked(*ids, "B", None, None, None, None), None) == []
    assert on_task_done(of_task.TaskDone(*ids, "A", None, None, None), None) == []


def test_it_is_carried_out_when_its_tasks_have_ended() -> None:
    finish, told = FinishInstruction("words", "已设好"), given(INSTRUCTION, RECORDED, MADE)
    told.when(finish, replace(FACTS, tasks=("rating_open",))).refused(rules.ItsTasksStillRun)
    told.when(finish, replace(FACTS, tasks=("done", "cancelled"))).then(InstructionCarriedOut("words", "已设好"))


def test_what_was_withdrawn_makes_no_task() -> None:
    withdrawn = InstructionWithdrawn("words", "重复登记")
    given(INSTRUCTION, RECORDED).when(WithdrawInstruction("words", "重复登记")).then(withdrawn)
    with pytest.raises(AssertionError, match="no row takes"):
        given(INSTRUCTION, RECORDED, withdrawn).when(MakeTask("words", WANTED), FACTS).then()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("written_on", {"collection": "meetings", "id": AN_ID}), ("written_on", {"collection": "briefs"}),
        ("written_on", AN_ID), ("leader", "周明"), ("date", "2026-5-7"), ("secrecy", "绝密"), ("text", "a\x00b"),
        ("files", ["x"]), ("office", ""), ("reason", "x"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_the_field_named(field: str, value: object) -> None:
    said = {
        "written_on": {"collection": "briefs", "id": AN_ID},
        "office": "县长",
        "date": "2026-05-07",
        "secrecy": "public",
    }
    assert COMMANDS["enter"]().validate(said) == {}
    assert list(COMMANDS["enter"]().validate({**said, field: value})) == [field]
