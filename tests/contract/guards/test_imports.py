"""The contracts of imports hold, and each one is shown red on a copy of the tree with one bad line in it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.contract.guards.reading import ROOT
from tests.contract.guards.test_source import RULES, contracts, module_of

UP, ROOMS, GATEWAY_ROOMS, TOOL_ROOMS, APART, BROKER, PURE, LEDGER, VERIFIER, WIRE = contracts()


def lint(tree: Path) -> tuple[int, str]:
    """(exit code, what was said) of import-linter over that tree."""
    program = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, re.sub(r"\s+", " ", done.stdout + done.stderr)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("tree")
    unneeded = shutil.ignore_patterns("__pycache__", "*.gz", "static", "templates")
    for folder in ("infra", "services", "gateway", "operations"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=unneeded)
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


@contextmanager
def with_line(line: str, files: list[Path]) -> Iterator[None]:
    before = {file: file.read_text(encoding="utf-8") for file in files}
    for file, text in before.items():
        file.write_text(f"{text}\n\n{line}\n", encoding="utf-8")
    try:
        yield
    finally:
        for file, text in before.items():
            file.write_text(text, encoding="utf-8")


def test_every_contract_is_kept(copied: Path) -> None:
    code, said = lint(ROOT)
    assert (code, "0 broken" in said) == (0, True), said
    assert lint(copied)[0] == 0


@pytest.mark.parametrize(
    ("contract", "file", "line"),
    [
        (APART, "services/topics/topic/schemas.py", "from services.members.person import schemas"),
        (APART, "services/outcomes/service.py", "import services.meetings.rules"),
        (APART, "services/members/rules.py", "from services.topics import rules"),
        (APART, "services/meetings/meeting/domain.py", "from services.outcomes.task.events import TaskDone"),
        (UP, "infra/kernel/base/ids.py", "from services.topics import rules"),
        (UP, "infra/kernel/entrypoints/web.py", "import gateway.app"),
        (UP, "infra/kernel/running/runtime.py", "from operations.suite.services import SERVICES"),
        (UP, "services/topics/service.py", "from gateway.http import checks"),
        (UP, "gateway/app.py", "from operations.tools import lag"),
        (ROOMS, "infra/kernel/base/clock.py", "from infra.kernel.storage import tables"),
        (ROOMS, "infra/kernel/commands/writing.py", "from infra.kernel.news.sequencer import Sequencer"),
        (GATEWAY_ROOMS, "gateway/http/checks.py", "from gateway.documents import words"),
        (TOOL_ROOMS, "operations/suite/waiting.py", "from operations.tools import lag"),
        (BROKER, "services/topics/service.py", "from nameko.rpc import rpc"),
        (BROKER, "infra/kernel/running/runtime.py", "import kombu"),
        (BROKER, "operations/cli/main.py", "import nameko.runners"),
        (BROKER, "gateway/app.py", "from amqp.exceptions import AMQPError"),
        (LEDGER, "infra/ledger/tiles.py", "import sqlalchemy"),
        (LEDGER, "infra/ledger/entries.py", "from infra.kernel.base.clock import stamp"),
        (LEDGER, "infra/ledger/notes.py", "from services.topics import rules"),
        (VERIFIER, "infra/ledger/verify_ledger.py", "from infra.ledger.hashing import leaf_hash"),
        (VERIFIER, "infra/ledger/verify_ledger.py", "import msgspec"),
        (WIRE, "gateway/pages/front.py", "from services.topics.topic import domain"),
        (WIRE, "gateway/records/topics.py", "from services.topics.topic.lifecycle import TOPIC"),
        (WIRE, "gateway/service.py", "from services.members.service import MembersService"),
    ],
)
def test_shown_red_an_import_that_is_not_allowed(copied: Path, contract: str, file: str, line: str) -> None:
    with with_line(line, [copied / file]):
        code, said = lint(copied)
    assert code == 1
    assert f"{contract} BROKEN" in said
    assert module_of(ROOT / file) in said


@pytest.mark.parametrize(
    ("line", "imported"),
    [
        ("import sqlalchemy", "sqlalchemy"),
        ("from marshmallow import Schema", "marshmallow"),
        ("import msgspec", "msgspec"),
        ("from infra.kernel.base.clock import stamp", "infra.kernel.base.clock"),
        ("from uuid import uuid4", "uuid"),
    ],
)
def test_shown_red_in_every_file_of_rules_an_import_that_is_not_pure(copied: Path, line: str, imported: str) -> None:
    files = [copied / file.relative_to(ROOT) for file in RULES]
    with with_line(line, files):
        code, said = lint(copied)
    assert code == 1
    assert f"{PURE} BROKEN" in said
    assert [module for module in map(module_of, RULES) if f"{module} -> {imported} " not in said] == []
