"""What is encrypted for a person, a stream and a field opens there, for that person, and nowhere else."""

import base64

from hypothesis import given
from hypothesis import strategies as st

from infra.kernel.storage import personal
from infra.kernel.storage.database import Database
from infra.kernel.storage.personal import ERASED, PREFIX, WITHHELD, PersonalKeys, withheld

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NAMES = st.from_regex(r"[a-z]{1,3}", fullmatch=True)
STREAMS = NAMES.map(lambda name: f"book-{name}")
FIELDS = NAMES.map(lambda name: f"book.{name}")


def keys() -> PersonalKeys:
    database = Database("sqlite://")
    personal.METADATA.create_all(database.engine)
    return PersonalKeys(database)


KEYS = keys()


def encrypted(text: str, person: str, stream: str, field: str, by: PersonalKeys = KEYS) -> str:
    encryption = by.encryption_for(person)
    encryption.keep()
    return encryption.encrypt(text, stream, field)


@given(TEXTS, NAMES, STREAMS, FIELDS)
def test_what_was_encrypted_opens_in_its_stream_and_is_withheld_from_others(
    text: str, person: str, stream: str, field: str
) -> None:
    kept = encrypted(text, person, stream, field)
    assert kept.startswith(PREFIX)
    assert KEYS.decrypted(kept, stream) == text
    assert KEYS.decrypted({"a": [{"b": kept}, "plain"]}, stream) == {"a": [{"b": text}, "plain"]}
    assert withheld({"a": [{"b": kept}, "plain"]}) == {"a": [{"b": WITHHELD}, "plain"]}


@given(TEXTS)
def test_no_kind_of_sequence_hides_an_encrypted_text(text: str) -> None:
    """What was read into a dataclass holds tuples: `track` showed the ciphertext of what a resident had added."""
    kept = encrypted(text, "ana", "book-a", "book.name")
    assert KEYS.decrypted({"a": (kept, ("plain",))}, "book-a") == {"a": [text, ["plain"]]}
    assert withheld({"a": (kept, ("plain",))}) == {"a": [WITHHELD, ["plain"]]}


@given(TEXTS, NAMES, STREAMS, FIELDS)
def test_no_two_encryptions_of_a_text_are_alike(text: str, person: str, stream: str, field: str) -> None:
    assert encrypted(text, person, stream, field) != encrypted(text, person, stream, field)


@given(TEXTS, st.lists(STREAMS, min_size=2, max_size=2, unique=True), FIELDS)
def test_in_another_stream_it_never_opens_even_when_it_is_relabelled(text: str, streams: list[str], field: str) -> None:
    here, there = streams
    kept = encrypted(text, "ana", here, field)
    assert KEYS.decrypted(kept, there) == ERASED
    assert KEYS.decrypted(kept.replace(f":{here}:", f":{there}:", 1), there) == ERASED


@given(TEXTS, st.lists(FIELDS, min_size=2, max_size=2, unique=True))
def test_as_another_field_it_never_opens(text: str, fields: list[str]) -> None:
    one, other = fields
    kept = encrypted(text, "ana", "book-a", one)
    assert KEYS.decrypted(kept.replace(f":{one}:", f":{other}:", 1), "book-a") == ERASED


@given(TEXTS, st.lists(NAMES, min_size=2, max_size=2, unique=True))
def test_under_another_persons_key_it_never_opens(text: str, persons: list[str]) -> None:
    one, other = persons
    encrypted("", other, "book-a", "book.name")
    kept = encrypted(text, one, "book-a", "book.name")
    assert KEYS.decrypted(kept.replace(f"{PREFIX}{one}:", f"{PREFIX}{other}:", 1), "book-a") == ERASED


@given(TEXTS, st.data())
def test_with_any_bit_turned_it_never_opens(text: str, data: st.DataObject) -> None:
    kept = encrypted(text, "ana", "book-a", "book.name")
    head, _, body = kept.rpartition(":")
    raw = bytearray(base64.b64decode(body))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert KEYS.decrypted(f"{head}:{base64.b64encode(raw).decode()}", "book-a") == ERASED


@given(TEXTS)
def test_once_the_key_is_destroyed_it_never_opens_again(text: str) -> None:
    own = keys()
    kept = encrypted(text, "ana", "book-a", "book.name", own)
    own.destroy("ana", "now")
    assert own.decrypted(kept, "book-a") == ERASED


@given(TEXTS.filter(lambda text: not text.startswith(PREFIX)))
def test_a_text_that_was_never_encrypted_is_left_alone(text: str) -> None:
    assert KEYS.decrypted(text, "book-a") == text
    assert withheld(text) == text


@given(TEXTS)
def test_a_text_that_only_begins_like_an_encrypted_one_never_crashes(text: str) -> None:
    assert KEYS.decrypted(PREFIX + text, "book-a") == ERASED
