"""What everybody may see of an entry: where it stands, what kind of event it is and when, and the hash that is proven."""

import base64
import json

import pytest

from infra.ledger.entries import encode
from infra.ledger.hashing import leaf_hash, root_of
from infra.ledger.redacted import redact
from infra.ledger.texts import Malformed
from tests.contract.ledger.ledgers import history

WORDS = "学校门口的交通"


def test_the_leaves_of_the_redacted_form_are_those_of_the_tree(ledger_of_300: list[bytes]) -> None:
    lines = [json.loads(line) for line in redact(256, ledger_of_300[256:]).splitlines()]
    assert [line["index"] for line in lines] == list(range(256, 300))
    told = [base64.b64decode(json.loads(line)["leaf"]) for line in redact(0, ledger_of_300).splitlines()]
    assert root_of(told) == root_of([leaf_hash(entry) for entry in ledger_of_300])


def test_nothing_else_is_told(ledger_of_300: list[bytes]) -> None:
    """Whatever else stands in an entry (who, for whom, where, on which record, saying what, by which command) is left out."""
    (line,) = redact(0, ledger_of_300[:1]).splitlines()
    said, event = json.loads(line), history(1)[0]
    assert set(said) == {"index", "leaf", "service", "position", "type", "event_id", "recorded_at"}
    assert (said["service"], said["position"], said["type"]) == (event.service, event.position, event.type)
    assert (said["event_id"], said["recorded_at"]) == (event.event_id, event.recorded_at)
    for hidden in (WORDS, event.command_id, event.stream, str(event.actor), event.division):
        assert hidden not in line.decode()


def test_what_is_no_entry_is_not_told_of(ledger_of_300: list[bytes]) -> None:
    with pytest.raises(Malformed):
        redact(0, [ledger_of_300[0], b"{}"])


@pytest.fixture(scope="module")
def ledger_of_300() -> list[bytes]:
    return [encode(event)[0] for event in history(300)]
