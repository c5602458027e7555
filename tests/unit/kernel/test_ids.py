"""Every record's id is a UUIDv7, also where it follows from what the record is about."""

import uuid
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from infra.kernel.base.ids import id_of, new_id

TIMES = st.integers(0, 7_258_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(st.text(), TIMES)
def test_the_id_of_a_name_is_the_same_each_time_and_a_uuid_of_version_7_of_that_time(name: str, at: datetime) -> None:
    made = uuid.UUID(id_of(name, at))
    assert str(made) == id_of(name, at)
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == int(at.timestamp() * 1000)


@given(st.text(), st.text(), TIMES)
def test_two_names_have_two_ids(one: str, other: str, at: datetime) -> None:
    assert (id_of(one, at) == id_of(other, at)) == (one == other)


def test_a_fresh_id_is_of_version_7() -> None:
    assert uuid.UUID(new_id()).version == 7
