"""What a field takes comes out in one form only; codes read the same however they are typed."""

import re
from datetime import UTC, datetime
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from marshmallow import ValidationError, fields

from infra.kernel.base.ids import digest, new_code, new_id, normal
from infra.kernel.contract.wire import Code, Id, Text, Time
from infra.kernel.storage.personal import PREFIX

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)
NEARLY_IDS = (
    st.uuids().map(str)
    | st.uuids().map(lambda one: str(one).upper())
    | st.text("0123456789abcdefABCDEF-", min_size=34, max_size=38)
)
NEARLY_CODES = st.text("0123456789０６\n ", max_size=10)
NEARLY_TIMES = st.from_regex(
    r"[0-9]{4}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](\.[0-9]{1,9})?([Zz]|[+-][0-2][0-9]:[0-5][0-9])?\n?",
    fullmatch=True,
)


def taken(field: fields.Field[Any], value: object) -> Any:
    """What the field makes of the value; None when it refuses. Any other exception is a fault."""
    try:
        return field.deserialize(value)
    except ValidationError:
        return None


@given(ANYTHING)
def test_a_text_that_is_taken_is_the_text_itself_and_can_be_stored_anywhere(value: Any) -> None:
    text = taken(Text(), value)
    if text is not None:
        assert text == value
        assert "\x00" not in text
        assert not text.startswith(PREFIX)
        assert text.encode().decode() == text


@given(ANYTHING | st.text(" \t\u3000\n\u200b\u2060\ufeff\u3164"))
def test_a_required_text_that_is_taken_says_something(value: Any) -> None:
    text = taken(Text(required=True), value)
    assert text is None or text.strip(" \t\u3000\n\u200b\u2060\ufeff\u3164")


@given(ANYTHING | NEARLY_IDS)
def test_an_id_that_is_taken_is_in_its_one_form(value: Any) -> None:
    found = taken(Id(), value)
    if found is not None:
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", found)
        assert found == value.lower()
        assert taken(Id(), found) == found


@given(st.uuids())
def test_every_uuid_is_an_id(value: object) -> None:
    assert taken(Id(), str(value)) == taken(Id(), str(value).upper()) == str(value)


@given(ANYTHING | NEARLY_CODES)
@example("62\n")
@example("６２")
def test_a_code_that_is_taken_is_two_four_six_nine_or_twelve_plain_digits(value: Any) -> None:
    found = taken(Code(), value)
    if found is not None:
        assert found == value
        assert found.isascii()
        assert found.isdigit()
        assert len(found) in (2, 4, 6, 9, 12)


@given(ANYTHING | NEARLY_TIMES)
@example("9999-12-31T23:59:59-23:59")
@example("0001-01-01T00:00:00+23:59")
@example("2026-02-01T08:00:60Z")
def test_a_time_that_is_taken_is_in_utc_and_written_and_read_again_is_the_same(value: Any) -> None:
    found = taken(Time(), value)
    if found is not None:
        assert found.tzinfo is UTC
        assert taken(Time(), found.isoformat()) == found


@given(st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2199, 12, 30), timezones=st.timezones()))  # noqa: DTZ001 the strategy adds the zone
def test_every_moment_with_an_offset_is_taken_as_that_moment(moment: datetime) -> None:
    offset = moment.utcoffset()
    assert offset is not None
    if offset.total_seconds() % 60 == 0:
        assert taken(Time(), moment.isoformat()) == moment.astimezone(UTC)


@given(st.text())
@example("ıſß")
def test_a_code_made_normal_twice_is_made_normal_once(code: str) -> None:
    assert normal(normal(code)) == normal(code)


@given(st.randoms(use_true_random=False), st.sampled_from((" ", "-", "", "—", " - ")))
def test_a_secret_code_reads_the_same_however_it_is_typed(random: Any, between: str) -> None:
    code = new_code()
    typed = between.join(
        {"0": random.choice("0oO"), "1": random.choice("1iIlL")}.get(char, random.choice((char, char.lower())))
        for char in code
        if char != "-"
    )
    assert normal(typed) == normal(code) == code
    assert digest(typed) == digest(code)


def test_ids_are_made_in_the_order_of_time_and_never_twice() -> None:
    made = [new_id() for _ in range(2000)]
    assert made == sorted(set(made))
    assert all(taken(Id(), one) == one for one in made)
