"""What a leader finds on his visit becomes a topic or a task, says which, and is solved with it or taken back."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted
from infra.kernel.contract.lifecycle import Lifecycle
from services.members.duty.lifecycle import DUTY
from services.members.office.events import OfficeGranted
from services.members.person.events import PersonCreated
from services.members.problem.lifecycle import PROBLEM
from services.outcomes.task.events import TaskCancelled, TaskDone, TaskDoneDissatisfied, TaskReopened
from services.outcomes.task.lifecycle import TASK
from services.topics.topic.events import TopicClosed, TopicDrafted, TopicReopened, TopicRuledOut
from services.topics.topic.lifecycle import TOPIC
from services.topics.topic.side_events import TopicMerged
from tests.unit.whole_suite import COUNTY, TOWN, WholeSuite

AUDITOR = Actor(roles=("AUD",))
OPEN_TOPIC = {"title": "校门口秩序", "background": "走访时家长反映 𠮷"}
MAKE_TASK = {"title": "增设减速带两处", "measure": "装好并公示"}


@dataclass
class Visit:
    """A leader's duty of this quarter in the town, and what he found on the visit."""

    suite: WholeSuite = field(default_factory=WholeSuite)
    leader: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        for one in self.suite.services.values():
            one.at_work.expected_news.arrives = lambda: True
        self.orgs = self.suite.organisations
        granted = (new_id(), self.leader, self.orgs["office"], COUNTY, "LEAD", date(2020, 1, 1), None)
        self.suite.told("members", PersonCreated(self.leader, "安", None), OfficeGranted(*granted, deputy=False))
        self.suite.settle()
        self.office = self.suite.actor("OFF", "office")
        self.lead = Actor(self.leader, ("LEAD",), self.orgs["office"], COUNTY)
        today = self.suite.clock().date()
        quarter = f"{today.year}-Q{(today.month - 1) // 3 + 1}"
        body = {"leader": self.leader, "division": TOWN, "quarter": quarter}
        self.duty = str(self.suite.of(DUTY).do("schedule", ("duties", None), body, self.office)["id"])
        self.problem = self.found()

    def found(self) -> str:
        body = {"division": TOWN, "text": "减速带尚缺两处", "duty": self.duty}
        return str(self.suite.of(PROBLEM).do("raise_problem", ("problems", None), body, self.lead)["id"])

    def does(self, command: str, actor: Actor, **said: Any) -> dict[str, Any]:
        answer = self.suite.of(PROBLEM).do(command, ("problems", self.problem), said, actor)
        self.suite.settle()
        return answer

    def opens(self, actor: Actor | None = None, body: str = "council") -> str:
        return str(self.does("open_topic", actor or self.lead, organisation=self.orgs[body], **OPEN_TOPIC)["topic"])

    def makes(self, actor: Actor | None = None, **said: Any) -> str:
        return str(
            self.does("make_task", actor or self.office, **{"lead": self.orgs["police"], **MAKE_TASK, **said})["task"]
        )

    def told(self, service: str, *events: Any) -> None:
        self.suite.told(service, *events)
        self.suite.settle()

    def shown(self, lifecycle: Lifecycle, record: str) -> dict[str, Any]:
        return self.suite.of(lifecycle).records.one(ReadCall(lifecycle.collection, Caller(), record), AUDITOR)

    def now(self) -> dict[str, Any]:
        return self.shown(PROBLEM, self.problem)


@pytest.fixture
def visit() -> Visit:
    return Visit()


def test_what_a_leader_finds_opens_a_draft_of_the_towns_council(visit: Visit) -> None:
    topic = visit.opens()
    drafted = visit.shown(TOPIC, topic)
    assert (drafted["state"], drafted["source"], drafted["division"]) == ("draft", "society", TOWN)
    assert (drafted["organisation"], drafted["title"]) == (visit.orgs["council"], OPEN_TOPIC["title"])
    assert (visit.now()["state"], visit.now()["opened_topic"], visit.now()["task"]) == ("as_topic", topic, None)
    with pytest.raises(NotAllowedInState):
        visit.does("solve", visit.office, how="已修")
    called = ListCall("problems", Caller(), topic=topic)
    assert [one["id"] for one in visit.suite.of(PROBLEM).records.listing(called, AUDITOR)["items"]] == [visit.problem]


def test_only_in_a_body_around_it_and_only_by_his_office_or_himself(visit: Visit) -> None:
    for nobodys in ("council elsewhere", "police", "party"):
        with pytest.raises(Invalid) as refused:
            visit.opens(body=nobodys)
        assert list(refused.value.errors) == ["organisation"]
    for stranger in (Actor(new_id(), ("LEAD",), visit.orgs["office"], COUNTY), visit.suite.actor("CHAIR", "council")):
        with pytest.raises(NotPermitted):
            visit.opens(stranger)
    with pytest.raises(NotPermitted):
        visit.makes(visit.lead)
    with pytest.raises(Invalid) as named:
        visit.makes(lead=new_id())
    assert list(named.value.errors) == ["lead"]


def test_it_is_solved_when_its_topic_was_carried_out_and_in_work_again_when_that_is_reopened(visit: Visit) -> None:
    topic = visit.opens()
    visit.told("topics", TopicClosed(topic))
    assert (visit.now()["state"], visit.now()["opened_topic"]) == ("solved", topic)
    assert visit.now()["how"] is not None
    visit.told("topics", TopicReopened(topic, "又堵了"))
    assert (visit.now()["state"], visit.now()["how"]) == ("as_topic", None)


def test_it_is_taken_back_when_its_topic_ends_without_result_and_may_become_something_else(visit: Visit) -> None:
    topic = visit.opens()
    visit.told("topics", TopicRuledOut(topic, (), "不属协商范围"))
    assert (visit.now()["state"], visit.now()["reason"]) == ("raised", "不属协商范围")
    task = visit.makes()
    assert (visit.now()["state"], visit.now()["task"], visit.now()["opened_topic"]) == ("as_task", task, None)
    visit.told("topics", TopicReopened(topic, "复议"))
    assert visit.now()["state"] == "as_task"


def test_it_goes_along_when_its_topic_is_merged(visit: Visit) -> None:
    topic, into = visit.opens(), new_id()
    visit.told("topics", TopicDrafted(into, "校门口", "背景", TOWN, visit.orgs["council"], "party"))
    visit.told("topics", TopicMerged(topic, into, "同一件事"))
    assert visit.now()["opened_topic"] == into
    visit.told("topics", TopicClosed(into))
    assert visit.now()["state"] == "solved"


def test_it_is_handled_as_a_task_with_the_days_of_the_policies(visit: Visit) -> None:
    task = visit.makes(co_handlers=[visit.orgs["builders"]])
    assigned = visit.shown(TASK, task)
    assert (assigned["state"], assigned["outcome"], assigned["topic"]) == ("assigned", None, None)
    assert assigned["problem"] == visit.problem
    assert (assigned["lead"], assigned["co_handlers"]) == (visit.orgs["police"], [visit.orgs["builders"]])
    assert (assigned["organisation"], assigned["division"]) == (visit.orgs["office"], TOWN)
    assert assigned["policy"].startswith("task_reply")
    department = visit.suite.actor("HND", "police")
    visit.suite.of(TASK).do("sign_for", ("tasks", task), {}, department)
    visit.suite.of(PROBLEM).records.one(ReadCall("problems", Caller(), visit.problem), department)
    visit.told("outcomes", TaskDone(task, None, None, "A", None, None, None))
    assert (visit.now()["state"], visit.now()["task"]) == ("solved", task)
    visit.told("outcomes", TaskReopened(task, None, None, "未修好"))
    assert visit.now()["state"] == "as_task"


def test_a_day_that_is_named_cites_no_policy(visit: Visit) -> None:
    task = visit.shown(TASK, visit.makes(visit.suite.actor("DISP", "dispatch"), due="2099-01-01"))
    assert (task["due"], task["policy"], task["organisation"]) == ("2099-01-01", None, visit.orgs["dispatch"])


def test_it_is_taken_back_when_its_task_is_cancelled_or_ends_unsatisfactorily(visit: Visit) -> None:
    task = visit.makes()
    visit.told("outcomes", TaskCancelled(task, None, None, "另案办理"))
    assert (visit.now()["state"], visit.now()["reason"]) == ("raised", "另案办理")
    again = visit.makes()
    visit.told("outcomes", TaskDoneDissatisfied(again, None, None, "A", 3, "yellow", None, "仍未修"))
    assert visit.now()["state"] == "raised"
    for_reference = visit.makes()
    visit.told("outcomes", TaskDone(for_reference, None, None, "C", None, None, None))
    assert (visit.now()["state"], visit.now()["task"]) == ("raised", for_reference)


def test_rebuilt_from_the_logs_it_is_the_same(visit: Visit) -> None:
    topic = visit.opens()
    visit.told("topics", TopicRuledOut(topic, (), "不属协商范围"))
    visit.makes()
    for service in visit.suite.services.values():
        live = service.dump()
        assert service.rebuilt() == live
