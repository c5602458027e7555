"""What the public reads of a topic, and what nobody reads of who stayed unnamed: by every door of the service."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import Actor, KnownOrganisation
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import digest, new_id
from infra.kernel.base.problems import NotFound
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.storage.news_store import CopyWrite
from services.topics.screening_list.lifecycle import SCREENING_LIST
from services.topics.submission.events import SubmissionAcknowledged
from services.topics.submission.lifecycle import SUBMISSION
from services.topics.topic import events as happened
from services.topics.topic.lifecycle import TOPIC
from tests.unit.kernel.library.running import NOON, Library, databases

TOWN, COUNCIL = "620723101", "019a0000-0000-7000-8000-0000000000c1"
GATE = "019a0000-0000-7000-8000-000000000101"
PUBLIC = Actor()
ELSEWHERE = Actor(person="sun", roles=("MEM",), organisation="another council", division="620725")
CHAIR = Actor(person="lin", roles=("CHAIR",), organisation=COUNCIL, division=TOWN)
AUDITOR = Actor(person="wen", roles=("AUD",))
OPINION, RETURNED, REMARK = "范围太大，只谈南门", "材料不全，退回重审", "先问校长"

BEFORE = (
    happened.TopicDrafted(GATE, "校门口交通", "接送拥堵", TOWN, COUNCIL, "society"),
    happened.TopicProposed(GATE, NOON),
    happened.TopicEndorsed(GATE, OPINION),
    happened.TopicReturnedForReview(GATE, RETURNED),
    happened.TopicEndorsed(GATE, OPINION),
    happened.TopicApproved(GATE, "临政协发〔2026〕3号"),
)
NOTICED = happened.TopicNoticed(GATE, (NOON + timedelta(days=9)).date(), NOON + timedelta(days=9), "topic_notice@1")
AGAIN = (
    happened.TopicObjectionUpheld(GATE, "另有方案"),
    happened.TopicEndorsed(GATE, OPINION),
    happened.TopicReturnedForReview(GATE, RETURNED),
)


def topics() -> Library:
    """The service's lifecycles at work. Every event of the topic is a minute after the one before."""
    of = Library(*databases(), lifecycles=Lifecycles((SUBMISSION, TOPIC, SCREENING_LIST)))
    of.know("division", TOWN, f'{{"code": "{TOWN}", "name": "沙河镇", "level": "township"}}')
    return of


def published() -> Library:
    of = topics()
    for event in (*BEFORE, NOTICED, *AGAIN):
        of.clock.forward(minutes=1)
        record(of.lifecycles, of.store, new_id(), [event], of.clock.now, CHAIR, "CHAIR")
    return of


def published_today() -> Library:
    of = topics()
    for event in (*BEFORE, NOTICED):
        record(of.lifecycles, of.store, new_id(), [event], of.clock.now, CHAIR, "CHAIR")
    return of


def history(of: Library, actor: Actor, as_of: str | None = None) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = of.records.history(ReadCall("topics", Caller(), GATE, as_of=as_of), actor)["items"]
    return told


def read(of: Library, actor: Actor, as_of: str | None = None) -> dict[str, Any]:
    return of.records.one(ReadCall("topics", Caller(), GATE, as_of=as_of), actor)


def listed(of: Library, actor: Actor, as_of: str | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = of.records.listing(ListCall("topics", Caller(), as_of=as_of), actor)["items"]
    return found


@pytest.mark.parametrize("reader", [PUBLIC, ELSEWHERE])
def test_ruling_9_the_public_history_begins_with_publication(reader: Actor) -> None:
    told = history(published(), reader)
    assert [event["type"] for event in told] == [
        "TopicNoticed",
        "TopicObjectionUpheld",
        "TopicEndorsed",
        "TopicReturnedForReview",
    ]


@pytest.mark.parametrize("reader", [PUBLIC, ELSEWHERE])
def test_ruling_9_opinions_and_return_reasons_are_left_out_of_it_also_afterwards(reader: Actor) -> None:
    of = published()
    _noticed, upheld, endorsed, returned = history(of, reader)
    assert upheld["reason"] == upheld["payload"]["reason"] == "另有方案"
    assert endorsed["payload"] == {"topic_id": GATE}
    assert (returned["reason"], returned["payload"]) == (None, {"topic_id": GATE})
    for said in (history(of, reader), read(of, reader), listed(of, reader)):
        assert OPINION not in str(said)
        assert RETURNED not in str(said)


def test_the_record_shows_the_public_neither_and_those_of_the_place_both() -> None:
    of = published()
    assert [(read(of, reader)["opinion"], read(of, reader)["reason"]) for reader in (PUBLIC, CHAIR, AUDITOR)] == [
        (None, None),
        (OPINION, RETURNED),
        (OPINION, RETURNED),
    ]


def test_what_was_remarked_in_screening_is_read_at_the_place_and_the_verdict_by_everybody() -> None:
    of = topics()
    verdicts = (happened.Verdict("consult-1", "yes", REMARK), happened.Verdict("exclude-1", "no"))
    for event in (*BEFORE[:2], happened.TopicShortlisted(GATE, verdicts), *BEFORE[2:], NOTICED):
        record(of.lifecycles, of.store, new_id(), [event], of.clock.now, CHAIR, "CHAIR")
    shown = {reader: read(of, reader)["verdicts"] for reader in (PUBLIC, CHAIR)}
    assert [(one["item"], one["verdict"], one["note"]) for one in shown[PUBLIC]] == [
        ("consult-1", "yes", None),
        ("exclude-1", "no", None),
    ]
    assert [one["note"] for one in shown[CHAIR]] == [REMARK, None]


def test_those_of_the_place_read_the_whole_history() -> None:
    of = published()
    for reader in (CHAIR, AUDITOR):
        assert len(history(of, reader)) == len((*BEFORE, NOTICED, *AGAIN))
        assert OPINION in str(history(of, reader))


def test_without_a_token_a_history_names_the_organisation_and_not_the_person() -> None:
    of = published()
    assert {(event["actor"], event["organisation"]) for event in history(of, PUBLIC)} == {(None, COUNCIL)}
    assert {event["actor"] for event in history(of, CHAIR)} == {"lin"}


def test_before_publication_there_is_nothing_for_the_public_by_either_door() -> None:
    of = published()
    before = stamp(NOON + timedelta(minutes=len(BEFORE)))
    for door in (read, history):
        with pytest.raises(NotFound):
            door(of, PUBLIC, before)
    assert listed(of, PUBLIC, before) == []
    assert len(history(of, CHAIR, before)) == len(BEFORE)


def test_as_of_a_day_after_publication_the_public_reads_what_it_read_then() -> None:
    of = published()
    then = stamp(NOON + timedelta(minutes=len(BEFORE) + 1))
    assert [event["type"] for event in history(of, PUBLIC, then)] == ["TopicNoticed"]
    assert (read(of, PUBLIC, then)["state"], read(of, PUBLIC, then)["opinion"]) == ("noticed", None)


@pytest.mark.parametrize("reader", [PUBLIC, ELSEWHERE])
def test_a_receipt_is_there_for_what_the_public_history_shows_whole(reader: Actor) -> None:
    """A receipt holds the event as it was hashed: nothing can be left out of it."""
    of = published()
    found = []
    for event in of.store.stream(f"topic-{GATE}"):
        try:
            found.append(of.records.record_of(event.event_id, reader) and event.type)
        except NotFound:
            continue
    assert found == ["TopicNoticed", "TopicObjectionUpheld"]
    assert of.records.record_of(of.store.stream(f"topic-{GATE}")[0].event_id, CHAIR)["id"] == GATE


def organisation(of: Library, kind: str) -> None:
    known = KnownOrganisation(COUNCIL, "沙河镇", kind, TOWN)
    with of.own.transaction() as cursor:
        of.news.write_copies(cursor, [CopyWrite("organisation", COUNCIL, TOWN, msgspec.json.encode(known).decode())])


def submitted(of: Library, actor: Actor, anonymous: bool, **said: Any) -> str:
    body = {"text": "校门口很危险", "division": TOWN, "channel": "qr", "anonymous": anonymous, **said}
    return str(of.do("submit", ("submissions", None), body, actor)["id"])


@pytest.mark.parametrize(
    ("role", "kind"),
    [("MEM", "council"), ("LIA", "council"), ("STN", "station"), ("OFF", "cppcc_office"), ("PUB", "council")],
)
def test_ruling_11_what_is_submitted_unnamed_has_neither_person_nor_organisation(role: str, kind: str) -> None:
    of = topics()
    organisation(of, kind)
    submitter = Actor(person="ana", roles=(role,), organisation=COUNCIL, division=TOWN)
    unnamed, named = submitted(of, submitter, True, name="王安"), submitted(of, submitter, False)
    (event,), (signed,) = of.store.stream(f"submission-{unnamed}"), of.store.stream(f"submission-{named}")
    assert (event.actor, event.organisation, event.role, event.division) == (None, None, role, TOWN)
    assert (signed.actor, signed.organisation) == ("ana", COUNCIL)
    told = of.records.history(ReadCall("submissions", Caller(), unnamed), AUDITOR)["items"]
    assert [(one["actor"], one["organisation"]) for one in told] == [(None, None)]
    shown = of.records.one(ReadCall("submissions", Caller(), unnamed), AUDITOR)
    assert (shown["submitter"], shown["name"]) == (unnamed, None)
    assert of.records.who_may_read(event) == ("submissions", unnamed, "place", [])


def test_who_stayed_unnamed_stays_so_when_he_comes_back_with_his_code_and_a_token() -> None:
    of = topics()
    body = {"text": "校门口很危险", "division": TOWN, "channel": "qr", "anonymous": True}
    answer = of.do("submit", ("submissions", None), body, Actor(person="ana", roles=("PUB",)))
    again = Actor(person="ana", roles=("PUB",), tracking=digest(answer["tracking_code"]))
    of.do("withdraw", ("submissions", answer["id"]), {}, again)
    events = of.store.stream(f"submission-{answer['id']}")
    assert [(event.type, event.actor, event.role) for event in events] == [
        ("SubmissionReceived", None, "PUB"),
        ("SubmissionWithdrawn", None, "PUB"),
    ]


@pytest.mark.parametrize("roles", [("PUB",), ("PUB", "MEM")])
def test_who_objects_with_the_code_of_an_unnamed_submission_is_not_named_by_his_token(roles: tuple[str, ...]) -> None:
    of = published_today()
    body = {"text": "校门口很危险", "division": TOWN, "channel": "qr", "anonymous": True}
    answer = of.do("submit", ("submissions", None), body, Actor(person="ana", roles=("PUB",)))
    again = Actor("ana", roles, COUNCIL, TOWN, tracking=digest(answer["tracking_code"]))
    of.do("lodge_objection", ("topics", GATE), {"reason": "南门更近"}, again)
    event = of.store.stream(f"topic-{GATE}")[-1]
    assert (event.actor, event.organisation, event.role) == (None, None, "PUB")
    assert "ana" not in event.payload
    assert history(of, AUDITOR)[-1]["reason"] == "南门更近"


def test_who_objects_with_his_token_alone_is_named() -> None:
    of = published_today()
    of.do("lodge_objection", ("topics", GATE), {"reason": "南门更近"}, Actor("ana", ("PUB",), division=TOWN))
    assert of.store.stream(f"topic-{GATE}")[-1].actor == "ana"


def test_who_handles_an_unnamed_submission_is_named() -> None:
    of = topics()
    record_id = submitted(of, PUBLIC, True)
    station = Actor(person="lin", roles=("STN",), organisation=COUNCIL, division=TOWN)
    organisation(of, "station")
    record(of.lifecycles, of.store, new_id(), [SubmissionAcknowledged(record_id)], of.clock.now, Actor(), "SYS")
    of.do("accept", ("submissions", record_id), {}, station)
    assert of.store.stream(f"submission-{record_id}")[-1].actor == "lin"
