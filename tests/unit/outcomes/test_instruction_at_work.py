"""Instructions at work: on whichever record, by whom, read by whom, and the task that comes of one."""

import pytest

from infra.kernel.base.problems import Invalid, NotFound, NotPermitted, RuleBroken
from tests.unit.outcomes.at_work import (
    ANA,
    AUD,
    BRIEF,
    CLOSED,
    DISP,
    FAR_OFF,
    HND,
    MEM,
    OFF,
    OFFICE,
    POLICE,
    ROADS,
    TOPIC,
    AtWork,
)

SAID = {"office": "县委书记", "date": "2026-03-01", "secrecy": "internal", "text": "请公安局牵头 𠮷", "leader": ANA}
ON_BRIEF, ON_TOPIC = {"collection": "briefs", "id": BRIEF}, {"collection": "topics", "id": TOPIC}
NOBODYS = "019a0000-0000-7000-8000-0000000000ff"


@pytest.fixture
def site() -> AtWork:
    return AtWork()


def recorded(site: AtWork, on: dict[str, str]) -> str:
    return str(site.do("instructions", "enter", None, OFF, written_on=on, **SAID)["id"])


def test_it_is_recorded_on_a_brief_and_on_a_topic_and_stands_where_they_do(site: AtWork) -> None:
    on_brief, on_topic = recorded(site, ON_BRIEF), recorded(site, ON_TOPIC)
    assert site.shown("instructions", on_brief)["division"] == "620723"
    shown = site.shown("instructions", on_topic)
    assert (shown["division"], shown["topic"], shown["written_on"]) == ("620723101", TOPIC, ON_TOPIC)


def test_nothing_is_written_on_what_is_not_there(site: AtWork) -> None:
    for on in ({"collection": "proposals", "id": BRIEF}, {"collection": "outcomes", "id": NOBODYS}):
        with pytest.raises(Invalid) as refused:
            recorded(site, on)
        assert list(refused.value.errors or {}) == ["written_on"]
    with pytest.raises(Invalid) as refused:
        site.do("instructions", "enter", None, OFF, written_on=ON_BRIEF, **{**SAID, "leader": NOBODYS})
    assert list(refused.value.errors or {}) == ["leader"]


def test_an_office_of_another_county_records_none_and_reads_none(site: AtWork) -> None:
    with pytest.raises(NotPermitted):
        site.do("instructions", "enter", None, FAR_OFF, written_on=ON_TOPIC, **SAID)
    with pytest.raises(NotFound):
        site.shown("instructions", recorded(site, ON_BRIEF), HND)


def test_a_task_of_an_instruction_runs_to_its_end_without_an_outcome(site: AtWork) -> None:
    words = recorded(site, ON_BRIEF)
    made = site.do(
        "instructions", "make_task", words, DISP, title="设减速带", lead=POLICE, co_handlers=[ROADS], due="2026-09-01"
    )
    task = site.shown("tasks", made["task"])
    assert (task["outcome"], task["topic"], task["instruction"], task["due"]) == (None, None, words, "2026-09-01")
    assert site.shown("instructions", words, HND)["tasks"] == [made["task"]]
    with pytest.raises(RuleBroken, match="done or cancelled"):
        site.do("instructions", "finish", words, OFF, text="已设好")
    site.do("tasks", "sign_for", made["task"], HND)
    site.do("tasks", "start", made["task"], HND)
    reply = {"class": "A", "text": "已设好", "contact_record": "电话"}
    site.do("tasks", "draft_reply", made["task"], HND, **reply)
    site.do("tasks", "submit_reply", made["task"], HND)
    site.do("tasks", "release_reply", made["task"], DISP)
    site.work()
    assert site.shown("tasks", made["task"])["state"] == "rating_open"
    assert site.of.types(f"task-{made['task']}")[0] == "TaskAssigned"


def test_the_task_of_an_internal_one_is_for_offices_and_those_who_handle_it_as_the_instruction_is(site: AtWork) -> None:
    words = recorded(site, ON_TOPIC)
    task = site.do("instructions", "make_task", words, DISP, title="设减速带", lead=POLICE)["task"]
    for reader in (DISP, OFF, HND, AUD):
        assert site.shown("tasks", task, reader)["title"] == "设减速带"
        assert site.shown("instructions", words, reader)["text"] == SAID["text"]
    for collection, record in (("tasks", task), ("instructions", words)):
        with pytest.raises(NotFound):
            site.shown(collection, record, MEM)
    public = site.do("instructions", "enter", None, OFF, written_on=ON_TOPIC, **{**SAID, "secrecy": "public"})["id"]
    open_task = site.do("instructions", "make_task", public, DISP, title="设减速带", lead=POLICE)["task"]
    assert site.shown("tasks", open_task, MEM)["topic"] == TOPIC


def test_no_task_is_given_to_an_organisation_that_has_ended_and_members_give_none(site: AtWork) -> None:
    words = recorded(site, ON_TOPIC)
    with pytest.raises(Invalid):
        site.do("instructions", "make_task", words, DISP, title="设减速带", lead=CLOSED)
    with pytest.raises(NotPermitted):
        site.do("instructions", "make_task", words, MEM, title="设减速带", lead=POLICE)
    assert site.shown("instructions", words, AUD)["tasks"] == []


def test_a_programme_is_begun_by_the_office_of_its_own_division_and_an_instruction_may_be_on_it(site: AtWork) -> None:
    with pytest.raises(Invalid) as refused:
        site.do("programmes", "create", None, OFF, name="双助推", division="620723101", organisation=OFFICE)
    assert list(refused.value.errors or {}) == ["organisation"]
    programme = site.do("programmes", "create", None, OFF, name="双助推", division="620723", organisation=OFFICE)["id"]
    words = recorded(site, {"collection": "programmes", "id": programme})
    assert site.shown("instructions", words)["division"] == "620723"
    for command, said in (
        ("set_group", {"members": [{"person": NOBODYS, "post": "head"}]}),
        ("set_units", {"units": [CLOSED]}),
        ("set_dimensions", {"dimensions": [{"code": "jobs", "label": "就业", "lead": NOBODYS}]}),
    ):
        with pytest.raises(Invalid) as refused:
            site.do("programmes", command, programme, OFF, **said)
        assert list(refused.value.errors or {}) == list(said)


def test_a_unit_tells_its_own_values_and_the_programme_goes_on_as_another(site: AtWork) -> None:
    programme = site.do("programmes", "create", None, OFF, name="双助推", division="620723", organisation=OFFICE)["id"]
    site.do("programmes", "set_group", programme, OFF, members=[{"person": ANA, "post": "head"}])
    indicator = {"code": "trained", "label": "技能培训 𠮷", "unit": "人次", "lead": POLICE}
    site.do("programmes", "set_indicators", programme, OFF, indicators=[indicator])
    site.do("programmes", "open_quarter", programme, OFF, quarter="2026-Q1")
    said = {"quarter": "2026-Q1", "values": [{"indicator": "trained", "number": 13324}]}
    site.do("programmes", "submit_values", programme, HND, **said)
    with pytest.raises(NotPermitted):
        site.do("programmes", "verify_values", programme, HND, quarter="2026-Q1")
    site.do("programmes", "verify_values", programme, OFF, quarter="2026-Q1")
    with pytest.raises(RuleBroken, match="a quarter that is open"):
        site.do("programmes", "submit_values", programme, HND, **said)
    goes_on = site.do("programmes", "succeed", programme, OFF, name="新双助推", reason="领导小组变更")["programme"]
    old, new = site.shown("programmes", programme), site.shown("programmes", goes_on)
    assert (old["state"], old["successor"], old["quarters"][0]["verified"]) == ("succeeded", goes_on, True)
    assert (new["succeeds"], new["members"], new["indicators"][0]["code"]) == (programme, old["members"], "trained")
