"""Events to bytes, to messages and back, whatever is in them; and what is no message of ours is refused as such."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infra.kernel.contract.codec import Codec, EventType
from infra.kernel.contract.envelope import Recorded
from infra.kernel.news.cloudevents import NoBatchOfEvents, pack, unpack


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class BookPrinted:
    book_id: str
    printed_at: datetime
    day: date
    colour: Colour
    pages: tuple[Page, ...]
    note: str | None
    counts: dict[str, int]


CODEC = Codec([EventType(BookPrinted)])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
INTEGERS = st.integers(-(2**63), 2**63 - 1)
PRINTED = st.builds(
    BookPrinted,
    TEXTS,
    st.datetimes(timezones=st.just(UTC)),
    st.dates(),
    st.sampled_from(Colour),
    st.lists(st.builds(Page, INTEGERS, TEXTS, st.booleans())).map(tuple),
    st.none() | TEXTS,
    st.dictionaries(TEXTS, INTEGERS),
)
JSON = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)
)


def payload_of(value: object) -> str:
    return msgspec.json.encode(value).decode()


# A service is named in letters; everything else may be any text that JSON can say.
RECORDED = st.builds(
    Recorded,
    event_id=TEXTS,
    stream=TEXTS,
    version=INTEGERS,
    type=TEXTS,
    schema_version=INTEGERS,
    occurred_at=TEXTS,
    recorded_at=TEXTS,
    actor=st.none() | TEXTS,
    role=TEXTS,
    organisation=st.none() | TEXTS,
    division=TEXTS,
    command_id=TEXTS,
    correlation_id=TEXTS,
    causation_id=st.none() | TEXTS,
    payload=JSON.map(payload_of),
    service=st.from_regex(r"[a-z]+", fullmatch=True),
    position=INTEGERS,
)


def recorded(event: BookPrinted) -> Recorded:
    kind, version, payload = CODEC.encode(event)
    return Recorded(
        event_id="e", stream="s", version=1, type=kind, schema_version=version, occurred_at="t", recorded_at="t",
        actor=None, role="SYS", organisation=None, division="62", command_id="c", correlation_id="c",
        causation_id=None, payload=payload, service="books", position=0,
    )  # fmt: skip


@given(PRINTED)
def test_an_event_that_is_written_and_read_is_the_same_event(event: BookPrinted) -> None:
    assert CODEC.decode(recorded(event)) == event


@given(PRINTED)
def test_writing_what_was_read_gives_the_same_bytes(event: BookPrinted) -> None:
    written = recorded(event)
    assert CODEC.encode(CODEC.decode(written))[2] == written.payload


@given(st.lists(RECORDED, min_size=1, max_size=5))
def test_a_message_that_is_packed_and_unpacked_is_the_same_payloads_byte_for_byte(events: list[Recorded]) -> None:
    assert unpack(pack(events)) == events


@pytest.mark.parametrize("payload", ['{"a":1.0}', '{"a" : [ 1,2 ] }', '{"\\u4e2d":"\\u6587"}', '{"n":1e2}', '"text"'])
def test_a_payload_is_not_written_anew_on_the_way(payload: str) -> None:
    event = BookPrinted("b", datetime(2026, 3, 2, tzinfo=UTC), date(2026, 3, 2), Colour.RED, (), None, {})
    assert unpack(pack([msgspec.structs.replace(recorded(event), payload=payload)]))[0].payload == payload


@given(st.binary(max_size=200))
@example(b"")
@example(b"[")
@example(b" [ ] ")
@example(b"\xff\xfe")
@example(b'[{"specversion":"1.0"}]')
@example(b'{"specversion":"1.0"}')
@example(b"[" * 5000)
@example(b'[{"data":' + b"[" * 100_000)
@example(b'[{"x":' + b'{"a":' * 100_000)
@example(b"[1e400, NaN]")
def test_bytes_of_any_kind_are_told_as_undecodable_and_nothing_else(body: bytes) -> None:
    with pytest.raises(NoBatchOfEvents):
        unpack(body)


@given(RECORDED, st.data())
def test_a_message_that_was_cut_or_bent_is_told_as_undecodable_and_nothing_else(
    event: Recorded, data: st.DataObject
) -> None:
    body = bytearray(pack([event]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(body)))
    for bent in (bytes(body), bytes(body[:cut])):
        try:
            assert all(isinstance(one, Recorded) for one in unpack(bent))
        except NoBatchOfEvents:
            continue


@given(JSON)
@example([])
def test_json_of_another_kind_is_told_as_undecodable(value: object) -> None:
    with pytest.raises(NoBatchOfEvents):
        unpack(msgspec.json.encode(value))
