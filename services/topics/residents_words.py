"""What residents said of a topic, in their own words, of those who let everybody read them: never by whom.

They are read where they are kept, under each person's key, each time: who takes his consent back, or whose key is sealed
or destroyed, is shown no more, whatever the time as of which is asked; and no list, search or sheet ever had them.
"""

from dataclasses import dataclass
from typing import Any

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import ReadCall
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.marks import internal_records
from infra.kernel.reading.records import RecordReader
from infra.kernel.storage.personal import ERASED, SEALED, PersonalKeys

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Said:
    """A submission, as its row has it; `title` and `text` are ciphertext."""

    id: str
    text: str
    title: str | None = None
    consent: bool = False


def residents_words(
    records: RecordReader, lookups: Lookups, personal: PersonalKeys, topic: ReadCall, actor: Actor
) -> dict[str, Any]:
    """For whoever may read the topic; raises NotFound for who may not."""
    read = records.one(topic, actor)
    internal = internal_records(lookups)
    said = sorted(lookups.shown(Said, "submissions", topic=read["id"]), key=lambda one: one.id)
    shown = [
        words
        for one in said
        if one.consent and one.id not in internal and (words := _opened(one, personal)) is not None
    ]
    return {"topic": read["id"], "items": shown[:MOST_SHOWN], "not_shown": len(said) - len(shown[:MOST_SHOWN])}


def _opened(said: Said, personal: PersonalKeys) -> dict[str, str | None] | None:
    """None for what is sealed or destroyed."""
    stream = f"submission-{said.id}"
    text, title = personal.decrypted(said.text, stream), personal.decrypted(said.title, stream)
    return None if text in (ERASED, SEALED) else {"title": title, "text": text}
