"""What is made next of a topic, where it is its reader's to make: a meeting, or an outcome; its form begins with the topic filled in."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from gateway.documents.resource import Resource
from gateway.pages.reader import PageReader
from gateway.pages.work.may_be_asked import may_create
from gateway.pages.work.phase import act_word

MADE_IN = {"preparing": "meetings", "consulting": "meetings", "concluded": "outcomes"}
"""By the topic's state, the kind of record that takes it further."""
FILLED_IN = ("topic", "round", "meeting", "person")
"""What the address of a new record's form may say of it."""


def next_record(
    of: Mapping[str, Resource], topic: Mapping[str, Any], meetings: Sequence[Mapping[str, Any]], reader: PageReader
) -> tuple[str, str] | None:
    """(address of its form, what it is called). An outcome is that of the last of the topic's meetings."""
    kind = MADE_IN.get(str(topic["state"]))
    if kind is None or not may_create(of[kind], reader):
        return None
    said = {"topic": topic["id"]}
    if kind == "meetings" and topic.get("round"):
        said["round"] = topic["round"]
    if kind == "outcomes" and meetings:
        said["meeting"] = max(meetings, key=lambda one: (int(one["round"]), str(one["created_at"])))["id"]
    return f"/{kind}/new?{urlencode(said)}", act_word(of[kind], str(of[kind].creating), reader.lang)
