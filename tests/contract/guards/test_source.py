"""Guards over our own source, each shown red on a line that it is there for."""

import tomllib
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from tests.contract.guards.reading import ROOT, computed_names, idle_tests, impurities, overlong, sources

# What is no file of rules: the tables and edges of a service, where the kernel and the wire are known.
EDGES = {
    "services.topics.tracking",
    "services.topics.residents_words",
    "services.meetings.training",
    "services.meetings.desk",
    "services.*.*.lifecycle",
    "services.*.*.projections",
    "services.*.*.schemas",
    "services.*.*.circumstances",
    "services.*.*.at_reading",
    "services.*.*.times",
    "services.*.service",
    "services.members.first_start",
    "services.members.bodies",
    "services.members.places",
    "services.members.signing_in",
    "services.members.own_account",
    "services.members.who_may_sign_in",
    "services.members.account_calls",
    "services.members.coverage",
    "services.members.problem_news",
    "services.members.division.columns",
    "services.members.division.load",
    "services.members.division.register",
    "services.audit",  # decides nothing: it follows, seals and answers
}

# The ledger's verifier is handed to strangers as the one file it is.
IN_ONE_FILE = {"infra/ledger/verify_ledger.py"}


def contracts() -> dict[str, dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["name"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def fits(module: str, pattern: str) -> bool:
    """As import-linter reads a pattern: a star is one part of the name; a package stands for what is in it."""
    parts, wanted = module.split("."), pattern.split(".")
    return len(parts) >= len(wanted) and all(fnmatch(part, want) for part, want in zip(parts, wanted, strict=False))


def rule_patterns() -> list[str]:
    return next(c["source_modules"] for name, c in contracts().items() if name.startswith("Rules are pure"))


PATTERNS = rule_patterns()
RULES = [
    file
    for file in sources("services")
    if file.name != "__init__.py" and any(fits(module_of(file), pattern) for pattern in PATTERNS)
]


def shown(file: Path) -> str:
    return str(file.relative_to(ROOT))


def found_in(files: Iterable[Path], look: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """What is seen in which file; one test looks at all of them, and names each that it is about."""
    seen = {shown(file): look(file.read_text(encoding="utf-8")) for file in files}
    return {name: said for name, said in seen.items() if said}


def test_every_file_of_a_service_is_known_to_be_rules_or_edge() -> None:
    modules = [module_of(file) for file in sources("services") if file.name != "__init__.py"]
    patterns = [*PATTERNS, *EDGES]
    assert [module for module in modules if not any(fits(module, pattern) for pattern in patterns)] == []
    assert len(RULES) > 60


def test_rules_import_the_standard_library_and_their_service_and_ask_no_clock() -> None:
    assert found_in(RULES, impurities) == {}


@pytest.mark.parametrize(
    "line",
    [
        "import sqlalchemy",
        "import os.path, msgspec",
        "from infra.kernel.base.clock import stamp",
        "from . import events",
        "at = datetime.now(UTC)",
        "day = date.today()",
        "def f():\n    import marshmallow",
    ],
)
def test_shown_red_rules_that_are_not_pure(line: str) -> None:
    assert len(impurities(line)) == 1


@pytest.mark.parametrize("line", ["import hashlib", "from services.topics.rules import R", "at = facts.now", "now = 5"])
def test_what_is_pure_is_let_be(line: str) -> None:
    assert impurities(line) == []


def test_no_name_is_computed_in_a_service() -> None:
    assert found_in(sources("services"), computed_names) == {}


@pytest.mark.parametrize(
    "line",
    [
        "getattr(command, name)",
        "getattr(command, f'{name}_at', None)",
        "hasattr(command, name)",
        "globals()['Topic' + name]",
        "setattr(topic, 'state', state)",
        "eval('1')",
        "exec('x = 1')",
        "vars(topic)[name]",
        "locals()",
        "topic.__dict__[name]",
        "object.__setattr__(topic, 'state', state)",
        "import importlib",
        "from importlib import import_module",
        "__import__('services.' + name)",
        "Event = type(name, (), {})",
        "from importlib.metadata import version",
    ],
)
def test_shown_red_a_name_that_is_computed(line: str) -> None:
    assert len(computed_names(line)) == 1


@pytest.mark.parametrize("line", ["getattr(command, 'code', None)", "type(event)", "type(event).__name__", "{}['a']"])
def test_a_name_that_is_written_is_let_be(line: str) -> None:
    assert computed_names(line) == []


@pytest.mark.parametrize("folder", ["services", "infra", "gateway", "operations"])
def test_no_file_is_longer_than_one_likes_to_read(folder: str) -> None:
    lengths = {shown(file): overlong(file) for file in sources(folder) if shown(file) not in IN_ONE_FILE}
    assert {name: lines for name, lines in lengths.items() if lines} == {}


def test_shown_red_a_file_of_three_hundred_lines(tmp_path: Path) -> None:
    file = tmp_path / "long.py"
    file.write_text("x = 1\n" * 300)
    assert overlong(file) == 300
    file.write_text("x = 1\n" * 299)
    assert overlong(file) is None


def test_no_test_sleeps_or_is_skipped_or_mocks() -> None:
    assert found_in(sources("tests"), idle_tests) == {}


POLLS = "def f():\n    deadline = time.monotonic() + 5\n    while True:\n        time.sleep(0.1)"


@pytest.mark.parametrize(
    "lines",
    [
        "time.sleep(2)",
        "sleep(2)",
        "eventlet.sleep(0.1)",
        "def f():\n    while True:\n        time.sleep(1)",
        "def f():\n    deadline = time.monotonic()\n    time.sleep(1)",
        "pytest.skip('later')",
        "@pytest.mark.skipif(True)\ndef test(): ...",
        "@pytest.mark.xfail\ndef test(): ...",
        "pytest.importorskip('x')",
        "from unittest.mock import Mock",
        "import unittest.mock",
    ],
)
def test_shown_red_a_test_that_sleeps_or_is_skipped_or_mocks(lines: str) -> None:
    assert len(idle_tests(lines)) == 1


@pytest.mark.parametrize("lines", [POLLS, "eventlet.sleep(0)", "time.sleep(chance.uniform(0, 1))"])
def test_a_test_that_polls_until_its_deadline_is_let_be(lines: str) -> None:
    assert idle_tests(lines) == []
