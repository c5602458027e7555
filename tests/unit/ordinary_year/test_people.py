"""Situations of people: one is ill, has two bodies, goes with a term, moves, is forgotten and comes again."""

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.problems import NotPermitted
from tests.unit.ordinary_year.path import brought, drafted, noticed, opened, planned, settled, signed, times
from tests.unit.ordinary_year.year import ADMINISTRATION, SECURITY, OrdinaryYear, holder
from tests.unit.whole_suite import COUNTY, TOWN


def test_an_ill_chair_is_stood_in_for_by_a_deputy_under_his_own_name(year: OrdinaryYear) -> None:
    meeting = noticed(year, planned(year, brought(year, drafted(year))))
    host, _code = meeting.guests["chair"]
    deputy = year.appoint("deputy", "CHAIR", "council", deputy=True)
    stood_in = year.do("liaison", host, "substitute", person=deputy.person, reason="主席住院")["substitute"]
    meeting.guests["deputy"] = (f"{meeting.where}/participants/{stood_in}", "")
    year.do("liaison", meeting.where, "send_notices")
    meeting.guests.pop("chair")
    year.staff["chair"], ill = deputy, year.staff["chair"]
    settled(year, opened(year, meeting))
    signed(year, meeting)
    assert (year.state(host), year.shown(host)["reason"]) == ("substituted", "主席住院")
    assert year.shown(f"offices/{year.offices['deputy']}")["deputy"] is True
    by = {one["type"]: one["actor_name"] for one in year.history(meeting.where)}
    assert {by[name] for name in ("MeetingOpened", "MeetingEnded", "MinutesSigned")} == {"deputy"}
    year.do(SECURITY, f"offices/{year.offices['deputy']}", "end", reason="主席痊愈")
    with pytest.raises(NotPermitted):
        year.do(deputy, meeting.where, "correct_minutes", text="改", reason="改")
    year.do(ill, meeting.where, "correct_minutes", text="议定设减速带两条。", reason="漏记数量")


def test_one_person_in_two_bodies_acts_in_each_in_its_own_name_alone(year: OrdinaryYear) -> None:
    both = year.staff["liaison"].person
    year.appoint("liaison elsewhere", "LIA", "council elsewhere", person=both)
    here, there = drafted(year), drafted(year, " elsewhere", division=year.divisions["council elsewhere"])
    for who, own, other in (("liaison", here, there), ("liaison elsewhere", there, here)):
        assert "edit" in year.may(who, own)
        with pytest.raises(NotPermitted):
            year.do(who, other, "edit", title="别处的事", reason="改")
    assert year.history(here)[0]["actor_name"] == year.history(there)[0]["actor_name"] == "liaison"
    assert year.history(here)[0]["organisation_name"] == "council"
    assert year.history(there)[0]["organisation_name"] == "council elsewhere"
    year.do(SECURITY, f"offices/{year.offices['liaison elsewhere']}", "end", reason="不再兼任")
    year.do("liaison", here, "edit", title="校门口人车混行", reason="写准")
    with pytest.raises(NotPermitted):
        year.do("liaison elsewhere", there, "edit", title="改不了", reason="改")


def test_a_change_of_term_in_mid_consultation_stops_nothing(year: OrdinaryYear) -> None:
    years = (("第九届", "2021-12-10", "2026-12-10"), ("第十届", "2026-12-10", "2031-12-10"))
    ninth, tenth = (
        "terms/{id}".format(
            **year.do("office", "terms", "plan", committee_division=COUNTY, number=9 + at, name=name, starts=a, ends=b)
        )
        for at, (name, a, b) in enumerate(years)
    )
    year.do("office", ninth, "start")
    (stays, _a), (goes, _b) = year.admit("甲", "第九届"), year.admit("乙", "第九届")
    topic = brought(year, drafted(year))
    meeting = noticed(year, planned(year, topic))
    change = {"next_term": tenth.removeprefix("terms/"), "staying": [stays], "reason": "换届"}
    year.do("office", ninth, "change_over", **change)
    year.do(SECURITY, f"offices/{year.offices['chair']}", "end", reason="换届")
    former, following = year.staff["chair"], year.appoint("chair", "CHAIR", "council")
    assert (year.state(f"members/{stays}"), year.state(f"members/{goes}")) == ("active", "ended")
    with pytest.raises(NotPermitted):
        year.do("乙", "topics", "draft", title="x", background="y", division=TOWN, source="society",
                organisation=year.organisations["council"])  # fmt: skip
    with pytest.raises(NotPermitted):
        year.do(former, meeting.where, "postpone", reason="换届")
    year.do(following, meeting.where, "postpone", reason="换届")
    year.do("liaison", meeting.where, "reschedule", **times(year))
    year.do("liaison", meeting.where, "send_notices")
    settled(year, opened(year, meeting))
    signed(year, meeting)
    year.do(following, topic, "conclude", result="full", summary="设减速带")
    assert (year.state(topic), year.state(meeting.where)) == ("concluded", "minutes_signed")


def test_a_member_who_moves_to_another_towns_station_acts_there_and_no_longer_here(year: OrdinaryYear) -> None:
    year.appoint("station elsewhere", "STN", "station elsewhere")
    member, person = year.admit("甲")

    def posted(station: str) -> str:
        said = {"member": member, "kind": "members", "principle": "residence"}
        organisation = year.organisations[station]
        posting = f"postings/{year.do('office', 'postings', 'propose', organisation=organisation, **said)['id']}"
        year.do(station, posting, "confirm")
        year.pass_days(1)
        return posting

    def may_draft(council: str) -> bool:
        where = {"division": year.divisions[council], "organisation": year.organisations[council]}
        try:
            year.do(himself, "topics", "draft", title="路灯", background="不亮", source="society", **where)
        except NotPermitted:
            return False
        return True

    himself = Actor(person, ("MEM",))
    first = posted("station")
    assert (year.state(first), may_draft("council"), may_draft("council elsewhere")) == ("active", True, False)
    year.do("office", first, "reassign", reason="迁居")
    second = posted("station elsewhere")
    year.do("station", first, "hand_over", posting=second.removeprefix("postings/"))
    assert (year.state(first), year.state(second)) == ("ended", "active")
    assert year.shown(second)["takes_over"] == [first.removeprefix("postings/")]
    assert (may_draft("council"), may_draft("council elsewhere")) == (False, True)


def test_a_person_forgotten_who_comes_again_is_read_from_then_on(year: OrdinaryYear) -> None:
    person = year.person("王安")
    resident = Actor(person, ("PUB",))
    said = {"division": TOWN, "channel": "counter", "name": "王安", "text": "路灯不亮"}
    first = year.do(resident, "submissions", "submit", **said)
    asked = year.do(SECURITY, "destructions", "request", person=person, ground="request", reason="本人申请")
    assert year.shown(f"submissions/{first['id']}")["text"] == "路灯不亮"
    year.do(ADMINISTRATION, f"destructions/{asked['id']}", "approve")
    again = year.do(resident, "submissions", "submit", **(said | {"text": "井盖没了"}))
    old, new = (year.shown(f"submissions/{one['id']}") for one in (first, again))
    assert (old["text"], old["name"]) == ("已删除", "已删除")
    assert (new["text"], new["name"]) == ("井盖没了", "王安")
    assert year.page(first["tracking_code"])["text"] == "已删除"
    assert "withdraw" in year.may(holder(again["tracking_code"]), f"submissions/{again['id']}")
