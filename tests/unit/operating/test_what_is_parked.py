"""What an operator is told of what is parked, set aside or cannot be read, and what became of what he has tried again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.kernel.access.site import Site
from infra.kernel.storage.database import Database
from infra.kernel.storage.news_store import NOT_APPLICABLE, PARKED, NewEffect, NewsStore, PlaceInLog
from infra.kernel.storage.set_aside import DueTimesSetAside
from operations.doctor.events import undecodable_events
from operations.tools.parked import NotParked, all_parked, discard, outcome_of, release
from operations.tools.rebuild import CannotRebuild, rebuild_service
from tests.unit.operating.spoilt import LONG_AGO, TOPIC, due_now, new_site, undecodable

NOW = datetime.now(UTC).isoformat()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return new_site(tmp_path / "var")


def set_aside(site: Site) -> None:
    due_now(site)
    database = Database(site.database("topics"))
    DueTimesSetAside(database).park(TOPIC, LONG_AGO, "EndNotice", "KeyError('quota')")
    database.dispose()


def parked_event(site: Site) -> None:
    database = Database(site.database("topics"))
    news = NewsStore(database)
    news.take(
        PlaceInLog("members", 0, 1), [], [NewEffect("members", 0, "an-id", "person-a", "PersonCreated", "{}")], NOW
    )
    (effect,) = news.ready()
    news.change(effect, PARKED, "KeyError('name')", 5, NOW)
    database.dispose()


def test_due_times_that_are_set_aside_are_listed_beside_parked_events(site: Site) -> None:
    parked_event(site)
    set_aside(site)
    event, due = all_parked(site)
    assert (event["service"], event["number"], event["type"]) == ("topics", 1, "PersonCreated")
    assert (due["service"], due["number"], due["stream"]) == ("topics", "due-1", TOPIC)
    assert (due["type"], due["due_at"], due["error"]) == ("EndNotice", LONG_AGO, "KeyError('quota')")


def test_what_is_tried_again_is_waiting_until_somebody_tries_it(site: Site) -> None:
    parked_event(site)
    set_aside(site)
    for number in ("1", "due-1"):
        release(site, "topics", number)
        assert outcome_of(site, "topics", number).what == "waiting"
    assert all_parked(site) == []


def test_what_fails_again_is_said_to_have_failed_and_why(site: Site) -> None:
    parked_event(site)
    set_aside(site)
    database = Database(site.database("topics"))
    release(site, "topics", "1")
    news = NewsStore(database)
    news.change(news.ready()[0], PARKED, "KeyError('again')", 5, NOW)
    release(site, "topics", "due-1")
    DueTimesSetAside(database).park(TOPIC, LONG_AGO, "EndNotice", "KeyError('still')")
    database.dispose()
    assert (outcome_of(site, "topics", "1").what, outcome_of(site, "topics", "1").why) == (
        "parked",
        "KeyError('again')",
    )
    assert outcome_of(site, "topics", "due-1").why == "KeyError('still')"


def test_what_was_done_or_does_not_fit_any_more_is_said_to_be_so(site: Site) -> None:
    parked_event(site)
    set_aside(site)
    database = Database(site.database("topics"))
    release(site, "topics", "1")
    news = NewsStore(database)
    news.change(news.ready()[0], NOT_APPLICABLE, "not-allowed-in-state", 0, NOW)
    release(site, "topics", "due-1")
    DueTimesSetAside(database).tried(TOPIC, LONG_AGO, None)
    database.dispose()
    assert outcome_of(site, "topics", "1").what == "refused"
    assert outcome_of(site, "topics", "due-1").what == "done"


def test_a_due_time_is_given_up_with_a_reason(site: Site) -> None:
    set_aside(site)
    discard(site, "topics", "due-1", "议题已撤")
    assert all_parked(site) == []
    with pytest.raises(NotParked, match="due-1"):
        release(site, "topics", "due-1")


@pytest.mark.parametrize("number", ["2", "due-2", "due-x", "soon", "-1"])
def test_what_is_not_parked_is_refused(site: Site, number: str) -> None:
    with pytest.raises(NotParked, match="shangliang parked"):
        release(site, "topics", number)


@pytest.mark.parametrize("kind", ["TopicApproved", "TopicPainted"])
def test_a_rebuild_names_the_event_that_it_cannot_read(site: Site, kind: str) -> None:
    event_id = undecodable(site, kind)
    with pytest.raises(CannotRebuild) as refused:
        rebuild_service(site, "topics", lambda done, total: None)
    assert all(word in str(refused.value) for word in (TOPIC, "version 1", event_id, kind))


def test_doctor_names_events_that_cannot_be_read_and_what_to_do(site: Site) -> None:
    assert list(undecodable_events(site)) == []
    event_id = undecodable(site)
    (finding,) = undecodable_events(site)
    assert all(word in finding.what for word in ("topics", TOPIC, "version 1", event_id, "TopicApproved"))
    assert "shangliang" in finding.remedy
