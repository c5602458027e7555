"""What a file of divisions must be, and what becomes of it."""

import gzip

import pytest

from infra.kernel.contract.codec import Codec
from infra.kernel.testing import given
from services.members.division.columns import DivisionsRefused
from services.members.division.events import Division, DivisionEntry, DivisionsLoaded
from services.members.division.lifecycle import DIVISION
from services.members.division.load import (
    MOST_BYTES,
    SHIPPED,
    SHIPPED_SOURCE,
    VILLAGES,
    VILLAGES_SOURCE,
    batches,
    load,
    load_below,
    read,
)
from services.members.division.projections import DivisionShown, entry_of, rows

HEADER = "code,name,level,parent\n"
LINZE = (
    HEADER + "62,甘肃省,province,\n6207,张掖市,city,62\n620723,临泽县,county,6207\n620723101,沙河镇,township,620723\n"
)


def csv(*lines: str) -> bytes:
    return (HEADER + "".join(f"{line}\n" for line in lines)).encode()


def register(events: list[DivisionsLoaded]) -> dict[str, DivisionEntry]:
    return {one.code: entry_of(one) for event in events for one in event.divisions}


def loaded(
    content: bytes, source: str = "测试", known: dict[str, DivisionEntry] | None = None
) -> list[DivisionsLoaded]:
    return [event for event in load(content, "load", source, known or {}) if isinstance(event, DivisionsLoaded)]


@pytest.fixture(scope="module")
def shipped() -> list[DivisionsLoaded]:
    divisions = loaded(SHIPPED.read_bytes(), SHIPPED_SOURCE)
    known = register(divisions)
    return [*divisions, *loaded(VILLAGES.read_bytes(), VILLAGES_SOURCE, known)]


def test_a_plain_file_a_zipped_one_and_one_with_a_byte_order_mark_read_alike() -> None:
    plain = read(LINZE.encode())
    assert [division.code for division in plain] == ["62", "6207", "620723", "620723101"]
    assert read(gzip.compress(LINZE.encode())) == plain
    assert read(b"\xef\xbb\xbf" + LINZE.replace("\n", "\r\n").encode()) == plain


def test_provinces_and_cities_come_first_then_each_county_with_its_townships() -> None:
    shuffled = csv(
        "620723101,沙河镇,township,620723", "620723,临泽县,county,6207", "6207,张掖市,city,62", "62,甘肃省,province,"
    )
    events = loaded(shuffled)
    assert [[division.code for division in event.divisions] for event in events] == [
        ["62", "6207"],
        ["620723", "620723101"],
    ]


def test_every_division_counts_unless_the_file_says_otherwise() -> None:
    header = "code,name,level,parent,counts_in_coverage\n"
    said = read((header + "62,甘肃省,province,,\n6207,张掖市,city,62,true\n6208,农场,city,62,false\n").encode())
    assert [division.counts_in_coverage for division in said] == [True, True, False]
    assert all(division.counts_in_coverage for division in read(LINZE.encode()))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "line 1: the file is empty"),
        (b"code,name\n", "line 1: the columns are"),
        (b"code,name,level,parent,colour\n", "line 1: the columns are"),
        (b"code,name,level,parent,code\n", "line 1: the columns are"),
        (csv("6x,甘肃省,province,"), "line 2: code '6x' is not the 2 digits of a province"),
        (csv("６２,甘肃省,province,"), "line 2: code '６２' is not the 2 digits of a province"),
        (csv("6207,甘肃省,province,"), "line 2: code '6207' is not the 2 digits of a province"),
        (csv("62,甘肃省,region,"), "line 2: level 'region' is unknown"),
        (csv("62, ,province,"), "line 2: 62 has no name"),
        (csv("62,甘肃省,province"), "line 2: 3 fields instead of 4"),
        (csv("62,甘肃省,province,", "63,青海省,province,,x"), "line 3: 5 fields instead of 4"),
        (csv("62,甘肃省,province,", "62,甘肃省,province,"), "line 3: code 62 is already in line 2"),
        (csv("62,甘肃省,province,6"), "line 2: 62 is a province and has the parent '6'"),
        (
            csv("62,甘肃省,province,", "6207,张掖市,city,"),
            "line 3: code 6207 does not begin with the code of its parent ''",
        ),
        (
            csv("63,青海省,province,", "6207,张掖市,city,63"),
            "line 3: code 6207 does not begin with the code of its parent",
        ),
        (csv("6207,张掖市,city,6207"), "line 2: code 6207 does not begin with the code of its parent"),
        (csv("6207,张掖市,city,620"), "line 2: code 6207 does not begin with the code of its parent"),
        (csv("620723101201,东寨村,village,620723"), "line 2: 620723101201 is a village and its parent '620723' is no"),
        (csv("62072310120,东寨村,village,620723101"), "line 2: code '62072310120' is not the 12 digits of a village"),
        (csv("6207,张掖市,city,62"), "line 2: parent 62 is neither in this file nor loaded"),
        (csv('62,"甘肃省,province,'), "not CSV"),
        (HEADER.encode() + "62,甘肃省,province,".encode("gb18030"), "line 2: the file is not UTF-8"),
        (gzip.compress(LINZE.encode())[:-9], "line 1: the gzip file is damaged"),
        (b"\x1f\x8bnonsense", "line 1: the gzip file is damaged"),
        (
            b"code,name,level,parent,counts_in_coverage\n62,x,province,,yes\n",
            "line 2: counts_in_coverage is true or false",
        ),
    ],
)
def test_a_file_with_a_fault_is_refused_with_its_line(content: bytes, complaint: str) -> None:
    with pytest.raises(DivisionsRefused) as refused:
        load(content, "load", "测试")
    assert complaint in str(refused.value)


def test_a_later_file_may_lean_on_divisions_loaded_before() -> None:
    later = csv("620723102,新华镇,township,620723")
    (event,) = loaded(later, known=register(loaded(LINZE.encode())))
    assert event.divisions == (Division("620723102", "新华镇", "township", "620723", counts_in_coverage=True),)


def test_ruling_12_of_the_villages_that_ship_a_site_gets_those_of_its_own_townships() -> None:
    events = load_below(VILLAGES.read_bytes(), "load", VILLAGES_SOURCE, known=register(loaded(LINZE.encode())))
    villages = [one for event in events if isinstance(event, DivisionsLoaded) for one in event.divisions]
    assert {village.parent for village in villages} == {"620723101"}
    assert len(villages) == 18


def test_a_batch_is_split_before_it_grows_too_big() -> None:
    many = [Division(f"620723{number:03}", "沙" * 100, "township", "620723", True) for number in range(1000)]
    split = list(batches(many))
    codec = Codec(DIVISION.events)
    assert [division for batch in split for division in batch] == many
    assert len(split) > 1
    assert all(len(codec.encode(DivisionsLoaded("load", "测试", batch))[2].encode()) <= MOST_BYTES for batch in split)


def test_the_shipped_file_is_whole(shipped: list[DivisionsLoaded]) -> None:
    divisions = {division.code: division for event in shipped for division in event.divisions}
    assert len(divisions) == 44_703 + 17_718
    assert divisions["620723101201"] == Division("620723101201", "东寨村村民委员会", "village", "620723101", True)
    assert divisions["620723101"] == Division("620723101", "沙河镇", "township", "620723", counts_in_coverage=True)


def test_every_shipped_event_fits_into_a_message(shipped: list[DivisionsLoaded]) -> None:
    codec = Codec(DIVISION.events)
    assert max(len(codec.encode(event)[2].encode()) for event in shipped) <= MOST_BYTES


def test_every_parent_is_loaded_before_what_lies_below_it(shipped: list[DivisionsLoaded]) -> None:
    seen: set[str | None] = {None}
    for division in (division for event in shipped for division in event.divisions):
        assert division.parent in seen
        seen.add(division.code)


def test_each_division_of_a_load_is_a_record_under_its_code() -> None:
    _, county = loaded(LINZE.encode())
    (_, linze), (code, shahe) = rows(county)
    assert (code, shahe.division, shahe.audience, shahe.search) == ("620723101", "620723101", "tokens", "沙河镇")
    assert shahe.shown == DivisionShown("620723101", "沙河镇", "township", "620723", True, "测试")
    assert linze.division == "620723"


def test_a_load_counts_its_divisions() -> None:
    state = given(DIVISION, *loaded(LINZE.encode())).state
    assert (state.divisions, state.state) == (4, "loaded")
