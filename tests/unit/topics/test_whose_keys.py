"""An idempotency key is its caller's own: a code names a caller only where it opens something."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.ids import digest, new_id
from infra.kernel.base.problems import Invalid
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import RESIDENT, TOWN, topics

SAID = {"text": "路灯不亮", "division": TOWN, "channel": "qr"}


def submit(of: Library, actor: Actor, key: str) -> dict[str, Any]:
    return of.do("submit", ("submissions", None), SAID, actor, key)


@pytest.mark.parametrize(
    "junk", [Actor(tracking=digest("junk")), Actor(participant=digest("junk"))], ids=["tracking", "participant"]
)
def test_a_code_that_opens_nothing_is_no_caller_so_the_key_must_be_a_uuid(junk: Actor) -> None:
    of = topics()
    with pytest.raises(Invalid) as refusal:
        submit(of, junk, "1")
    assert set(refusal.value.errors) == {"Idempotency-Key"}
    assert submit(of, junk, new_id())["state"] == "received"


def test_two_holders_of_codes_that_open_something_have_each_their_own_keys() -> None:
    of = topics()
    codes = [submit(of, RESIDENT, new_id())["tracking_code"] for _ in range(2)]
    one, two = (submit(of, Actor(tracking=digest(code)), "1") for code in codes)
    assert one["id"] != two["id"]
    assert submit(of, Actor(tracking=digest(codes[0])), "1") == one
