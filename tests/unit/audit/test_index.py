"""What auditors search and what anybody is handed: complete, without what is encrypted, and true to the ledger."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from infra.kernel.base.calls import Caller
from infra.kernel.base.problems import Invalid, NotFound
from infra.kernel.reading.paging import cursor_after
from infra.ledger.proofs import verify_proof
from services.audit.checkpoints import Signed
from services.audit.index import readable
from services.audit.receipts import Receipts
from services.audit.searching import Filters, Search, SearchCall
from services.audit.tables import ENTRIES
from services.audit.tidying import GRACE_SECONDS, tidy
from tests.unit.audit.ledgers import TestedLedger, WrittenLogs

SECRET = "enc1:person:stream:field:AAAA"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[TestedLedger]:
    made = TestedLedger(tmp_path, WrittenLogs())
    yield made
    made.close()


def sealed(ledger: TestedLedger) -> Signed:
    signed = ledger.seal()
    assert signed is not None
    while ledger.index.go_on(signed.size):
        pass
    return signed


def found(ledger: TestedLedger, limit: int = 50, cursor: str | None = None, **filters: object) -> list[str]:
    call = SearchCall(Caller(), Filters(**filters), cursor, limit)  # type: ignore[arg-type]
    return [item["event_id"] for item in Search(ledger.database, ledger.directory).page(call)["items"]]


def test_the_searched_text_is_what_a_person_can_read_of_a_payload() -> None:
    payload = {"title": "校门口", "who": SECRET, "items": [{"said": "等车"}, SECRET], "count": 3, "none": None}
    assert list(readable(payload)) == ["校门口", "等车"]


def test_search_by_words_service_and_place(ledger: TestedLedger) -> None:
    ledger.logs.record("members", 2, json.dumps({"text": "校门口 上放学", "who": SECRET}, ensure_ascii=False))
    ledger.logs.record("topics", 3, '{"text":"老旧小区"}')
    sealed(ledger)
    assert found(ledger, q="放学 校门口") == ["members-0", "members-1"]
    assert found(ledger, q="校门口 小区") == []
    assert found(ledger, q="enc1") == []
    assert found(ledger, service="topics", after_position=0) == ["topics-1", "topics-2"]
    assert found(ledger, division="6207") == found(ledger)
    assert found(ledger, person="ben") == []


def test_pages_follow_one_another_while_the_ledger_grows(ledger: TestedLedger) -> None:
    ledger.logs.record("members", 5)
    sealed(ledger)
    search, pages, cursor = Search(ledger.database, ledger.directory), [], None
    while True:
        page = search.page(SearchCall(Caller(), Filters(), cursor, 2, entries=True))
        pages += [json.loads(item["entry"])["event_id"] for item in page["items"]]
        cursor = page["next"]
        if len(pages) == 2:
            ledger.logs.record("topics", 1)
            sealed(ledger)
        if cursor is None:
            break
    assert pages == [f"members-{at}" for at in range(5)] + ["topics-0"]


@pytest.mark.parametrize(
    "call",
    [
        SearchCall(Caller(), limit=0),
        SearchCall(Caller(), cursor="x!"),
        SearchCall(Caller(), cursor=cursor_after("9" * 30)),
        SearchCall(Caller(), cursor=cursor_after("5\x00")),
        SearchCall(Caller(), cursor=cursor_after("٣")),
        SearchCall(Caller(), cursor=cursor_after("topic")),
        SearchCall(Caller(), Filters(q="字 " * 21)),
    ],
)
def test_a_page_that_makes_no_sense_is_refused(call: SearchCall, ledger: TestedLedger) -> None:
    with pytest.raises(Invalid):
        Search(ledger.database, ledger.directory).page(call)


def test_the_farthest_cursor_and_the_most_words_are_still_a_question(ledger: TestedLedger) -> None:
    ledger.logs.record("topics", 1, '{"text":"老旧小区"}')
    sealed(ledger)
    assert found(ledger, cursor=cursor_after("9" * 15)) == []
    assert found(ledger, q="小区 " * 20) == ["topics-0"]


def test_an_index_made_anew_is_the_one_that_was(ledger: TestedLedger) -> None:
    ledger.logs.record("members", 700)
    signed = sealed(ledger)
    before = ledger.database.query(select(ENTRIES).order_by(ENTRIES.c.idx))
    assert ledger.index.begin_again(signed.size, lambda done, of: None) == 700
    assert ledger.database.query(select(ENTRIES).order_by(ENTRIES.c.idx)) == before


def test_a_payload_that_somebody_altered_does_not_stop_the_index(ledger: TestedLedger) -> None:
    ledger.logs.record("members", 1, "{not json")
    ledger.logs.record("topics", 1, '{"text":"a\\u0000b"}')
    sealed(ledger)
    assert ledger.index.indexed() == 2
    assert found(ledger, q="ab") == ["topics-0"]


def test_a_receipt_holds_for_whoever_has_the_key(ledger: TestedLedger) -> None:
    ledger.logs.record("members", 400, '{"text":"长' + "长" * 40 + '"}')
    sealed(ledger)
    receipts = Receipts(ledger.keys, ledger.directory, ledger.checkpoints, Search(ledger.database, ledger.directory))
    for event in ("members-0", "members-255", "members-399"):
        receipt = receipts.of(event)
        proven = verify_proof(receipt["proof"], receipt["entry"].encode(), [ledger.keys.verifier])
        assert (proven.index, proven.checkpoint.size) == (receipt["index"], 400)
        assert (json.loads(receipt["entry"])["event_id"], receipt["published"]) == (event, True)
    with pytest.raises(NotFound):
        receipts.of("members-400")


def test_a_receipt_of_a_long_payload_carries_it(ledger: TestedLedger) -> None:
    long = '{"text":"' + "长" * 30_000 + '"}'
    ledger.logs.record("members", 1, long)
    sealed(ledger)
    search = Search(ledger.database, ledger.directory)
    assert Receipts(ledger.keys, ledger.directory, ledger.checkpoints, search).of("members-0")["payload"] == long


def test_partial_files_go_once_the_full_one_has_been_there_for_a_while(ledger: TestedLedger) -> None:
    log = ledger.directory.folder
    for count in (3, 250, 10):
        ledger.logs.record("members", count)
        signed = sealed(ledger)
    (log / "tile/0/.new-abandoned").write_bytes(b"x")
    now = datetime.now(UTC).timestamp()
    assert tidy(log, now) == 0
    assert tidy(log, now + GRACE_SECONDS + 60) == 3
    left = sorted(str(path.relative_to(log)) for path in log.rglob("*.p/*"))
    assert left == ["tile/0/001.p/7", "tile/1/000.p/1", "tile/entries/001.p/7"]
    ledger.logs.record("members", 1)
    assert sealed(ledger).size == signed.size + 1
    search = Search(ledger.database, ledger.directory)
    receipt = Receipts(ledger.keys, ledger.directory, ledger.checkpoints, search).of("members-2")
    verify_proof(receipt["proof"], receipt["entry"].encode(), [ledger.keys.verifier])


def test_of_checkpoints_the_first_of_an_hour_and_the_last_stay(ledger: TestedLedger) -> None:
    for _ in range(5):
        ledger.logs.record("members", 1)
        sealed(ledger)
    rows = [ledger.checkpoints.at(size) for size in range(1, 6)]
    kept = [row.size for row in rows if row is not None and row.kept]
    assert ledger.directory.kept() == kept
    assert kept[0] == 1
    ledger.checkpoints.thin(datetime.now(UTC))
    assert [size for size in range(1, 6) if ledger.checkpoints.at(size)] == [1, 2, 3, 4, 5]
    ledger.checkpoints.thin(datetime.now(UTC) + timedelta(days=2))
    assert [size for size in range(1, 6) if ledger.checkpoints.at(size)] == [*kept, 5]
