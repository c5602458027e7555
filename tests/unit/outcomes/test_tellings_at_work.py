"""Whoever took part or submitted is told what came of it, each with a record, before an outcome closes."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import NotFound, NotPermitted, RuleBroken
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.news.effects import Effects
from infra.kernel.news.subscription import Subscription
from services.outcomes.outcome import events as happened
from services.outcomes.service import OutcomesService
from services.outcomes.telling.domain import MOST_AT_ONCE
from tests.unit.kernel.library.following import Workshop, empty_log
from tests.unit.kernel.library.running import Library, databases
from tests.unit.outcomes.test_outcome import CALLED_BACK, CLOSES_AT, DRAFTED, PUBLICISED, SUBMITTED

TOPIC = "school-gate"
OFF = Actor(roles=("OFF",), organisation="office", division="620723")
PARTY = Actor(roles=("PARTY",), organisation="party", division="620723101")
ANA, BY_CODE = Actor(person="ana", roles=("PUB",)), Actor(participant="bens-code")
ANOTHER, BY_QR = Actor(participant="nobodys-code"), Actor(tracking="qr-code")


@dataclass
class Site:
    """`outcomes` at work, beside the logs of `meetings` and `topics`."""

    of: Library = field(init=False)
    logs: dict[str, Workshop] = field(init=False)

    def __post_init__(self) -> None:
        self.of = Library(*databases(), lifecycles=Lifecycles(OutcomesService.lifecycles))
        self.logs = {name: Workshop(empty_log(name)) for name in ("meetings", "topics")}
        for kind, organisation, division in (("cppcc_office", "office", "620723"), ("party", "party", "620723101")):
            known = {"id": organisation, "name": organisation, "kind": kind, "division": division}
            self.of.know("organisation", organisation, msgspec.json.encode(known).decode(), division)

    def happened(self, *events: object) -> None:
        record(self.of.lifecycles, self.of.store, new_id(), events, self.of.clock(), SYSTEM, "SYS")

    def news(self, producer: str, event: str, **told: Any) -> None:
        stream = "meeting-first" if producer == "meetings" else f"submission-{told['submission_id']}"
        self.logs[producer].write(event, 1, msgspec.json.encode(told).decode(), stream)
        self.logs[producer].store.number(10)

    def came(
        self, who: str, person: str | None = None, kind: str = "resident", event: str = "ParticipantCheckedIn"
    ) -> None:
        code = f"{who}s-code"
        invited = {"participant_id": who, "topic_id": TOPIC, "kind": kind, "person": person, "code": code}
        self.news("meetings", "ParticipantInvited", **invited)
        self.news("meetings", event, participant_id=who, topic_id=TOPIC)

    def linked(self, submission: str, code: str = "qr-code") -> None:
        self.news("topics", "SubmissionReceived", submission_id=submission, tracking=code)
        self.news(
            "topics",
            "SubmissionLinkedToTopic",
            submission_id=submission,
            topic_id=TOPIC,
            tracking=code,
            submitter="ana",
        )

    def work(self) -> None:
        """All news is taken, that of its own too."""
        lines = [("topics", "topics"), ("topics/raised", "topics"), ("meetings/participations", "meetings")]
        for line, producer in lines:
            self._follow(line, self.logs[producer].store.log)
        self.of.store.number(5000)
        self._follow("outcomes", self.of.store.log)
        while self.of.store.number(5000):
            self._follow("outcomes", self.of.store.log)

    def _follow(self, line: str, log: Any) -> None:
        effects = Effects(line, OutcomesService.copies, OutcomesService.reactions, self.of.news.copy)
        of = self.of
        Subscription(line, effects, of.news, of.handler, of.lookups_at, of.clock, log, lambda: None).catch_up(look=True)

    def do(self, command: str, actor: Actor = OFF, **said: str) -> dict[str, Any]:
        return self.of.do(command, ("outcomes", "outcome"), said, actor)

    def outcome(self) -> dict[str, Any]:
        return self.shown("outcomes", "outcome", Actor(roles=("AUD",)))

    def shown(self, collection: str, record_id: str, actor: Actor) -> dict[str, Any]:
        return self.of.records.one(ReadCall(collection, Caller(), record_id), actor)

    def tellings(self) -> list[dict[str, Any]]:
        seen = self.of.lookups_at(self.of.clock()).shown(Seen, "tellings", outcome="outcome")
        return [self.shown("tellings", one.id, Actor(roles=("AUD",))) for one in seen]

    def told(self) -> set[tuple[str, str, str]]:
        return {(one["reader"], one["capacity"], one["way"]) for one in self.tellings()}

    def counted(self) -> tuple[int | None, int | None]:
        return self.outcome()["told"], self.outcome()["to_tell"]


@dataclass
class Seen:
    id: str


@pytest.fixture
def site() -> Site:
    site = Site()
    site.happened(*CALLED_BACK[:3], *CALLED_BACK[-2:])
    return site


def test_ruling_26_feedback_makes_a_record_for_everybody_who_was_there_or_submitted(site: Site) -> None:
    site.came("anas-first", person="ana")
    site.came("anas-second", person="ana")
    site.came("ben")
    site.came("cao", kind="observer")
    site.came("dai", event="AttendanceRecordedLate")
    invited_only = {"participant_id": "eva", "topic_id": TOPIC, "kind": "resident", "person": None, "code": None}
    site.news("meetings", "ParticipantInvited", **invited_only)
    site.linked("by-qr")
    site.news("topics", "SubmissionReceived", submission_id="by-phone", tracking="phone-code")
    site.news("topics", "SubmissionMerged", submission_id="by-phone", into="by-qr")
    site.work()
    site.do("feed_back", text="减速带已装好 𠮷")
    assert site.told() == {
        ("ana", "participant", "person"),
        ("ben", "participant", "participant_code"),
        ("cao", "observer", "participant_code"),
        ("dai", "participant", "participant_code"),
        ("by-qr", "submitter", "tracking_code"),
        ("by-phone", "submitter", "tracking_code"),
    }
    assert {(one["about"], one["text"], one["state"]) for one in site.tellings()} == {
        ("fed_back", "减速带已装好 𠮷", "told")
    }
    assert site.counted() == (6, 6)


def test_a_check_in_that_was_withdrawn_is_told_of_nothing(site: Site) -> None:
    site.came("ben")
    site.news("meetings", "CheckInWithdrawn", participant_id="ben", back_to="invited")
    site.work()
    site.do("feed_back", text="减速带已装好")
    assert site.counted() == (0, 0)


def test_ruling_26_why_it_was_declined_is_told_and_each_time_anew() -> None:
    site = Site()
    site.happened(DRAFTED, SUBMITTED)
    site.came("ben")
    site.work()
    site.do("decline", PARTY, reason="经费不足")
    site.happened(happened.OutcomeResubmitted("outcome", TOPIC))
    site.do("decline", PARTY, reason="仍无经费")
    told = {(one["number"], one["about"], one["text"]) for one in site.tellings()}
    assert told == {(1, "declined", "经费不足"), (2, "declined", "仍无经费")}
    assert site.counted() == (1, 1)


def test_who_was_told_reads_it_in_person_or_with_his_code_and_nobody_else_does(site: Site) -> None:
    site.came("anas-first", person="ana")
    site.came("ben")
    site.linked("by-qr")
    site.work()
    site.do("feed_back", text="减速带已装好")
    to = {one["reader"]: one["id"] for one in site.tellings()}
    assert site.shown("tellings", to["ana"], ANA)["text"] == "减速带已装好"
    assert site.shown("tellings", to["ben"], BY_CODE)["text"] == "减速带已装好"
    for reader, actor in (("ana", BY_CODE), ("ben", ANA), ("by-qr", BY_CODE), ("ben", ANOTHER), ("ben", Actor())):
        with pytest.raises(NotFound):
            site.shown("tellings", to[reader], actor)
    for reader, actor in (("ana", ANA), ("ben", BY_CODE), ("by-qr", BY_QR)):
        done = site.of.do("acknowledge", ("tellings", to[reader]), {}, actor)
        assert done["state"] == "acknowledged"


def test_nobody_acknowledges_for_another_nor_with_a_code_that_was_replaced(site: Site) -> None:
    site.came("ben")
    site.linked("by-qr")
    site.work()
    site.do("feed_back", text="减速带已装好")
    to = {one["reader"]: one["id"] for one in site.tellings()}
    site.news("topics", "SubmissionCodeReissued", submission_id="by-qr", tracking="new-code")
    site.work()
    for reader, actor in (("ben", ANOTHER), ("ben", BY_QR), ("by-qr", BY_QR), ("by-qr", BY_CODE)):
        with pytest.raises((NotPermitted, NotFound)):
            site.of.do("acknowledge", ("tellings", to[reader]), {}, actor)
    site.of.do("acknowledge", ("tellings", to["by-qr"]), {}, Actor(tracking="new-code"))


def test_who_comes_to_it_late_is_told_too(site: Site) -> None:
    site.linked("by-qr")
    site.work()
    site.do("feed_back", text="减速带已装好")
    assert site.counted() == (1, 1)
    site.linked("by-web")
    site.came("dai", event="AttendanceRecordedLate")
    site.news("topics", "SubmissionReceived", submission_id="by-phone", tracking="phone-code")
    site.news("topics", "SubmissionMerged", submission_id="by-phone", into="by-web")
    site.work()
    assert {reader for reader, _capacity, _way in site.told()} == {"by-qr", "by-web", "by-phone", "dai"}
    assert site.counted() == (4, 4)


def test_many_are_told_page_by_page_and_it_does_not_close_meanwhile(site: Site) -> None:
    for number in range(MOST_AT_ONCE + 3):
        site.linked(f"by-qr-{number}")
    site.work()
    site.do("feed_back", text="减速带已装好")
    site.happened(PUBLICISED)
    assert site.counted() == (MOST_AT_ONCE, MOST_AT_ONCE + 3)
    with pytest.raises(RuleBroken, match="everybody who took part"):
        site.do("close")
    site.work()
    assert site.counted() == (MOST_AT_ONCE + 3, MOST_AT_ONCE + 3)
    assert site.do("close")["state"] == "closed"


def test_what_was_fed_back_before_tellings_were_kept_claims_nothing_and_is_told_before_it_closes(site: Site) -> None:
    site.happened(happened.OutcomeFedBack("outcome", TOPIC, "减速带已装好"), PUBLICISED)
    site.linked("by-qr")
    site._follow("topics/raised", site.logs["topics"].store.log)
    assert site.counted() == (None, None)
    known = {"submission_id": "by-qr", "topic_id": TOPIC, "tracking": "qr-code", "submitter": "ana", "linked": True}
    site.of.know("linked", "by-qr", msgspec.json.encode(known).decode(), TOPIC)
    with pytest.raises(RuleBroken, match="everybody who took part"):
        site.do("close")
    site.of.clock.now = CLOSES_AT
    while site.of.due_times.run():
        site.work()
    assert site.counted() == (1, 1)
    assert site.outcome()["state"] == "closed"


def test_on_an_existing_site_the_first_reading_of_the_line_tells_those_who_took_part(site: Site) -> None:
    site.happened(happened.OutcomeFedBack("outcome", TOPIC, "减速带已装好"))
    site.came("ben")
    site.work()
    assert site.counted() == (1, 1)


def test_one_that_is_not_carried_out_tells_why_it_was_closed() -> None:
    site = Site()
    site.happened(*CALLED_BACK[:3])
    site.came("ben")
    site.work()
    site.do("close", PARTY, reason="道路改线")
    site.work()
    assert [(one["about"], one["text"]) for one in site.tellings()] == [("closed", "道路改线")]
    assert site.counted() == (1, 1)


def test_the_office_tells_whoever_is_left_and_only_them(site: Site) -> None:
    site.happened(happened.OutcomeFedBack("outcome", TOPIC, "减速带已装好"))
    with pytest.raises(RuleBroken, match="nobody left"):
        site.do("tell")
