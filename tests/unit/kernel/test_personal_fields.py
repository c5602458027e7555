"""Personal fields are encrypted before they enter an event; a code in an answer is kept only under its person's key."""

import msgspec
import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import digest, new_id
from infra.kernel.storage.personal import ERASED, PREFIX, SEALED, WITHHELD, Encryption, PersonalKeys
from infra.kernel.storage.store import StoredAnswer
from infra.kernel.storage.tables import EVENTS, METADATA
from tests.unit.kernel.library.running import ANA, ANYONE, AUDITOR, BEN, LIBRARIAN, Library, databases, library

JANUARY, FEBRUARY = "2026-01-05T01:00:00.000000+00:00", "2026-02-05T01:00:00.000000+00:00"


class RivalledKeys(PersonalKeys):
    """Another replica makes each person's first key just before this one can keep its own."""

    def keep(self, person: str, key: bytes) -> None:
        super().keep(person, self.rivals(person))
        super().keep(person, key)

    def rivals(self, person: str) -> bytes:
        return self.key_of(person) or bytes(32)


class DestroyedMeanwhile(PersonalKeys):
    """The security administrator forgets the person just before the first key is kept."""

    def keep(self, person: str, key: bytes) -> None:
        if person == ANA:
            self.destroy(ANA, JANUARY)
        super().keep(person, key)


class DestroyedOnceFound(PersonalKeys):
    """The security administrator forgets the person when the words are encrypted and not yet recorded."""

    forgets: str | None = None

    def encryption_for(self, person: str) -> Encryption:
        encryption = super().encryption_for(person)
        if person == self.forgets:
            self.forgets = None
            self.destroy(person, JANUARY)
        return encryption


def everything_kept(of: Library) -> str:
    """Every text in the service's own database."""
    return "".join(repr(of.own.query(table.select())) for table in METADATA.sorted_tables)


def named_by(of: Library, card: dict[str, object], actor: Actor) -> object:
    return of.records.one(ReadCall("cards", Caller(), str(card["id"])), actor)["name"]


def test_no_table_of_the_service_has_the_plain_words() -> None:
    of = library()
    card = of.issue_card("王安")
    of.lend(of.acquire(), borrower="刘本")
    kept = everything_kept(of)
    assert "王安" not in kept
    assert "刘本" not in kept
    assert str(card["card_code"]) not in kept
    assert "边城" in kept


def test_an_event_holds_them_encrypted_for_the_person_the_stream_and_the_field() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, reader=BEN)
    encrypted = msgspec.json.decode(of.store.stream(f"book-{book}")[-1].payload)["borrower"]
    assert encrypted.startswith(f"{PREFIX}{BEN}:book-{book}:book.borrower:")


def test_a_reader_close_by_reads_them_and_one_of_what_is_published_does_not() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, borrower="王安")
    assert of.book(book, LIBRARIAN)["borrower"] == "王安"
    assert of.book(book, AUDITOR)["borrower"] == "王安"
    assert of.book(book, ANYONE)["borrower"] == WITHHELD


def test_history_is_read_in_the_same_way() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, borrower="王安")
    call = ReadCall("books", Caller(), book)
    told = [of.records.history(call, actor)["items"][1]["payload"]["borrower"] for actor in (LIBRARIAN, ANYONE)]
    assert told == ["王安", WITHHELD]


def test_a_forgotten_persons_words_read_as_erased_and_everybody_elses_do_not() -> None:
    of = library()
    book, other = of.acquire("边城"), of.acquire("朝花夕拾")
    of.lend(book, reader=ANA, borrower="王安")
    of.lend(other, reader=BEN, borrower="刘本")
    assert of.personal.destroy(ANA, "now")
    assert (of.book(book)["borrower"], of.book(other)["borrower"]) == (ERASED, "刘本")


def test_what_is_sealed_nobody_reads_and_nothing_of_it_is_lost() -> None:
    of = library()
    before, after, other = of.acquire("边城"), of.acquire("朝花夕拾"), of.acquire("呐喊")
    of.lend(before, reader=ANA, borrower="王安")
    of.lend(other, reader=BEN, borrower="刘本")
    of.personal.seal(ANA, "sealing-1", JANUARY)
    of.lend(after, reader=ANA, borrower="王小安")
    for actor in (LIBRARIAN, AUDITOR):
        assert [of.book(one, actor)["borrower"] for one in (before, after, other)] == [SEALED, SEALED, "刘本"]
    told = of.records.history(ReadCall("books", Caller(), before), LIBRARIAN)["items"][1]["payload"]
    assert told["borrower"] == SEALED
    assert of.beside().book(before)["borrower"] == SEALED
    of.personal.unseal(ANA, "sealing-1")
    assert [of.book(one)["borrower"] for one in (before, after)] == ["王安", "王小安"]


def test_a_seal_that_is_lifted_takes_no_other_one_off() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, reader=ANA, borrower="王安")
    for sealing in ("sealing-1", "sealing-2", "sealing-2"):
        of.personal.seal(ANA, sealing, JANUARY)
    of.personal.unseal(ANA, "sealing-1")
    assert of.book(book)["borrower"] == SEALED
    of.personal.unseal(ANA, "sealing-2")
    assert of.book(book)["borrower"] == "王安"


def test_what_is_sealed_can_be_destroyed_and_then_reads_as_erased() -> None:
    of = library()
    book, again = of.acquire("边城"), of.acquire("朝花夕拾")
    of.lend(book, reader=ANA, borrower="王安")
    of.personal.seal(ANA, "sealing-1", JANUARY)
    assert of.personal.destroy(ANA, JANUARY)
    of.lend(again, reader=ANA, borrower="王安")
    assert [of.book(one)["borrower"] for one in (book, again)] == [ERASED, SEALED]
    assert of.personal.has_words_of(ANA)


def test_a_forgotten_person_who_comes_again_is_kept_under_a_fresh_key() -> None:
    of = library()
    before, again = of.acquire("边城"), of.acquire("朝花夕拾")
    of.lend(before, reader=ANA, borrower="王安")
    of.personal.destroy(ANA, JANUARY)
    of.lend(again, reader=ANA, borrower="王小安")
    assert (of.book(before)["borrower"], of.book(again)["borrower"]) == (ERASED, "王小安")
    assert of.beside().book(again)["borrower"] == "王小安"
    assert "王小安" not in everything_kept(of)


def test_who_came_again_is_forgotten_again() -> None:
    of = library()
    books = [of.acquire(title) for title in ("边城", "朝花夕拾", "呐喊")]
    for book, when in zip(books, (JANUARY, FEBRUARY), strict=False):
        of.lend(book, reader=ANA, borrower="王安")
        assert of.personal.destroy(ANA, when)
    of.lend(books[2], reader=ANA, borrower="王安")
    assert [of.book(book)["borrower"] for book in books] == [ERASED, ERASED, "王安"]


def test_who_is_forgotten_before_ever_coming_starts_under_a_fresh_key_too() -> None:
    of = library()
    assert not of.personal.destroy(ANA, JANUARY)
    book = of.acquire()
    of.lend(book, reader=ANA, borrower="王安")
    assert of.book(book)["borrower"] == "王安"


def test_news_of_a_forgetting_that_was_carried_out_leaves_the_fresh_key_alone() -> None:
    """An effect that was broken off is applied again, and the command line destroys before it records."""
    of = library()
    of.personal.encryption_for(ANA).keep()
    of.personal.destroy(ANA, JANUARY)
    book = of.acquire()
    of.lend(book, reader=ANA, borrower="王安")
    of.personal.destroy(ANA, JANUARY)
    assert of.book(book)["borrower"] == "王安"


def test_words_on_their_way_while_the_key_is_destroyed_are_kept_under_a_fresh_one() -> None:
    own, keys = databases()
    of = Library(own, keys, given_personal=DestroyedMeanwhile(keys))
    book = of.acquire()
    of.lend(book, reader=ANA, borrower="王安")
    assert of.book(book)["borrower"] == "王安"


def test_words_on_their_way_while_a_key_of_long_standing_is_destroyed_are_kept_under_a_fresh_one() -> None:
    own, keys = databases()
    personal = DestroyedOnceFound(keys)
    of = Library(own, keys, given_personal=personal)
    before, book = of.acquire("边城"), of.acquire("朝花夕拾")
    of.lend(before, reader=ANA, borrower="王安")
    personal.forgets = ANA
    of.lend(book, reader=ANA, borrower="王小安")
    assert (of.book(before)["borrower"], of.book(book)["borrower"]) == (ERASED, "王小安")


def test_a_card_code_opens_its_card_and_only_its_digest_is_in_the_event() -> None:
    of = library()
    card = of.issue_card("王安")
    payload = msgspec.json.decode(of.store.stream(f"card-{card['id']}")[0].payload)
    assert payload["code_digest"] == digest(str(card["card_code"]))
    holder = Actor(tracking=digest(str(card["card_code"])))
    of.do("rename", ("cards", str(card["id"])), {"name": "王小安"}, holder)
    assert named_by(of, card, AUDITOR) == "王小安"


def test_the_same_answer_tells_the_same_code_again_although_it_is_not_kept_in_the_clear() -> None:
    of, key = library(), new_id()
    assert of.issue_card(key=key) == of.issue_card(key=key)
    stored = of.store.stored_answer(f"anyone:{key}", key)
    assert isinstance(stored, StoredAnswer)
    assert msgspec.json.decode(stored.answer)["card_code"].startswith(PREFIX)


def test_the_fingerprint_of_a_request_does_not_tell_what_was_in_it() -> None:
    one, two = library(), library()
    assert one.personal.fingerprint("王安") == one.personal.fingerprint("王安")
    assert one.personal.fingerprint("王安") != two.personal.fingerprint("王安")


def test_two_writers_that_make_a_persons_first_key_at_once_use_the_same_one() -> None:
    own, keys = databases()
    of = Library(own, keys, given_personal=RivalledKeys(keys))
    book = of.acquire()
    of.lend(book, reader=ANA, borrower="王安")
    assert of.book(book)["borrower"] == "王安"
    assert of.types(f"book-{book}") == ["BookAcquired", "BookLent"]


def test_what_is_not_personal_is_kept_as_it_is() -> None:
    of = library()
    of.acquire("边城")
    payloads = [row[0] for row in of.own.query(EVENTS.select().with_only_columns(EVENTS.c.payload))]
    assert msgspec.json.decode(payloads[0])["title"] == "边城"


@pytest.mark.parametrize("text", ["", "enc1:", "enc1:a:b:c", "enc1:a:book-1:f:####", f"enc1:{ANA}:book-1:f:AAAA"])
def test_a_text_that_only_looks_encrypted_is_erased_and_never_crashes(text: str) -> None:
    of = library()
    of.personal.encryption_for(ANA).keep()
    assert of.personal.decrypted(text, "book-1") == ("" if text == "" else ERASED)
