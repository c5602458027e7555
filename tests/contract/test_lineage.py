"""One lineage both ways: whatever it shows of a record, that shows the record too, whoever of the two names the other."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from gateway.records.lineage import OWNERS, found
from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from tests.contract.published import OURS
from tests.contract.walk import golden
from tests.unit.whole_suite import WholeSuite

AUDITOR = Actor(person="wen", roles=("AUD",))
NUMBERED = (f"019a0000-0000-7000-8000-0000000f{number:04}" for number in range(28))
SAID, TOLD, MERGED, GATE, COUNTYS, INTO, PLAN, ABOVE, MEETING, ITEM, OUTCOME, TASK, OF_OUTCOME, *OTHERS = NUMBERED
OF_SUBMISSION, DRAWN_UP, PROPOSAL, GOES_ON, ON_BRIEF, ON_PROPOSAL, ON_OUTCOME, FROM_WORDS, *THE_REST = OTHERS
VISIT, FOUND, FOUND_TOO, OF_PROBLEM, TO_ABOVE, COUNTYS_OWN, COVENANT = THE_REST
MADE = {
    "submissions": (SAID, TOLD, MERGED),
    "topics": (GATE, COUNTYS, INTO, COUNTYS_OWN),
    "meetings": (MEETING,),
    "outcomes": (OUTCOME, TO_ABOVE),
    "tasks": (TASK, FROM_WORDS, OF_PROBLEM),
    "duties": (VISIT,),
    "problems": (FOUND, FOUND_TOO),
    "briefs": (OF_OUTCOME, OF_SUBMISSION, DRAWN_UP),
    "proposals": (PROPOSAL, GOES_ON),
    "instructions": (ON_BRIEF, ON_PROPOSAL, ON_OUTCOME),
    "covenants": (COVENANT,),
    "plans": (PLAN, ABOVE),
}
WHERE = {record: collection for collection, records in MADE.items() for record in records}
REFERENCES = {
    *(("submissions", "topic", "topics"), ("submissions", "brief", "briefs")),
    *(("topics", "origin.topic", "topics"), ("topics", "linked_topic", "topics")),
    *(("topics", "into", "topics"), ("topics", "merged_topics", "topics")),
    *(("meetings", "topic", "topics"), ("outcomes", "topic", "topics"), ("outcomes", "meeting", "meetings")),
    *(("outcomes", "covenant", "covenants"), ("outcomes", "upper_topic", "topics")),
    *(("covenants", "outcome", "outcomes"), ("covenants", "topic", "topics")),
    *(("tasks", "topic", "topics"), ("tasks", "outcome", "outcomes"), ("tasks", "instruction", "instructions")),
    ("tasks", "problem", "problems"),
    *(("briefs", "submissions", "submissions"), ("briefs", "topic", "topics"), ("briefs", "outcome", "outcomes")),
    *(("briefs", "proposal", "proposals"), ("proposals", "brief", "briefs")),
    *(("proposals", "into", "proposals"), ("proposals", "merged_proposals", "proposals")),
    *(("instructions", "written_on.id", "outcomes"), ("instructions", "written_on.id", "briefs")),
    *(("instructions", "written_on.id", "proposals"), ("instructions", "tasks", "tasks")),
    *(("duties", "topics", "topics"), ("problems", "duty", "duties"), ("problems", "topic", "topics")),
    *(("problems", "opened_topic", "topics"), ("problems", "task", "tasks")),
    *(("instructions", "topic", "topics"), ("plans", "topics.topic", "topics"), ("plans", "derived_from", "plans")),
}


def told(lifecycle: str, event: str, **changed: Any) -> Any:
    return replace(golden(OURS[lifecycle], event), **changed)


OF_TOPICS = (
    told("topic", "TopicDrafted", topic_id=GATE, origin=None),
    told("topic", "TopicEscalated", topic_id=GATE, linked_topic=COUNTYS),
    told("topic", "TopicTakenIn", topic_id=GATE, topic=INTO),
    told(
        "topic",
        "TopicDrafted",
        topic_id=COUNTYS,
        origin=replace(golden(OURS["topic"], "TopicDrafted").origin, topic=GATE),
    ),
    told("topic", "TopicDrafted", topic_id=INTO, origin=None),
    told(
        "topic",
        "TopicDrafted",
        topic_id=COUNTYS_OWN,
        origin=replace(golden(OURS["topic"], "TopicDrafted").origin, topic=GATE, kind="converted"),
    ),
    told("topic", "TopicMerged", topic_id=INTO, into=GATE),
    *(told("submission", "SubmissionReceived", submission_id=one, tracking=one) for one in MADE["submissions"]),
    told("submission", "SubmissionLinkedToTopic", submission_id=SAID, topic_id=GATE),
    told("submission", "SubmissionConvertedToBrief", submission_id=TOLD, brief=OF_SUBMISSION),
    told("brief", "BriefDrafted", brief_id=OF_OUTCOME, submissions=(), topic=GATE, outcome=OUTCOME),
    told("brief", "BriefDrafted", brief_id=OF_SUBMISSION, submissions=(TOLD,), topic=None, outcome=None),
    told("brief", "BriefDrafted", brief_id=DRAWN_UP, submissions=(MERGED,), topic=None, outcome=None),
    told("brief", "BriefConverted", brief_id=DRAWN_UP, proposal=PROPOSAL),
    told("proposal", "ProposalDrafted", proposal_id=PROPOSAL, topic=None, outcome=None, brief=DRAWN_UP),
    told("proposal", "ProposalDrafted", proposal_id=GOES_ON, topic=None, outcome=None, brief=None),
    told("proposal", "ProposalMerged", proposal_id=PROPOSAL, into=GOES_ON),
    told("proposal", "ProposalTakenIn", proposal_id=GOES_ON, proposal=PROPOSAL),
    told("plan", "PlanDrafted", plan_id=ABOVE, derived_from=None),
    told("plan", "PlanDrafted", plan_id=PLAN, derived_from=ABOVE),
    told("plan", "PlanTopicPut", plan_id=PLAN, topic=GATE, higher_topic=None),
)
OF_MEETINGS = (
    told("meeting", "MeetingPlanned", meeting_id=MEETING, topic_id=GATE),
    told("consensus_item", "ConsensusItemRaised", meeting_id=MEETING, item_id=ITEM, topic_id=GATE),
)
OF_OUTCOMES = (
    told("outcome", "OutcomeDrafted", outcome_id=OUTCOME, topic_id=GATE, meeting_id=MEETING, items=(ITEM,)),
    told("outcome", "OutcomeConverted", outcome_id=OUTCOME, topic_id=GATE, into="covenant", made=COVENANT),
    told("covenant", "CovenantDrafted", covenant_id=COVENANT, outcome_id=OUTCOME, topic_id=GATE),
    told("outcome", "OutcomeDrafted", outcome_id=TO_ABOVE, topic_id=GATE, meeting_id=MEETING, items=(ITEM,)),
    told("outcome", "OutcomeConverted", outcome_id=TO_ABOVE, topic_id=GATE, into="upper_topic", made=COUNTYS_OWN),
    told("task", "TaskAssigned", task_id=TASK, outcome_id=OUTCOME, topic_id=GATE, instruction=None),
    told("task", "TaskAssigned", task_id=FROM_WORDS, outcome_id=None, topic_id=None, instruction=ON_BRIEF),
    told(
        "task", "TaskAssigned", task_id=OF_PROBLEM, outcome_id=None, topic_id=None, instruction=None, problem=FOUND_TOO
    ),
    told(
        "instruction",
        "InstructionRecorded",
        instruction_id=ON_BRIEF,
        collection="briefs",
        record=DRAWN_UP,
        topic_id=None,
    ),
    told("instruction", "InstructionTaskMade", instruction_id=ON_BRIEF, task=FROM_WORDS),
    told(
        "instruction",
        "InstructionRecorded",
        instruction_id=ON_PROPOSAL,
        collection="proposals",
        record=GOES_ON,
        topic_id=None,
    ),
    told(
        "instruction",
        "InstructionRecorded",
        instruction_id=ON_OUTCOME,
        collection="outcomes",
        record=OUTCOME,
        topic_id=GATE,
    ),
)


OF_MEMBERS = (
    told("duty", "DutyScheduled", duty_id=VISIT),
    told("duty", "DutyVisitRecorded", duty_id=VISIT, topics=(GATE,)),
    told("problem", "ProblemRaised", problem_id=FOUND, duty=VISIT, topic=None),
    told("problem", "ProblemTopicOpened", problem_id=FOUND, topic=INTO),
    told("problem", "ProblemRaised", problem_id=FOUND_TOO, duty=None, topic=GATE),
    told("problem", "ProblemTaskMade", problem_id=FOUND_TOO, task=OF_PROBLEM),
)


class Services:
    """Asks the suite as the gateway does, as one who reads everything."""

    def __init__(self) -> None:
        self.suite = WholeSuite()
        of_services = {"topics": OF_TOPICS, "meetings": OF_MEETINGS, "outcomes": OF_OUTCOMES, "members": OF_MEMBERS}
        for service, events in of_services.items():
            self.suite.told(service, *events)

    def call(self, service: str, method: str, payload: Any) -> Any:
        records = self.suite.services[service].at_work.records
        return (records.one if method == "read" else records.listing)(payload, AUDITOR)


@cache
def services() -> Any:
    return Services()


@cache
def seen_from(record: str) -> frozenset[str]:
    nodes = found(services(), Caller(), WHERE[record], record)["nodes"]
    return frozenset(node["id"] for node in nodes)


def named_in(shown: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(member, id) of every record that is named in what is shown of one."""
    if isinstance(shown, Mapping):
        for name, value in shown.items():
            yield from named_in(value, f"{path}.{name}" if path else name)
    elif isinstance(shown, list):
        for value in shown:
            yield from named_in(value, path)
    elif shown in WHERE:
        yield path, shown


def references() -> set[tuple[str, str, str, str]]:
    told_of = {
        record: services().call(OWNERS[kind], "read", ReadCall(kind, Caller(), record))
        for record, kind in WHERE.items()
    }
    return {
        (record, member, WHERE[other], other)
        for record, shown in told_of.items()
        for member, other in named_in(shown)
        if member != "id"
    }


def test_every_reference_between_records_of_a_lineage_is_told_of_here() -> None:
    assert {(WHERE[one], member, kind) for one, member, kind, _other in references()} == REFERENCES


def test_both_ends_of_every_reference_show_one_another() -> None:
    of_one_side = [(one, member, other) for one, member, _kind, other in references() if other not in seen_from(one)]
    of_the_other = [(one, member, other) for one, member, _kind, other in references() if one not in seen_from(other)]
    assert (of_one_side, of_the_other) == ([], [])


@pytest.mark.parametrize("record", [one for one, kind in WHERE.items() if kind != "plans"])
def test_what_a_record_shows_shows_the_record(record: str) -> None:
    """A plan shows its topics and not what became of each."""
    others = [one for one in seen_from(record) if WHERE.get(one, "plans") != "plans" and one != record]
    assert [one for one in others if record not in seen_from(one)] == []
