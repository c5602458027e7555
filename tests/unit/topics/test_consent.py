"""A resident's own words are public only while he consents: none before, none after he has taken it back."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import digest, new_id
from infra.kernel.base.problems import NotFound, NotPermitted, RuleBroken
from infra.kernel.commands.recording import record
from infra.kernel.storage.tables import RECORD_WORDS
from infra.kernel.testing import given
from services.topics.residents_words import residents_words
from services.topics.submission.events import SubmissionConsentGiven, SubmissionReceived
from services.topics.submission.lifecycle import SUBMISSION
from tests.unit.kernel.library.running import NOON, Library
from tests.unit.topics.at_work import CHAIR, OFFICER, RESIDENT, STATION_HEAD, TOWN, topics
from tests.unit.topics.test_topics_privacy import BEFORE, GATE, NOTICED

WORDS, TITLE, WHO, PHONE = "校门口早上车多 𠮷 孩子过不去", "校门口", "王安", "13993600000"
ANYONE = Actor()


class Site:
    """A topic that may be public, and a submission that went into it."""

    def __init__(self, public: bool = True, **said: Any) -> None:
        self.of = topics()
        body = {"text": WORDS, "title": TITLE, "name": WHO, "contact": PHONE, "division": TOWN, "channel": "qr"}
        made = self.of.do("submit", ("submissions", None), body | said, RESIDENT)
        self.id, self.holder = str(made["id"]), Actor(tracking=digest(made["tracking_code"]))
        for event in (*BEFORE, *([NOTICED] if public else [])):
            record(self.of.lifecycles, self.of.store, new_id(), [event], self.of.clock.now, CHAIR, "CHAIR")
        self.of.due_times.run()
        self.does("accept", STATION_HEAD)
        self.does("link_to_topic", STATION_HEAD, topic=GATE)

    def does(self, command: str, actor: Actor, **body: Any) -> dict[str, Any]:
        return self.of.do(command, ("submissions", self.id), body, actor)

    def words(self, actor: Actor = ANYONE, as_of: str | None = None) -> dict[str, Any]:
        call = ReadCall("topics", Caller(), GATE, as_of=as_of)
        return residents_words(self.of.records, self.of.lookups_at(self.of.clock.now), self.of.personal, call, actor)


def everything_anyone_reads(of: Library, as_of: str | None = None) -> str:
    """Every list of the service, with and without a search, and the topic with its history."""
    told: list[Any] = []
    for collection in ("submissions", "topics", "briefs", "proposals"):
        for q in (None, "校门口早上", WHO):
            told += of.records.listing(ListCall(collection, Caller(), q=q, as_of=as_of), ANYONE)["items"]
    told += of.records.history(ReadCall("topics", Caller(), GATE), ANYONE)["items"]
    return msgspec.json.encode(told).decode()


def test_words_are_not_public_unless_the_submitter_consented() -> None:
    assert Site().words() == {"topic": GATE, "items": [], "not_shown": 1}
    assert Site(consent=False).words()["items"] == []
    assert Site(consent=True).words() == {"topic": GATE, "items": [{"title": TITLE, "text": WORDS}], "not_shown": 0}


def test_what_is_shown_names_nobody_and_reaches_no_list_search_or_past() -> None:
    site = Site(consent=True)
    then = stamp(site.of.clock())
    assert WHO not in str(site.words())
    assert PHONE not in str(site.words())
    for told in (everything_anyone_reads(site.of), everything_anyone_reads(site.of, then)):
        assert "孩子过不去" not in told
    assert all("孩子" not in f"{one[2]}{one[3]}" for one in site.of.own.query(RECORD_WORDS.select()))


def test_consent_is_given_later_and_taken_back_by_the_holder_of_the_code() -> None:
    site = Site()
    with pytest.raises(RuleBroken):
        site.does("withdraw_consent", site.holder)
    assert site.does("give_consent", site.holder)["state"] == "linked_topic"
    assert len(site.words()["items"]) == 1
    with pytest.raises(RuleBroken):
        site.does("give_consent", site.holder)
    for actor in (STATION_HEAD, OFFICER, ANYONE, Actor(tracking=digest("another"))):
        with pytest.raises(NotPermitted):
            Site().does("give_consent", actor)
    done = site.does("withdraw_consent", site.holder)
    assert done["events"][0]["type"] == "SubmissionConsentWithdrawn"
    assert site.words() == {"topic": GATE, "items": [], "not_shown": 1}


def test_the_office_takes_it_back_for_who_asks_it_to() -> None:
    site = Site(consent=True)
    site.does("withdraw_consent", OFFICER)
    assert site.words()["items"] == []


def test_after_it_was_taken_back_the_past_does_not_show_them_either() -> None:
    site = Site(consent=True)
    then = stamp(site.of.clock())
    assert len(site.words(as_of=then)["items"]) == 1
    site.of.clock.forward(days=1)
    site.does("withdraw_consent", site.holder)
    assert site.words(as_of=then)["items"] == []


def test_before_the_topic_is_public_the_words_are_not_either() -> None:
    site = Site(public=False, consent=True)
    with pytest.raises(NotFound):
        site.words()
    assert len(site.words(CHAIR)["items"]) == 1


def test_what_left_the_topic_is_not_shown_with_it() -> None:
    site = Site(consent=True)
    site.does("unlink", OFFICER, reason="另案办理")
    assert site.words() == {"topic": GATE, "items": [], "not_shown": 0}


def test_words_under_a_key_that_is_sealed_or_destroyed_are_not_shown() -> None:
    site = Site(consent=True)
    site.of.personal.destroy(site.id, "2026-03-02T05:00:00.000000+00:00")
    assert site.words() == {"topic": GATE, "items": [], "not_shown": 1}


def test_consent_moves_nothing_and_what_waits_still_waits() -> None:
    received = SubmissionReceived("gate", "…", TOWN, "qr", "gate", "code", NOON)
    before = given(SUBMISSION, received).state
    after = given(SUBMISSION, received, SubmissionConsentGiven("gate")).state
    assert after == replace(before, consent=True)


def test_a_submission_of_before_was_never_consented_to_be_shown() -> None:
    kind = next(one for one in SUBMISSION.events if one.name == "SubmissionReceived")
    assert kind.version == 3
    assert dict(kind.upcasters)[2]({"text": "…"}) == {"text": "…", "consent": False}
