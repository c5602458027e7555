"""Which witnesses are enough, and what is no policy."""

import pytest

from infra.ledger.notes import CosignatureSigner, NoteSigner
from infra.ledger.texts import Malformed
from infra.ledger.witness_policy import parse_policy

LOG = NoteSigner("ledger.example/county", bytes(32)).vkey
X1, X2, X3, Y1, Y2 = (CosignatureSigner("witness.example", bytes([seed]) * 32).vkey for seed in range(1, 6))
TWO_LEVELS = f"""
log {LOG} https://ledger.example/county

witness X1 {X1}
\twitness  X2\t{X2} https://x2.example
witness X3 {X3}
group X-witnesses 2 X1 X2 X3
witness Y1 {Y1}
witness Y2 {Y2}
# one of theirs is enough
group Y-witnesses any Y1 Y2
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


@pytest.mark.parametrize(
    ("names", "enough"),
    [
        (["X1", "X2", "Y1"], True),
        (["X1", "X2", "X3", "Y1", "Y2"], True),
        (["X1", "X2", "X3"], False),
        (["X1", "Y1", "Y2"], False),
        (["X1", "X1", "Y1"], False),
        (["X-and-Y"], False),  # a group is no witness
        ([], False),
    ],
)
def test_two_of_theirs_and_one_of_the_others(names: list[str], enough: bool) -> None:
    assert parse_policy(TWO_LEVELS).satisfied(names) is enough


def test_a_policy_is_read_with_its_addresses() -> None:
    policy = parse_policy(TWO_LEVELS.encode())
    assert [(log.vkey, log.url) for log in policy.logs] == [(LOG, "https://ledger.example/county")]
    assert [(one.name, one.url) for one in policy.witnesses[:2]] == [("X1", None), ("X2", "https://x2.example")]
    assert len(policy.verifiers()) == 6


def test_no_witness_and_one_witness() -> None:
    assert parse_policy("quorum none\n").satisfied([])
    assert parse_policy(f"witness X1 {X1}\nquorum X1").satisfied(["X1"])
    assert not parse_policy(f"witness X1 {X1}\nquorum X1").satisfied([])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "a line with its quorum"),
        (f"witness X1 {X1}\n", "a line with its quorum"),
        ("quorum none\nquorum none\n", "line 2"),
        ("quorum X1\n", "line 1"),
        (f"quorum X1\nwitness X1 {X1}\n", "line 1"),
        (f"witness none {X1}\nquorum none\n", "line 1"),
        (f"witness X1 {X1}\nwitness X1 {X2}\nquorum none\n", "line 2"),
        (f"witness X1 {X1}\nwitness X2 {X1}\nquorum none\n", "line 2"),
        (f"witness X1 {LOG}\nquorum none\n", "line 1"),
        (f"log {X1}\nquorum none\n", "line 1"),
        (f"log {LOG}\nlog {LOG}\nquorum none\n", "line 2"),
        (f"witness X1 {X1}\ngroup g 2 X1\nquorum g\n", "line 2"),
        (f"witness X1 {X1}\ngroup g 0 X1\nquorum g\n", "line 2"),
        (f"witness X1 {X1}\ngroup g some X1\nquorum g\n", "line 2"),
        (f"witness X1 {X1}\ngroup g any\nquorum none\n", "line 2"),
        (f"witness X1 {X1}\ngroup g any X1 X1\nquorum none\n", "line 2"),
        (f"witness X1 {X1}\ngroup g any X1\ngroup h any X1\nquorum none\n", "line 3"),
        ("group g any none\nquorum none\n", "line 1"),
        ("group g any g\nquorum none\n", "line 1"),
        ("Quorum none\n", "line 1"),
        ("quorum\u00a0none\n", "line 1"),
        ("quorum none\r\n", "control"),
        ("log a+b+c\nquorum none\n", "line 1"),
    ],
)
def test_what_is_no_policy(text: str, line: str) -> None:
    with pytest.raises(Malformed, match=line):
        parse_policy(text)
