"""Tags on records: those of the register in force where the record stands, put and taken off by who has a part in it."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotPermitted, Unavailable
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.news.copies_of_labels import COPIES_OF_LABELS
from infra.kernel.news.effects import Effects
from infra.kernel.testing import given
from services.members.division.events import Division, DivisionsLoaded
from services.members.label_list.default_lists import missing_lists
from services.members.list_rules import (
    RecordCarriesThemAlready,
    RecordCarriesThemNot,
    TagsAreNamedOnce,
    TagsStandInTheRegister,
)
from services.members.organisation.events import OrganisationCreated
from services.members.service import COPIES, MembersService
from services.members.standing_copies import STANDING, KnownStanding, SubmissionReceived
from services.members.tagging.circumstances import id_of_new
from services.members.tagging.commands import PutTags, TakeOffTags
from services.members.tagging.domain import Facts, put_tags
from services.members.tagging.events import Tag, TagsPut, TagsTakenOff
from services.members.tagging.lifecycle import TAGGING
from tests.unit.kernel.library.running import Library, SetClock, databases

COUNTY, TOWN = "620723", "620723101"
OFFICE, COUNCIL, FAR, TOPIC = (f"019a0000-0000-7000-8000-00000000000{one}" for one in "1234")
AUGUST, LATER = datetime(2026, 8, 12, 2, tzinfo=UTC), datetime(2026, 8, 13, 2, tzinfo=UTC)
IMMERSIVE, STATIONED = Tag("immersive", "沉浸式", "mode"), Tag("stationed", "蹲点式", "mode")
FACTS = Facts(AUGUST, TOWN, COUNCIL, {"immersive": IMMERSIVE, "stationed": STATIONED}, "list@1")


def put(*tags: str) -> PutTags:
    return PutTags("t", "topics", TOPIC, tags)


def were_put(*tags: Tag) -> TagsPut:
    return TagsPut("t", "topics", TOPIC, TOWN, COUNCIL, tags, "list@1", AUGUST)


def test_a_record_carries_tags_as_the_register_calls_them() -> None:
    given(TAGGING).when(put("immersive", "stationed"), FACTS).then(were_put(IMMERSIVE, STATIONED))
    given(TAGGING).when(put("imaginary"), FACTS).refused(TagsStandInTheRegister)
    given(TAGGING).when(put("immersive", "immersive"), FACTS).refused(TagsAreNamedOnce)


def test_tags_are_put_beside_those_that_it_carries() -> None:
    carried = given(TAGGING, were_put(IMMERSIVE)).state
    assert put_tags(carried, put("immersive", "stationed"), FACTS) == [were_put(STATIONED)]
    with pytest.raises(RecordCarriesThemAlready):
        put_tags(carried, put("immersive"), FACTS)


def test_a_tag_is_taken_off_with_a_reason_and_can_be_put_again() -> None:
    off = TagsTakenOff("t", "topics", TOPIC, ("immersive",), AUGUST, "加错了")
    past = given(TAGGING, were_put(IMMERSIVE, STATIONED))
    past.when(TakeOffTags("t", ("immersive",), "加错了"), FACTS).then(off)
    past.when(TakeOffTags("t", ("imaginary",), "加错了"), FACTS).refused(RecordCarriesThemNot)
    assert given(TAGGING, were_put(IMMERSIVE), off).state.state == "untagged"
    assert given(TAGGING, were_put(IMMERSIVE), off, were_put(IMMERSIVE)).state.tags == (IMMERSIVE,)


def test_one_record_has_one_tagging_whatever_its_id_says() -> None:
    assert id_of_new(put("immersive")) == id_of_new(put("stationed"))
    assert id_of_new(PutTags("", "topics", "ffffffff-ffff-ffff-ffff-ffffffffffff", ())).startswith("0")


# On a database, with the news of its own log


def acting(role: str, organisation: str, division: str) -> Actor:
    return Actor(roles=(role,), organisation=organisation, division=division)


OFF, CHAIR = acting("OFF", OFFICE, COUNTY), acting("CHAIR", COUNCIL, TOWN)
STRANGER = acting("CHAIR", FAR, "620723102")
AUDITOR = Actor(roles=("AUD",))


class Site:
    def __init__(self) -> None:
        self.of = Library(*databases(), lifecycles=Lifecycles(MembersService.lifecycles), clock=SetClock(AUGUST))
        bodies = (
            OrganisationCreated(OFFICE, "县政协", "cppcc_office", COUNTY, None),
            OrganisationCreated(COUNCIL, "镇议事会", "council", TOWN, None),
            OrganisationCreated(FAR, "邻镇议事会", "council", "620723102", None),
        )
        divisions = DivisionsLoaded(new_id(), "测试", (Division(COUNTY, "临泽县", "county", "6207", True),))
        begun = (divisions, *missing_lists((), new_id), *bodies)
        record(self.of.lifecycles, self.of.store, new_id(), begun, AUGUST, SYSTEM, "SYS")
        for one in bodies:
            known = {"id": one.organisation_id, "name": one.name, "kind": one.kind, "division": one.division}
            self.of.know("organisation", one.organisation_id, msgspec.json.encode(known).decode(), one.division)
        drafted = {"collection": "topics", "division": TOWN, "organisation": COUNCIL}
        self.of.know(STANDING, TOPIC, msgspec.json.encode(drafted).decode())
        self.read = 0

    def puts(self, actor: Actor, *tags: str, collection: str = "topics", of: str = TOPIC) -> dict[str, Any]:
        return self.of.do("put", ("taggings", None), {"collection": collection, "record": of, "tags": tags}, actor)

    def hears_of(self, tagging: str) -> None:
        """What it records of tags becomes what it keeps of them."""
        effects = Effects("members/labels", COPIES_OF_LABELS, (), self.of.news.copy)
        for event in self.of.store.stream(f"tagging-{tagging}", self.read):
            self.read = event.version
            with self.of.own.transaction() as cursor:
                self.of.news.write_copies(cursor, effects.copies(event, {}))


@pytest.fixture
def site() -> Site:
    return Site()


def test_the_nearest_office_and_the_records_own_council_put_and_take_off(site: Site) -> None:
    tagging = site.puts(CHAIR, "immersive")["id"]
    assert site.puts(OFF, "stationed")["id"] == tagging
    body = {"tags": ["immersive", "stationed"], "reason": "加错了 𠮷"}
    for actor in (STRANGER, acting("LIA", FAR, "620723102"), Actor(roles=("ADM",)), acting("PARTY", OFFICE, COUNTY)):
        with pytest.raises(NotPermitted):
            site.puts(actor, "embedded")
        with pytest.raises(NotPermitted):
            site.of.do("take_off", ("taggings", tagging), body, actor)
    assert site.of.do("take_off", ("taggings", tagging), body, OFF)["state"] == "untagged"


def test_only_what_is_there_carries_tags_and_only_those_of_the_register(site: Site) -> None:
    for collection, nobody in (("topics", new_id()), ("venues", new_id()), ("meetings", TOPIC)):
        with pytest.raises((Invalid, Unavailable)):
            site.puts(OFF, "immersive", collection=collection, of=nobody)
    with pytest.raises(Invalid) as refused:
        site.puts(OFF, "imaginary")
    assert list(refused.value.errors) == ["tags"]
    wrongs: tuple[dict[str, object], ...] = (
        {"collection": "people"},
        {"tags": []},
        {"tags": ["a\x00"]},
        {"tags": "immersive"},
        {"record": "x"},
    )
    for wrong in wrongs:
        body = {"collection": "topics", "record": TOPIC, "tags": ["immersive"], **wrong}
        with pytest.raises(Invalid):
            site.of.do("put", ("taggings", None), body, OFF)


def test_a_division_that_has_a_register_of_its_own_uses_its_tags(site: Site) -> None:
    items = [{"code": "neighbours", "label": "四邻联动", "family": "campaign"}]
    own = {"kind": "tags", "division": COUNTY, "title": "本县标签", "items": items}
    register = site.of.do("create", ("label-lists", None), own, Actor(roles=("ADM",)))["id"]
    site.puts(OFF, "neighbours")
    with pytest.raises(Invalid):
        site.puts(OFF, "immersive")
    site.of.do("end", ("label-lists", register), {"reason": "改用全国清单"}, Actor(roles=("ADM",)))
    site.puts(OFF, "immersive")


def test_a_record_shows_its_tags_and_lists_are_narrowed_to_them_now_and_then(site: Site) -> None:
    tagging = site.puts(OFF, "immersive", "stationed", collection="organisations", of=COUNCIL)["id"]

    def listed(tag: str, as_of: str | None = None) -> list[str]:
        call = ListCall("organisations", Caller(), tag=tag, as_of=as_of)
        return [one["id"] for one in site.of.records.listing(call, AUDITOR)["items"]]

    def codes(as_of: str | None = None) -> list[str]:
        call = ReadCall("organisations", Caller(), COUNCIL, as_of=as_of)
        return [tag["code"] for tag in site.of.records.one(call, AUDITOR)["tagged"]]

    site.hears_of(tagging)
    assert (codes(), listed("immersive"), listed("embedded")) == (["immersive", "stationed"], [COUNCIL], [])
    assert listed("mersive") == listed("%") == []
    site.of.clock.now = LATER
    site.of.do("take_off", ("taggings", tagging), {"tags": ["immersive"], "reason": "加错了"}, OFF)
    site.hears_of(tagging)
    assert (codes(), listed("immersive"), listed("stationed")) == (["stationed"], [], [COUNCIL])
    before = stamp(datetime(2026, 8, 12, 20, tzinfo=UTC))
    assert (codes(before), listed("immersive", before)) == (["immersive", "stationed"], [COUNCIL])
    assert (codes(stamp(LATER)), listed("immersive", stamp(LATER))) == (["stationed"], [])


def test_members_hears_where_each_record_stands_from_the_first_event_on() -> None:
    apart = [row for row in COPIES if row.kind == STANDING]
    along = {row.followed_as for row in apart}
    assert along == {f"{producer}/standing_with_successors" for producer in ("topics", "meetings", "outcomes")}
    (row,) = (one for one in apart if one.event is SubmissionReceived)
    assert row.keep is not None
    assert row.keep(None, SubmissionReceived("s", TOWN)) == KnownStanding("submissions", TOWN, None)
