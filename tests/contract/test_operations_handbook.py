"""What docs/operations.md tells an operator to type is there: services, their commands, figures and alarms."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from infra.kernel.access.site import SERVERS_FILES
from operations.cli.main import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
COMPOSE = (
    (ROOT / "docker-compose.yml").read_text(encoding="utf-8").partition("\nservices:\n")[2].partition("\nvolumes:\n")[0]
)
# By name, what the file says of a service.
SERVICES = dict(re.findall(r"^  (\w+):[^\n]*\n((?:    .*\n|\n)*)", COMPOSE + "\n", re.MULTILINE))
OURS = {name for name, said in SERVICES.items() if re.search(r"<<: \*(ours|service)$", said, re.MULTILINE)}
SUBCOMMANDS = {"up", "down", "build", "run", "exec", "stop", "logs", "ps"}
TAKES_A_VALUE = {"-v", "--scale", "-u"}
CALL = re.compile(r"docker compose ([^`\n)]*)")


def calls() -> Iterator[list[str]]:
    """Every `docker compose …` in code, in words; `&&` ends one."""
    for code in re.findall(r"```.*?```|`[^`\n]+`", PAGE, re.DOTALL):
        for call in CALL.findall(code):
            if call.strip():
                yield shlex.split(call.partition(" && ")[0])


def words_of(call: list[str]) -> list[str]:
    """Without options and their values."""
    found: list[str] = []
    skip = False
    for word in call[1:]:
        if not skip and not word.startswith("-"):
            found.append(word)
        skip = word in TAKES_A_VALUE and not skip
    return found


def test_every_call_of_compose_is_one_and_names_services_that_are_there() -> None:
    found = list(calls())
    assert len(found) > 15
    for call in found:
        assert call[0] in SUBCOMMANDS, call
        words = words_of(call)
        named = words[:1] if call[0] in ("run", "exec") else words
        assert set(named) <= set(SERVICES), call
        scaled = [call[at + 1].partition("=")[0] for at, word in enumerate(call) if word == "--scale"]
        assert set(scaled) <= set(SERVICES), call


def test_what_is_to_run_in_a_container_is_a_command_of_ours() -> None:
    assert isinstance(main, click.Group)
    given = [words_of(call) for call in calls() if call[0] in ("run", "exec")]
    of_ours = [words for words in given if words[0] in OURS]
    assert {"backup", "restore", "doctor"} <= {word for words in of_ours for word in words}
    for service, *command in of_ours:
        asked = command[1:] if command[:1] == ["shangliang"] else command
        default = re.findall(r"command: \[([\w-]+)", SERVICES[service])
        assert (asked or default)[0] in main.commands, (service, command)


def test_who_is_to_take_backups_sees_what_belongs_into_one() -> None:
    said = SERVICES["operator"]
    assert {"DATABASE_URL", "AMQP_URI", "TOKEN_PRIVATE_KEY", "LEDGER_DIR"} <= set(re.findall(r"([A-Z_]+): ", said))
    assert "<<: *common" in said
    assert re.findall(r"- (\w+):(/\S+)", said) == [
        ("ledger", re.findall(r"LEDGER_DIR: (\S+)", said)[0]),
        ("files", SERVERS_FILES),
    ]
    assert "profiles: [operator]" in said
    user = re.search(r"^USER (\d+):", (ROOT / "infra/docker/Dockerfile").read_text(), re.MULTILINE)
    assert user is not None
    assert f"-o {user[1]} -g {user[1]} /srv/backups" in PAGE


def test_every_figure_that_is_named_is_measured() -> None:
    measured = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "gateway").rglob("*.py"))
    named = set(re.findall(r"`(shangliang_[a-z_]+)", PAGE))
    assert named
    # A counter and a sum are shown with an ending that Prometheus gives them.
    bare = {re.sub("_(total|count|sum)$", "", name) for name in named}
    assert {name for name in bare if f'"{name}"' not in measured} == set()


def test_every_alarm_has_its_line() -> None:
    source = (ROOT / "gateway" / "health" / "health.py").read_text(encoding="utf-8")
    told = set(re.findall(r'\{"service": [\w.]+, "(\w+)":', source))
    lines = set(
        re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", PAGE.partition("| alarm in `/ready`")[2], re.MULTILINE)
    )
    assert told
    assert told <= lines, told - lines
