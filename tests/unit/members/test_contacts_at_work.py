"""Contact relations on a database: who may log, whose key a matter is under, what is counted for whom."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.clock import day_in_china, stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotFound, NotPermitted, RuleBroken
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from services.members.coverage import Coverage
from services.members.division.events import Division, DivisionsLoaded
from services.members.member.events import MemberAdmitted
from services.members.membership.events import MembershipCreated
from services.members.organisation.events import OrganisationCreated, OrganisationEnded
from services.members.person.events import PersonCreated
from services.members.service import MembersService
from tests.unit.kernel.library.running import Library, SetClock, databases
from tests.unit.topics.test_files_at_work import read

COUNTY, NEXT_COUNTY = "620723", "620724"
OFFICE, BUREAU, CLOSED, FAR = (f"019a0000-0000-7000-8000-00000000000{one}" for one in "1234")
ANA, BEN, CAI = (f"019a0000-0000-7000-8000-00000000000{one}" for one in "abc")
BEGAN = (
    DivisionsLoaded(new_id(), "测试", (Division(COUNTY, "临泽县", "county", "6207", True),)),
    OrganisationCreated(OFFICE, "县政协", "cppcc_office", COUNTY, None),
    OrganisationCreated(BUREAU, "县乡村振兴局", "department", COUNTY, None),
    OrganisationCreated(CLOSED, "县扶贫办", "department", COUNTY, None),
    OrganisationEnded(CLOSED, "机构改革", None),
    OrganisationCreated(FAR, "邻县政协", "cppcc_office", NEXT_COUNTY, None),
    PersonCreated(ANA, "安", None),
    PersonCreated(BEN, "本", None),
    PersonCreated(CAI, "蔡", None),
    MemberAdmitted(new_id(), BEN, COUNTY, "教育界", "第九届"),
    MemberAdmitted(new_id(), CAI, COUNTY, "经济界", "第九届"),
)
OFF = Actor(roles=("OFF",), organisation=OFFICE, division=COUNTY)
AUGUST = datetime(2026, 8, 12, 2, tzinfo=UTC)
AUDITOR = Actor(roles=("AUD",))


@dataclass
class Site:
    of: Library = field(init=False)

    def __post_init__(self) -> None:
        self.of = Library(*databases(), lifecycles=Lifecycles(MembersService.lifecycles), clock=SetClock(AUGUST))
        record(self.of.lifecycles, self.of.store, new_id(), BEGAN, self.of.clock(), SYSTEM, "SYS")
        for one in (event for event in BEGAN if isinstance(event, OrganisationCreated)):
            known = (
                f'{{"id":"{one.organisation_id}","name":"{one.name}","kind":"{one.kind}","division":"{one.division}"}}'
            )
            self.of.know("organisation", one.organisation_id, known, one.division)

    def create(self, actor: Actor = OFF, written_by: Library | None = None, **said: object) -> str:
        body = {"division": COUNTY, "link": "standing_to_member", "by": ANA, "whom": BEN, **said}
        given = {name: value for name, value in body.items() if value is not None}
        return str((written_by or self.of).do("create", ("contact-relations", None), given, actor)["id"])

    def log(self, relation: str, actor: Actor, **said: object) -> None:
        body = {"persons": 12, "form": "visit", "matter": "学前教育 𠮷", **said}
        self.of.do("log", ("contact-relations", relation), body, actor)

    def shown(self, relation: str) -> dict[str, Any]:
        return self.of.records.one(ReadCall("contact-relations", Caller(), relation), AUDITOR)

    def coverage(self, reader: Actor = AUDITOR, tag: str | None = None) -> Coverage:
        return Coverage(self.of.records, self.of.own, reader, day_in_china(self.of.clock()), tag)


@pytest.fixture
def site() -> Site:
    return Site()


def a_member(person: str) -> Actor:
    return Actor(person=person, roles=("MEM",), division=COUNTY)


def test_only_who_keeps_in_touch_logs_it_or_the_office_for_him(site: Site) -> None:
    relation = site.create(link="member_to_sector", by=BEN, whom=None, sector="教育界")
    site.log(relation, a_member(BEN))
    site.log(relation, OFF)
    for other in (a_member(CAI), Actor(roles=("OFF",), organisation=FAR, division=NEXT_COUNTY)):
        with pytest.raises(NotPermitted):
            site.log(relation, other)
    assert (site.shown(relation)["persons"], len(site.shown(relation)["contacts"])) == (24, 2)


def test_an_entry_that_was_a_mistake_is_struck(site: Site) -> None:
    relation = site.create()
    site.log(relation, OFF)
    (entry,) = site.shown(relation)["contacts"]
    strike = {"entry": entry["entry"], "reason": "记错"}
    site.of.do("strike", ("contact-relations", relation), strike, OFF)
    assert (site.shown(relation)["contacts"], site.shown(relation)["persons"]) == ([], 0)
    with pytest.raises(Invalid) as refused:
        site.of.do("strike", ("contact-relations", relation), strike, OFF)
    assert list(refused.value.errors) == ["entry"]


def test_with_a_tag_only_what_carries_it_counts_as_done(site: Site) -> None:
    of_the_campaign, other = site.create(), site.create(whom=CAI)
    site.log(of_the_campaign, OFF)
    site.log(other, OFF)
    site.of.know("tagged", f"{of_the_campaign}/immersive", f'{{"record":"{of_the_campaign}"}}', "immersive")

    def persons(tag: str | None) -> int:
        return sum(one["persons"] for one in site.coverage(tag=tag).of_contacts(COUNTY)["by_link"])

    assert (persons(None), persons("immersive"), persons("stationed")) == (24, 12, 0)
    assert (
        site.coverage(tag="immersive").of_contacts(COUNTY)["members"] == site.coverage().of_contacts(COUNTY)["members"]
    )


def test_what_was_spoken_of_is_forgotten_with_the_person_who_told_of_it(site: Site) -> None:
    relation = site.create()
    site.log(relation, OFF)
    assert site.shown(relation)["contacts"][0]["matter"] == "学前教育 𠮷"
    stored = [event.payload for event in site.of.store.stream(f"contact_relation-{relation}")]
    assert not any("学前教育" in payload for payload in stored)
    site.of.personal.destroy(ANA, stamp(site.of.clock()))
    assert "学前教育" not in str(site.shown(relation)["contacts"])


def test_photos_of_a_contact_are_forgotten_with_the_person_who_told_of_it(site: Site) -> None:
    relation, photo = site.create(), site.of.files.add("image/jpeg", b"\xff\xd8\xff of those who were there")
    site.log(relation, OFF, files=[photo])
    site.of.files.remove_unnamed(now=4e9)
    kept = read(site.of, photo, OFF)
    assert kept is not None
    assert b"of those who were there" in kept.content
    site.of.personal.destroy(ANA, stamp(site.of.clock()))
    with pytest.raises(NotFound):
        read(site.of, photo, OFF)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"by": "019a0000-0000-7000-8000-0000000000ff"}, "by"),
        ({"whom": ANA, "by": BEN}, "whom"),
        ({"link": "body_to_body", "by": OFFICE, "whom": CLOSED}, "whom"),
        ({"link": "body_to_body", "by": FAR, "whom": BUREAU}, "by"),
        ({"link": "member_to_sector", "by": BEN, "whom": None, "sector": "经济界"}, "sector"),
    ],
)
def test_who_is_not_there_is_named_by_his_field(site: Site, said: dict[str, Any], wrong: str) -> None:
    with pytest.raises(Invalid) as refused:
        site.create(**said)
    assert list(refused.value.errors) == [wrong]


def test_there_is_one_relation_whoever_writes_at_once(site: Site) -> None:
    another = Library(site.of.own, site.of.keys, site.of.lifecycles, site.of.clock)
    commit, given = another.store.commit, list[str]()

    def after_somebody_else(writes: Any) -> None:
        if not given:
            given.append(site.create())
        commit(writes)

    another.store.commit = after_somebody_else  # type: ignore[method-assign]
    with pytest.raises(RuleBroken) as refused:
        site.create(written_by=another)
    assert refused.value.rule == "InContactAlready"


def test_coverage_counts_what_the_reader_may_read(site: Site) -> None:
    site.create()
    of_bodies = site.create(link="body_to_body", by=OFFICE, whom=BUREAU)
    site.log(of_bodies, OFF, persons=3)
    found = site.coverage().of_contacts(COUNTY)
    assert (found["members"], found["contacted"], found["not_contacted"]) == (2, 1, (CAI,))
    assert found["sectors_not_contacted"] == ("教育界", "经济界")
    of_link = {one["link"]: (one["relations"], one["contacts"], one["persons"]) for one in found["by_link"]}
    assert (of_link["standing_to_member"], of_link["body_to_body"]) == ((1, 0, 0), (1, 1, 3))
    stranger = Actor(roles=("OFF",), organisation=FAR, division=NEXT_COUNTY)
    assert site.coverage(stranger).of_contacts(COUNTY)["members"] == 0


def test_a_member_who_sits_in_a_party_branch_is_contacted_by_the_party_group(site: Site) -> None:
    branch = new_id()
    seated = MembershipCreated(
        *(new_id(), BEN, branch, COUNTY, "member", "full", None, AUGUST.date(), None), begins="active"
    )
    began = (OrganisationCreated(branch, "专委会党支部", "party_branch", COUNTY, None), seated)
    record(site.of.lifecycles, site.of.store, new_id(), began, site.of.clock(), SYSTEM, "SYS")
    with pytest.raises(Invalid) as refused:
        site.create(link="party_member_to_other_member", by=ANA, whom=BEN)
    assert list(refused.value.errors) == ["whom"]
    site.create(link="party_member_to_other_member", by=ANA, whom=CAI)
    site.create(link="party_group_to_party_member", by=ANA, whom=BEN)
