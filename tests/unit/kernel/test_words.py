"""What a record is found by: every text that its reader reads, from one character up, nothing personal, nothing kept from him."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy.dialects import postgresql

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.contract.kept_inside import KeptInside
from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.reading import pages
from infra.kernel.running.words_filled import fill_words
from infra.kernel.storage.database import run
from infra.kernel.storage.tables import RECORD_WORDS
from infra.kernel.storage.term_index import AT_ONCE, WORN_OUT, index_some, index_words, renew_when_worn_out
from infra.kernel.storage.terms import HasTerms, has_terms
from infra.kernel.storage.words import RecordWords, new_words, phrase_of, terms_of, words_of
from tests.unit.kernel.library.following import empty_log
from tests.unit.kernel.library.running import ANA, ANYONE, LIBRARIAN, Library, library


@dataclass(frozen=True)
class Step:
    title: str
    by: str


@dataclass(frozen=True)
class Shown:
    title: str
    class_: str
    steps: tuple[Step, ...]
    opinion: str | None
    contact: str
    at: str
    day: str
    file: str


STEPS = (Step("勘察现场", "01938f3e-0000-7000-8000-000000000001"), Step("修路 Now", "enc1:ana:x:y:z"))
SHOWN = Shown(
    *("路口整治 G312 𠮷家", "A", STEPS, "暂缓", "enc1:ana:book-1:book.contact:5rWL", "2026-03-02T04:00:00+00:00"),
    *("2026-03-02", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
)
ROW = ReadRow(division="62", shown=SHOWN, search="整治 别名")
NO_OPINION = KeptInside(lambda state, shown: {"opinion": None} if state == "open" else {}, {})


def found_by(of: Library, q: str, actor: Actor = LIBRARIAN, **also: object) -> list[str]:
    call = ListCall("books", Caller(), q=q, **also)  # type: ignore[arg-type]
    return [str(one["title"]) for one in of.records.listing(call, actor)["items"]]


def test_every_text_is_a_word_but_what_is_encrypted_an_id_a_time_or_a_digest() -> None:
    assert words_of(ROW, "open", None) == RecordWords("路口整治 g312 𠮷家\na\n勘察现场\n修路 now\n暂缓\n别名", "")


def test_what_is_kept_from_those_who_read_what_was_published_is_kept_apart_while_it_is() -> None:
    assert words_of(ROW, "open", NO_OPINION) == RecordWords("路口整治 g312 𠮷家\na\n勘察现场\n修路 now\n别名", "暂缓")
    assert words_of(ROW, "closed", NO_OPINION).kept == ""
    # The same words said in the open are no secret.
    twice = replace(ROW, shown=replace(SHOWN, title="暂缓"))
    assert words_of(twice, "open", NO_OPINION).kept == ""


def test_words_are_written_again_only_where_a_record_is_found_by_others_from_now_on() -> None:
    renamed = replace(ROW, shown=replace(SHOWN, title="路口 G312"))
    another_day = replace(ROW, shown=replace(SHOWN, day="2026-03-09"))
    assert new_words(ROW, "open", None, "", NO_OPINION) == words_of(ROW, "open", NO_OPINION)
    assert new_words(renamed, "open", ROW, "open", NO_OPINION) == words_of(renamed, "open", NO_OPINION)
    called = replace(ROW, search="又名")
    assert new_words(called, "open", ROW, "open", None) == words_of(called, "open", None)
    # What was kept inside is told from the state on in which it is not.
    assert new_words(ROW, "closed", ROW, "open", NO_OPINION) == words_of(ROW, "closed", NO_OPINION)
    assert new_words(ROW, "open", ROW, "open", NO_OPINION) is None
    assert new_words(another_day, "open", ROW, "open", NO_OPINION) is None


@pytest.mark.parametrize(
    ("text", "terms"), [("路", ["路"]), ("路口", ["路口"]), ("修路口", ["修路", "路口"]), ("𠮷", ["𠮷"])]
)
def test_one_character_is_looked_up_alone_and_more_by_each_two_in_a_row(text: str, terms: list[str]) -> None:
    assert terms_of(text) == terms


@pytest.mark.parametrize("q", ["边", "边城", "城 ", "G", "g31", "𠮷", "%", "_", "'"])
def test_a_search_finds_from_one_character_up(q: str) -> None:
    of = library()
    of.acquire("边城 G312 𠮷%_'")
    of.acquire("呐喊")
    assert found_by(of, q) == found_by(of, q, sort="created_at") == ["边城 G312 𠮷%_'"]


def test_a_search_finds_nothing_personal_and_what_stands_in_two_texts_is_in_neither() -> None:
    of = library()
    of.lend(of.acquire("边城"), reader=ANA, borrower="王安")
    assert [found_by(of, q) for q in ("王", "王安", "enc1", ANA)] == [[], [], [], []]
    assert found_by(of, "城边") == []


def test_a_common_word_is_found_among_the_newest_and_a_rare_one_among_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "NEWEST", 3)
    of = library()
    for number in range(12):
        of.acquire(f"第{number}册{'孤本' if number == 1 else ''}")
    told: list[str] = []
    cursor = None
    while True:
        page = of.records.listing(ListCall("books", Caller(), q="册", limit=2, cursor=cursor), ANYONE)
        told += [one["title"] for one in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert told == [f"第{number}册{'孤本' if number == 1 else ''}" for number in reversed(range(12))]
    assert found_by(of, "孤") == ["第1册孤本"]


def test_what_an_earlier_version_wrote_is_given_its_words_once() -> None:
    of = library()
    of.acquire("边城")
    with of.own.transaction() as cursor:
        run(cursor, of.own.prepare(RECORD_WORDS.delete()), {})
    assert found_by(of, "边城") == []
    assert fill_words(of.own, of.lifecycles) > 0
    assert found_by(of, "边城") == ["边城"]
    assert fill_words(of.own, of.lifecycles) == 0


def test_postgresql_is_asked_by_its_index() -> None:
    condition = has_terms("路口")
    assert isinstance(condition, HasTerms)
    assert "record_terms(record_words.open" in str(condition.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]


def numbers(of: Library) -> int:
    with of.own.transaction() as cursor:
        return int(cursor.execute("SELECT count(*) FROM record_terms_numbers").fetchone()[0])


def in_the_index(of: Library, phrase: str) -> int:
    """How many writings of words the index itself finds."""
    with of.own.transaction() as cursor:
        found = cursor.execute("SELECT count(*) FROM record_terms WHERE record_terms MATCH ?", [phrase_of(phrase)])
        return int(found.fetchone()[0])


def test_sqlite_finds_what_is_in_its_index_and_what_is_not_yet() -> None:
    of = library()
    of.acquire("边城 G312")
    assert (found_by(of, "边城"), in_the_index(of, "边城")) == (["边城 G312"], 0)
    index_words(of.own)
    of.acquire("呐喊 边城")
    assert in_the_index(of, "边城") == in_the_index(of, "城 g312") == 1
    assert sorted(found_by(of, "边城")) == ["呐喊 边城", "边城 G312"]
    # Two characters that stand apart are no word.
    assert found_by(of, "边g") == []
    assert [index_some(of.own), index_some(of.own)] == [True, False]


def test_what_a_record_says_no_longer_is_not_found_though_the_index_has_it() -> None:
    of = library()
    book = of.acquire("边城")
    index_words(of.own)
    with of.own.transaction() as cursor:
        run(cursor, of.own.prepare(RECORD_WORDS.update().where(RECORD_WORDS.c.id == book).values(open="呐喊")), {})
    for _before_and_after_it_is_indexed in range(2):
        assert (found_by(of, "边城"), found_by(of, "呐喊")) == ([], ["边城"])
        assert in_the_index(of, "边城") == 1
        index_words(of.own)


def test_words_that_are_written_as_they_were_get_no_new_number() -> None:
    of = library()
    of.acquire("边城")
    with of.own.transaction() as cursor:
        run(cursor, of.own.prepare(RECORD_WORDS.update().values(open=RECORD_WORDS.c.open)), {})
    assert numbers(of) == 1


def test_an_index_that_mostly_leads_to_nothing_is_made_anew() -> None:
    of = library()
    of.acquire("边城")
    rewritten = of.own.prepare(RECORD_WORDS.update().values(open=RECORD_WORDS.c.open + "x"))
    with of.own.transaction() as cursor:
        for _ in range(WORN_OUT * AT_ONCE):
            run(cursor, rewritten, {})
    renew_when_worn_out(of.own)
    assert (numbers(of), found_by(of, "边城")) == (1, ["边城"])


def test_the_index_outlives_a_rebuild_and_a_vacuum() -> None:
    of = library()
    of.acquire("边城")
    index_words(of.own)
    of.rebuild({"members": empty_log("members"), "workshop": empty_log("workshop")})
    assert (numbers(of), in_the_index(of, "边城"), found_by(of, "边城")) == (1, 1, ["边城"])
    with of.own.engine.connect() as connection:
        connection.exec_driver_sql("VACUUM")
    assert found_by(of, "边城") == ["边城"]


def test_words_are_written_when_they_change_and_not_when_the_record_only_moves_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = library()
    written: list[str] = []
    commit = of.store.commit

    def written_down(writes: Any) -> Any:
        written.extend(one.words.open for one in writes.records if one.words and one.collection == "books")
        return commit(writes)

    monkeypatch.setattr(of.store, "commit", written_down)
    book = of.acquire("边城")
    of.lend(book)
    of.give_back(book)
    assert written == ["边城"]
