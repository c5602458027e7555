"""Situations of places and bodies: another level, two townships with one matter, a village, a new name."""

import pytest

from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotPermitted
from services.members.division.events import Division, DivisionsLoaded
from tests.unit.ordinary_year.path import (
    a_task,
    approved_outcome,
    brought,
    dispatched,
    drafted,
    handled,
    held,
    replied,
    submitted,
    taken_up,
    verdicts,
)
from tests.unit.ordinary_year.year import ADMINISTRATION, ANYBODY, AUDITOR, OrdinaryYear
from tests.unit.whole_suite import COUNTY, OTHER_TOWN, TOWN

VILLAGE = "620723101201"


def test_a_topic_is_escalated_delegated_and_handed_back(year: OrdinaryYear) -> None:
    year.found("county party", "party", COUNTY)
    year.appoint("county party", "PARTY", "county party")
    year.found("county council", "council", COUNTY)
    year.appoint("county chair", "CHAIR", "county council")
    submission, code = submitted(year)
    topic = brought(year, taken_up(year, submission), "approved")
    year.do("party", topic, "escalate", organisation=year.organisations["county council"], reason="涉及省道")
    above = f"topics/{year.shown(topic)['linked_topic']}"
    assert (year.state(topic), year.shown(above)["origin"]["kind"]) == ("escalated", "escalated")
    year.pass_days(0.01)
    year.do("office", above, "pass_screening", verdicts=verdicts(year, above))
    year.do("county chair", above, "select")
    year.do("office", above, "endorse", opinion="宜在镇上协商")
    with pytest.raises(NotPermitted):
        year.do("party", above, "approve", document_number="沙党发〔2026〕9号")
    year.do("county party", above, "approve", document_number="临县发〔2026〕3号")
    year.do("office", above, "delegate", organisation=year.organisations["council elsewhere"], reason="就近协商")
    below = f"topics/{year.shown(above)['linked_topic']}"
    assert (year.state(above), year.shown(below)["division"]) == ("delegated", OTHER_TOWN)
    year.do("county party", above, "hand_back", reason="还是县里协商")
    assert (year.state(above), year.past(above)[-1]) == ("preparing", "TopicHandedBack")
    year.do("party", topic, "hand_back", reason="省道已改线，镇上协商")
    assert (year.state(topic), year.past(topic)[-2:]) == ("preparing", ["TopicEscalated", "TopicHandedBack"])
    assert year.page(code)["linked_topic"]["state_label"] == "会前调研（分散协商）"
    assert "open_round" in year.may("chair", topic)


def test_two_townships_with_one_matter_consult_once_and_both_hear_of_it(year: OrdinaryYear) -> None:
    year.appoint("station elsewhere", "STN", "station elsewhere")
    (ours, code), (theirs, other_code) = submitted(year), submitted(year, "水渠两镇共用", division=OTHER_TOWN)
    topic = brought(year, taken_up(year, ours, "两镇共用水渠"))
    wanted = {"title": "水渠", "background": "漏水", "organisation": year.organisations["council elsewhere"]}
    year.do("station elsewhere", theirs, "accept")
    merged = f"topics/{year.do('station elsewhere', theirs, 'link_to_topic', new_topic=wanted)['topic']}"
    year.pass_days(0.01)
    year.do("office", merged, "merge", into=topic.removeprefix("topics/"), reason="同一条水渠")
    assert (year.state(merged), year.shown(topic)["merged_topics"]) == ("merged", [merged.removeprefix("topics/")])
    assert year.page(other_code)["linked_topic"]["title"] == "两镇共用水渠"
    meeting, item = held(year, topic)
    task = dispatched(year, approved_outcome(year, topic, meeting, item))
    handled(year, task)
    replied(year, task, text="水渠已修")
    assert [year.page(one)["tasks"][0]["reply"] for one in (code, other_code)] == ["水渠已修", "水渠已修"]
    assert [year.page(one)["tasks"][0]["allowed_commands"] for one in (code, other_code)] == [["rate"], ["rate"]]


def test_a_village_council_consults_under_its_own_branch_and_the_townships_station(year: OrdinaryYear) -> None:
    year.suite.told("members", DivisionsLoaded(new_id(), "test", (Division(VILLAGE, "村", "village", TOWN, False),)))
    for name, kind in (("village council", "council"), ("village branch", "party")):
        year.found(name, kind, VILLAGE)
    for name, role in (("chair", "CHAIR"), ("liaison", "LIA"), ("recorder", "REC")):
        year.appoint(f"{name} of the village", role, "village council")
    year.appoint("party of the village", "PARTY", "village branch")
    year.staff["station of the village"] = year.staff["station"]
    topic = brought(year, drafted(year, " of the village", division=VILLAGE), "pending_approval", " of the village")
    with pytest.raises(NotPermitted):
        year.do("party", topic, "approve", document_number="沙党发〔2026〕9号")
    brought(year, topic, "consulting", " of the village")
    meeting, item = held(year, topic, at=" of the village")
    outcome = approved_outcome(year, topic, meeting, item, " of the village")
    task = dispatched(year, outcome)
    assert (year.shown(task)["division"], year.state(topic)) == (VILLAGE, "implementing")
    of_the_town = brought(year, drafted(year), "pending_approval")
    with pytest.raises(NotPermitted):
        year.do("party of the village", of_the_town, "approve", document_number="村发〔2026〕1号")


def test_an_organisation_that_is_renamed_goes_on_under_its_new_name(year: OrdinaryYear) -> None:
    submission, code = submitted(year)
    task, _outcome = a_task(year, taken_up(year, submission))
    year.do("police", task, "sign_for")
    police = f"organisations/{year.organisations['police']}"
    year.do(ADMINISTRATION, police, "amend", name="公安局交警大队")
    assert year.page(code)["tasks"][0]["lead_name"] == "公安局交警大队"
    year.do("police", task, "start")
    signed_for = year.history(task)[-1]
    assert (signed_for["organisation_name"], year.state(task)) == ("公安局交警大队", "handling")
    assert year.past(police) == ["OrganisationCreated", "OrganisationAmended"]
    assert [one["payload"]["name"] for one in year.history(police)] == ["police", "公安局交警大队"]
    with pytest.raises(Invalid):
        year.do(ADMINISTRATION, police, "amend", name="")
    with pytest.raises(NotPermitted):
        year.do(ANYBODY, police, "amend", name="别的名字")


def test_two_townships_merge_in_mid_consultation_and_the_other_ones_bodies_go_on(year: OrdinaryYear) -> None:
    for name, role in (("chair", "CHAIR"), ("liaison", "LIA"), ("recorder", "REC")):
        year.appoint(f"{name} elsewhere", role, "council elsewhere")
    for name, kind, role in (("party", "party", "PARTY"), ("dispatch", "dispatch_office", "DISP")):
        year.found(f"{name} elsewhere", kind, OTHER_TOWN)
        year.appoint(f"{name} elsewhere", role, f"{name} elsewhere")
    year.appoint("station elsewhere", "STN", "station elsewhere")
    submission, _code = submitted(year)
    topic = brought(year, drafted(year), "pending_approval")
    before, last = year.suite.clock.now.isoformat(), year.today()
    year.pass_days(0.01)
    year.load_divisions(
        f"{TOWN},沙河镇,township,{COUNTY},,{last},{OTHER_TOWN}", f"{OTHER_TOWN},蓼沙镇,township,{COUNTY},,,"
    )
    assert ("approve" in year.may("party", topic), year.listed("topics", "party elsewhere")) == (True, [])

    year.pass_days(1)
    with pytest.raises(NotPermitted, match=f"{TOWN} 已撤并，由 {OTHER_TOWN} 的组织承接"):
        year.do("party", topic, "approve", document_number="沙党发〔2026〕9号")
    waiting = [year.listed("topics", who, mine=True) for who in ("party", "party elsewhere")]
    assert [[f"topics/{one['id']}" for one in each] for each in waiting] == [[], [topic]]
    assert ("approve" in year.may("party elsewhere", topic), year.may("chair", topic)) == (True, set())
    brought(year, topic, "preparing", " elsewhere")
    with pytest.raises(Invalid, match=f"{OTHER_TOWN} succeeds it"):
        submitted(year, division=TOWN)
    with pytest.raises(Invalid, match=f"{OTHER_TOWN} succeeds it"):
        year.found("new council", "council", TOWN)
    year.do("station elsewhere", submission, "accept")
    wanted = {"title": "路灯", "background": "不亮", "organisation": year.organisations["council elsewhere"]}
    new = year.do("station elsewhere", submission, "link_to_topic", new_topic=wanted)["topic"]
    assert year.shown(f"topics/{new}")["division"] == OTHER_TOWN

    end = {"successor": year.organisations["council elsewhere"], "reason": "并镇"}
    year.do(ADMINISTRATION, f"organisations/{year.organisations['council']}", "end", **end)
    assert year.past(topic)[-1] == "TopicTakenOver"
    brought(year, topic, "consulting", " elsewhere")
    meeting, item = held(year, topic, at=" elsewhere")
    outcome = approved_outcome(year, topic, meeting, item, " elsewhere")
    year.staff["dispatch"] = year.staff["dispatch elsewhere"]
    task = dispatched(year, outcome)
    assert [year.shown(one)["division"] for one in (topic, meeting.where, outcome, task)] == [TOWN] * 4
    town, other = year.shown(f"divisions/{TOWN}"), year.shown(f"divisions/{OTHER_TOWN}")
    assert (town["valid_until"], town["successor"]) == (str(last), OTHER_TOWN)
    assert (other["name"], other["former_names"]) == ("蓼沙镇", ["蓼泉镇"])
    then = year.home["divisions"].records.one(ReadCall("divisions", Caller(), OTHER_TOWN, as_of=before), AUDITOR)
    assert (then["name"], then["former_names"]) == ("蓼泉镇", [])
