"""What is said of people is read by themselves, by the body that said it, and by who decides of people there."""

import msgspec
import pytest

from infra.kernel.access.capacities import ROLES_IN_WORDS
from infra.kernel.access.places import Actor
from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.lookups.reading_rights import may_read
from services.members.pair.circumstances import subject
from services.members.pair.commands import MakePair
from tests.unit.members.postings_at_work import AUDITOR, COUNTY
from tests.unit.members.test_merits_at_work import Merits

OF_SOMEBODY = ReadRow("620723", None, organisation="group", named=("ana",), audience="offices")


@pytest.mark.parametrize(
    ("reader", "reads"),
    [
        (Actor("ana", ("MEM",), division="620723"), True),
        (Actor("ben", ("MEM",), division="620723"), False),
        (Actor("chair", ("CHAIR",), "council", "620723"), False),
        (Actor("chair", ("CHAIR",), "group", "620723"), True),
        (Actor("officer", ("OFF",), "office", "620723"), True),
        (Actor("secretary", ("PARTY",), "party", "6207"), True),
        (Actor("officer", ("OFF",), "office", "620724"), False),
        (Actor("desk", ("HND",), "police", "620723"), False),
        (Actor("administrator", ("ADM",)), False),
        (Actor("auditor", ("AUD",)), True),
        (Actor(), False),
    ],
)
def test_not_the_whole_county_reads_what_is_said_of_somebody(reader: Actor, reads: bool) -> None:
    assert may_read(reader, OF_SOMEBODY) is reads


@pytest.mark.parametrize("role", ROLES_IN_WORDS)
def test_only_an_office_reads_as_its_organisation_what_is_said_of_people(role: str) -> None:
    is_an_office = role not in ("MEM", "PUB", "ADM", "SEC")
    assert may_read(Actor("somebody", (role,), "group", "6207"), OF_SOMEBODY) is is_an_office
    named = ReadRow("620723", None, organisation="office", named=("group",), audience="offices")
    assert may_read(Actor("somebody", (role,), "group", "11"), named) is is_an_office


def test_who_a_helped_household_is_stands_in_no_event_in_clear() -> None:
    at = Merits()
    body = {
        "division": COUNTY,
        "kind": "household",
        "ours": "县政协",
        "partner": "王安一家",
        "partner_place": "沙河镇三社",
    }
    pair = at.made("create", "pairs", at.off, **body)
    told = next(iter(at.of.store.stream(f"pair-{pair}"))).payload
    assert "王安" not in str(told)
    assert "三社" not in str(told)
    assert at.read("pairs", pair, AUDITOR)["partner"] == "王安一家"
    assert at.read("pairs", pair, at.off)["partner_place"] == "沙河镇三社"


@pytest.mark.parametrize(("kind", "whose"), [("household", "one"), ("school", None)])
def test_a_school_is_nobody_whose_name_needs_a_key(kind: str, whose: str | None) -> None:
    made = msgspec.convert(
        {"pair_id": "one", "division": COUNTY, "kind": kind, "ours": "甲", "partner": "乙", "partner_place": "丙"},
        MakePair,
    )
    assert subject(None, made) == whose


def test_who_gave_what_to_whom_stands_in_no_event_in_clear() -> None:
    at = Merits()
    body = {
        "division": COUNTY,
        "kind": "money",
        "text": "助学",
        "receiver": "王安",
        "giver": "李强",
        "amount_yuan": 900,
    }
    made = at.made("create", "contributions", at.off, **body)
    told = str(next(iter(at.of.store.stream(f"contribution-{made}"))).payload)
    assert not [name for name in ("王安", "李强") if name in told]
    assert at.read("contributions", made, at.off)["receiver"] == "王安"


def test_what_is_said_of_a_member_beside_the_grounds_of_his_commendation_is_under_his_key() -> None:
    said = {"evidence": "家访笔录 𠮷", "reason": "与事实不符 𠮷"}
    for command in ("decline", "withdraw"):
        at = Merits()
        one = at.nominate()
        if command == "withdraw":
            at.of.do("verify", ("commendations", one), {"evidence": said["evidence"]}, at.deputy)
        at.of.do(command, ("commendations", one), {"reason": said["reason"]}, at.deputy)
        events = list(at.of.store.stream(f"commendation-{one}"))
        assert not [text for text in said.values() for event in events if text in str(event.payload)]
        shown = at.read("commendations", one, at.off)
        assert shown["reason"] == said["reason"]
        assert shown["evidence"] == (said["evidence"] if command == "withdraw" else None)
        at.of.personal.destroy(at.ana, "2026-03-03T00:00:00+00:00")
        assert at.read("commendations", one, at.off)["reason"] != said["reason"]
