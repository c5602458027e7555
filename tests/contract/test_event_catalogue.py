"""docs/events.md says what the services' tables say."""

from pathlib import Path

from gateway.service import GatewayService
from operations.suite.services import EVERY_EVENT, FOLLOWERS, GATEWAY, SERVICES
from operations.tools.event_catalogue import catalogue

PAGE = Path(__file__).parents[2] / "docs" / "events.md"


def test_the_page_is_what_the_tables_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == catalogue(), (
        "docs/events.md is stale: python -m operations.tools.event_catalogue > docs/events.md"
    )


def test_every_event_type_has_a_row() -> None:
    rows = [line.split("`")[1] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    kinds = [
        kind.name for service in SERVICES.values() for lifecycle in service.lifecycles for kind in lifecycle.events
    ]
    assert rows == kinds


def test_who_is_said_to_take_every_event_follows_every_service() -> None:
    assert set(EVERY_EVENT) == {*FOLLOWERS, GATEWAY}
    for follows in (*(one.producers for one in FOLLOWERS.values()), GatewayService.follows):
        assert set(follows) == set(SERVICES)


def test_a_row_names_who_copies_and_who_reacts() -> None:
    (settled,) = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `MinutesSigned`")
    ]
    assert [cell.strip() for cell in settled.split("|")][-4:-1] == ["outcomes", "–", "audit gateway"]
    (linked,) = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `OutcomeApproved`")
    ]
    assert [cell.strip() for cell in linked.split("|")][-4:-1] == ["topics", "topics", "audit gateway"]
