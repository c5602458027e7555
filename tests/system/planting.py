"""A word of its own in every personal field of every command that is given, to be searched for everywhere afterwards."""

import base64
import gzip
import io
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from gateway.routes import RESOURCES
from infra.kernel.contract.lifecycle import Lifecycle
from operations.demo.client import Client
from tests.contract.published import OURS
from tests.system.api import Answer, Api, Headers
from tests.system.refusals.left_behind.leaving import Leaving

BEFORE, AFTER = "密", "语"
DIGITS = 12
CREATING = {resource.collection: resource.creating for resource in RESOURCES}
OF_COLLECTION = {lifecycle.collection: lifecycle for lifecycle in OURS.values()}
# What is no text of any kind, or is known by what it says: a division's code.
NOT_WORDS = {("profile", "residence"), ("profile", "workplace")}


@dataclass
class Planted:
    """`words` by where they were planted: `submission.submit.text`. Each holds the mark, by which they are searched for."""

    mark: str = field(default_factory=lambda: uuid.uuid4().hex[:DIGITS])
    words: dict[str, list[str]] = field(default_factory=dict)

    @property
    def all(self) -> list[str]:
        return [word for words in self.words.values() for word in words]

    def word(self, where: str) -> str:
        """A new one."""
        made = f"{BEFORE}{self.mark}{uuid.uuid4().hex[:DIGITS]}{AFTER}"
        self.words.setdefault(where, []).append(made)
        return made

    def stands_in(self, content: bytes) -> bool:
        """Whether any of the words does: as UTF-8, as UTF-16, in hexadecimal or base64 digits, packed as gzip or zip."""
        forms = tuple(forms_of(self.mark.encode()))
        return any(form in one for one in (content, *unpacked(content)) for form in forms)

    def without(self, text: str, instead: str) -> str:
        for word in self.all:
            text = text.replace(word, instead)
        return text

    def into(self, path: str, body: Any) -> Any:
        """The body with a word in each personal field that it has."""
        lifecycle, command = command_of(path)
        if lifecycle is None or not isinstance(body, Mapping) or is_of_no_person(lifecycle, body):
            return body
        return {
            name: self.word(f"{lifecycle.name}.{command}.{name}")
            if name in personal_fields(lifecycle, command) and isinstance(said, str)
            else said
            for name, said in body.items()
        }


def forms_of(mark: bytes) -> Iterator[bytes]:
    yield from (mark, mark.decode().encode("utf-16-le"), mark.hex().encode())
    for before in range(3):
        digits = base64.b64encode(bytes(before) + mark)
        # What the neighbours in the text have a share in is left out.
        yield digits[-(-before * 4 // 3) : (before + len(mark)) * 4 // 3]


def unpacked(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def files_with(folder: Path, planted: Planted) -> set[str]:
    """The files under the folder in which any of the words stands: databases, their journals, logs, whatever is there."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)) for file in files if planted.stands_in(file.read_bytes())}


def command_of(path: str) -> tuple[Lifecycle | None, str]:
    """Which command a POST to this address is: `/v1/topics`, `/v1/topics/ID/select`, `/v1/meetings/ID/notes/ID/rewrite_note`."""
    parts = path.partition("?")[0].strip("/").split("/")[1:]
    collections = [part for part in parts if part in OF_COLLECTION]
    if not collections:
        return None, ""
    last = collections[-1]
    creates = parts[-1] == last
    return OF_COLLECTION[last], str(CREATING[last]) if creates else parts[-1]


def is_of_no_person(lifecycle: Lifecycle, body: Mapping[str, Any]) -> bool:
    """A school or a village that is paired with is no person: it stands in clear."""
    return lifecycle.name == "pair" and body.get("kind") != "household"


def personal_fields(lifecycle: Lifecycle, command: str) -> set[str]:
    named = {name for row in lifecycle.rows.get(command, ()) for name in row.personal}
    return {name for name in named if (lifecycle.name, name) not in NOT_WORDS}


def every_place() -> set[str]:
    """Where words can be planted at all."""
    return {
        f"{lifecycle.name}.{command}.{name}"
        for lifecycle in OURS.values()
        for command in lifecycle.rows
        for name in personal_fields(lifecycle, command)
    }


class PlantingClient(Client):
    """Plays the story with words planted in it, and objects while the topic is posted."""

    def __init__(self, url: str, planted: Planted) -> None:
        super().__init__(url, patience=60.0)
        self.planted = planted

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str], key: str | None = None) -> dict[str, Any]:
        answer = super().post(path, self.planted.into(path, self._with_more(path, body)), headers, key)
        if path.endswith("/post_notice"):
            said = {"reason": "…", "name": "…", "contact": "…"}
            self.post(path.replace("post_notice", "lodge_objection"), said, {})
        return answer

    def _with_more(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        lifecycle, command = command_of(path)
        return {**body, "reason": "…"} if lifecycle and (lifecycle.name, command) == ("task", "rate") else body


@dataclass(frozen=True)
class PlantingApi(Api):
    """Whether its answers are as documented is for other tests."""

    planted: Planted

    def send(self, path: str, raw: bytes | Any, headers: Headers | None = None) -> Answer:
        return requests.post(f"{self.url}{path}", data=raw, headers=headers or {}, timeout=60)

    def get(self, path: str, headers: Headers | None = None, **query: Any) -> Answer:
        return requests.get(f"{self.url}{path}", headers=headers or {}, params=query, timeout=60)

    def post(self, path: str, body: Any, headers: Headers | None = None, key: str | None = None) -> Answer:
        return super().post(path, self.planted.into(path, body), headers, key)


@dataclass(frozen=True)
class PlantingLeaving(Leaving):
    """Leaves records behind with words planted in them."""

    planted: Planted

    @property
    def api(self) -> PlantingApi:
        return PlantingApi(self.suite.url, self.planted)
