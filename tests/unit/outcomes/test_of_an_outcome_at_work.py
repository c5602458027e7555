"""What is of an outcome, at work: projects, covenants, its one profile, and its effects."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotFound, NotPermitted, Refusal, RuleBroken
from services.outcomes.outcome.events import OutcomeApproved, OutcomeDrafted, OutcomeSubmitted
from services.outcomes.task.events import TaskAssigned
from tests.unit.outcomes.at_work import (
    CHAIR,
    CLOSED,
    COUNCIL,
    FAR_OFF,
    HND,
    MEM,
    OFF,
    OUTCOME,
    POLICE,
    PUB,
    ROADS,
    TOPIC,
    TOWN,
    AtWork,
)
from tests.unit.outcomes.test_outcome import IN_90_DAYS, NOON, RETURN_UNTIL

MEETING, TASK = "019a0000-0000-7000-8000-000000000021", "019a0000-0000-7000-8000-000000000041"
OF_IT = {"outcome": OUTCOME}
CLAUSES = [{"kind": "obligation", "text": "垃圾分类 𠮷"}, {"kind": "sanction", "text": "公示"}]


@pytest.fixture
def site() -> AtWork:
    site = AtWork()
    drafted = OutcomeDrafted(OUTCOME, TOPIC, MEETING, (), "校门口交通整治", "设减速带", TOWN, COUNCIL)
    site.happened(drafted, OutcomeSubmitted(OUTCOME, TOPIC), OutcomeApproved(OUTCOME, TOPIC, "沙党发〔2026〕9号"))
    return site


def made(site: AtWork, collection: str, command: str, actor: Actor = CHAIR, **said: Any) -> str:
    return str(site.do(collection, command, None, actor, **OF_IT, **said)["id"])


def test_the_lead_of_a_project_reports_on_it_and_reads_it_and_others_do_not(site: AtWork) -> None:
    project = made(site, "projects", "create", name="减速带", lead=POLICE, funds=[{"source": "fiscal", "yuan": 9}])
    site.do("projects", "start", project, HND)
    site.do("projects", "report", project, HND, text="已铺", percent=50, spent_yuan=9)
    assert site.shown("projects", project, HND)["spent_yuan"] == 9
    elsewhere = Actor(roles=("HND",), organisation=ROADS, division=TOWN)
    with pytest.raises(NotPermitted):
        site.do("projects", "report", project, elsewhere, text="已铺")
    with pytest.raises(NotFound):
        site.shown("projects", project, FAR_OFF)


def test_the_lead_of_a_project_does_not_read_the_outcome_that_nobody_gave_it_a_task_of(site: AtWork) -> None:
    made(site, "projects", "create", name="减速带", lead=POLICE, funds=[{"source": "fiscal", "yuan": 9}])
    with pytest.raises(NotFound):
        site.shown("outcomes", OUTCOME, HND)


def test_who_has_ended_leads_no_project_and_there_is_none_of_an_outcome_that_is_not_there(site: AtWork) -> None:
    for said in ({**OF_IT, "lead": CLOSED}, {"outcome": new_id()}):
        with pytest.raises(Invalid) as refused:
            site.do("projects", "create", None, CHAIR, name="减速带", **said)
        assert set(refused.value.errors or {}) == {*said} - ({"outcome"} if "lead" in said else set())


def test_everybody_reads_a_covenant_from_the_day_on_which_it_is_in_force(site: AtWork) -> None:
    covenant = made(site, "covenants", "draft", title="村规民约", clauses=CLAUSES)
    with pytest.raises(NotFound):
        site.shown("covenants", covenant, PUB)
    said = {"how": "vote", "on": "2026-03-01", "votes_for": 212, "votes_against": 9}
    with pytest.raises(NotPermitted):
        site.do("covenants", "adopt", covenant, MEM, **said)
    site.do("covenants", "adopt", covenant, CHAIR, **said)
    assert site.shown("covenants", covenant, PUB)["clauses"] == [
        {"kind": one["kind"], "text": one["text"]} for one in CLAUSES
    ]


def test_an_outcome_has_one_profile_whoever_writes_at_once(site: AtWork) -> None:
    profile = made(site, "outcome-profiles", "create", kind="decision")
    with pytest.raises(Refusal):
        made(site, "outcome-profiles", "create", OFF, kind="decision")
    site.do("outcome-profiles", "date_dispute", profile, OFF, since="2016-03-01", settled_on="2026-03-01")
    assert site.shown("outcome-profiles", profile)["dispute"]["years"] == 10
    with pytest.raises(RuleBroken, match="not settled before it began"):
        site.do("outcome-profiles", "date_dispute", profile, OFF, since="2016-03-01", settled_on="2016-02-01")


def test_a_mechanism_names_organisations_that_have_not_ended(site: AtWork) -> None:
    for parties in ([{"organisation": CLOSED}, {"name": "护村队"}], [{"organisation": new_id()}, {"name": "护村队"}]):
        with pytest.raises(Invalid):
            made(site, "outcome-profiles", "create", kind="mechanism", parties=parties)


def test_the_lead_of_a_task_tells_its_effect_and_the_days_since_the_meeting_are_reckoned(site: AtWork) -> None:
    assigned = TaskAssigned(
        TASK, OUTCOME, TOPIC, "设减速带", POLICE, (), IN_90_DAYS, "task_reply@1", None, None, None, TOWN, COUNCIL,
        RETURN_UNTIL, "task_return@1", False, NOON,
    )  # fmt: skip
    site.happened(assigned)
    site.know("meeting_day", MEETING, None, meeting_id=MEETING, starts_at="2026-02-14T16:30:00Z")
    said = {"what": "停车位", "number": 60, "unit": "个", "on": "2026-03-02"}
    with pytest.raises(NotPermitted):
        made(site, "measured-effects", "measure", HND, **said)
    effect = made(site, "measured-effects", "measure", HND, **said, task=TASK)
    shown = site.shown("measured-effects", effect)
    assert (shown["met_on"], shown["days"]) == ("2026-02-15", 15)
    with pytest.raises(Invalid) as refused:
        made(site, "measured-effects", "measure", CHAIR, **said, task=new_id())
    assert set(refused.value.errors or {}) == {"task"}
