"""mypy reads the tables: each fault that a table used to hide is planted in a row, and must be seen red there."""

import pytest
from mypy import api

from tests.contract.guards.reading import ROOT

HEAD = """
from infra.kernel.contract.row import Records, Row
from services.topics.topic import commands as asked
from services.topics.topic import domain, schemas
from services.topics.topic import events as happened
from services.topics.topic.state import State

"""
RIGHT = (
    'Row("rule_out", asked.RuleOut, domain.rule_out, schemas.RuleOut, ("OFF", "STN"), (State.SCREENING,))',
    'Row("approve", asked.ApproveTopic, Records(happened.TopicApproved), schemas.Approve, ("PARTY",), (State.APPROVED,))',
)
FAULTS = {
    "a decision of another command": (
        'Row("approve", asked.ApproveTopic, domain.rule_out, schemas.Approve, ("PARTY",), (State.APPROVED,))'
    ),
    "a role that is none": (
        'Row("rule_out", asked.RuleOut, domain.rule_out, schemas.RuleOut, ("AMD",), (State.SCREENING,))'
    ),
    "a state that is none": (
        'Row("rule_out", asked.RuleOut, domain.rule_out, schemas.RuleOut, ("OFF",), ("activ",))'
    ),
    "a misspelt state": (
        'Row("rule_out", asked.RuleOut, domain.rule_out, schemas.RuleOut, ("OFF",), (State.SCRENING,))'
    ),
}  # fmt: skip
LINES = [*RIGHT, *FAULTS.values()]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What mypy says of a module with one row a line."""
    file = tmp_path_factory.mktemp("planted") / "planted_rows.py"
    rows = [f"row_{number} = {row}" for number, row in enumerate(LINES)]
    file.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    config = f"--config-file={ROOT / 'pyproject.toml'}"
    return api.run(
        [config, "--no-error-summary", "--show-absolute-path", f"--cache-dir={ROOT / '.mypy_cache'}", str(file)]
    )[0]


def errors(said: str, row: str) -> list[str]:
    line = HEAD.count("\n") + LINES.index(row) + 1
    return [error for error in said.splitlines() if f"planted_rows.py:{line}: error" in error]


@pytest.mark.parametrize("fault", FAULTS)
def test_shown_red(fault: str, said: str) -> None:
    assert errors(said, FAULTS[fault])


@pytest.mark.parametrize("row", RIGHT)
def test_what_is_right_is_let_be(row: str, said: str) -> None:
    assert errors(said, row) == []
