"""The deployment itself: the story is told on it, it keeps to itself what it should, and refuses to start without secrets."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from operations.suite import make_env
from tests.servers.deployment import AUDIT, ROOT, SERVICES, Deployment
from tests.servers.story import adopt_commands, checked

ALL = (*SERVICES, AUDIT, "gateway")


def test_the_story_is_told_by_the_operators_command(servers: Deployment, tell: Callable[[str], None]) -> None:
    said = servers.shangliang("demo")
    assert said.splitlines()[-1].startswith("故事讲完了")
    adopt_commands(servers)
    report = checked(servers)
    tell(str(report))
    assert report.findings == []


def test_the_operators_commands_answer_in_the_gateways_container(servers: Deployment) -> None:
    assert servers.shangliang("token", "--role", "ADM").count(".") == 2
    assert "DivisionsLoaded" in servers.shangliang("events", "--service", "members")
    assert all(" 0 behind" in line for line in servers.shangliang("lag").splitlines())
    assert "nothing is wrong" in servers.shangliang("doctor")


def test_only_the_gateways_port_is_published() -> None:
    published = ROOT / "docker-compose.yml"
    assert re.findall(r"ports: .*", published.read_text()) == ['ports: ["127.0.0.1:${HTTP_PORT:-8000}:8000"]']


@pytest.mark.parametrize("missing", [None, "DB_PASSWORD_TOPICS", "MQ_PASSWORD_GATEWAY", "TOKEN_PRIVATE_KEY"])
def test_compose_names_the_secret_that_is_missing(servers: Deployment, tmp_path: Path, missing: str | None) -> None:
    kept = [
        line for line in (servers.folder / ".env").read_text().splitlines() if missing and not line.startswith(missing)
    ]
    (tmp_path / ".env").write_text("\n".join(kept))
    refused = servers.compose("config", check=False, secrets=tmp_path / ".env")
    assert refused.returncode != 0
    assert "make env writes it" in refused.stderr
    assert missing is None or missing in refused.stderr


def test_secrets_are_written_once(tmp_path: Path) -> None:
    make_env.main(tmp_path, say=lambda line: None)
    written = (tmp_path / ".env").read_text()
    make_env.main(tmp_path, say=lambda line: None)
    assert (tmp_path / ".env").read_text() == written
    assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o600
