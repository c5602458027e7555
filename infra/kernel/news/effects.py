"""What an event of some service means here: local copies it changes, commands that follow, persons to be forgotten.

The rows of the table `effects` are the inbox: events on which this service must act, kept until it has.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeAlias

import msgspec

from infra.kernel.contract.envelope import Recorded
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.reactions import Copying, Forgetting, Reacting
from infra.kernel.storage.news_store import CopyWrite
from infra.kernel.storage.personal import PersonalKeys

LookUp: TypeAlias = Callable[[str, str], str | None]


class Effects:
    """The rows of COPIES and REACTIONS and the forgettings that concern one producer, by event type.

    `producer` may be one line of its news (`members/offices`). `look_up(kind, id)` gives a local copy as it is now, as text.
    """

    def __init__(
        self,
        producer: str,
        copies: Iterable[Copying],
        reactions: Iterable[Reacting],
        look_up: LookUp,
        forgettings: Iterable[Forgetting] = (),
    ) -> None:
        self._look_up = look_up
        self._copyings: dict[str, list[Copying]] = {}
        self._reactings: dict[str, list[Reacting]] = {}
        self._forgettings = {one.event.__name__: one for one in forgettings if one.producer == producer}
        for copying in copies:
            if copying.followed_as == producer:
                self._copyings.setdefault(copying.event.__name__, []).append(copying)
        for reacting in reactions:
            if reacting.followed_as == producer:
                self._reactings.setdefault(reacting.event.__name__, []).append(reacting)

    def subscribes_to(self, event: Recorded) -> bool:
        return self.has_copies(event) or self.has_reactions(event)

    def has_copies(self, event: Recorded) -> bool:
        return event.type in self._copyings

    def has_reactions(self, event: Recorded) -> bool:
        return event.type in self._reactings or event.type in self._forgettings

    def copies(self, event: Recorded, made: dict[tuple[str, str], CopyWrite]) -> list[CopyWrite]:
        """The copies after this event; `made` are those of the same batch that are not written yet."""
        writes: dict[tuple[str, str], CopyWrite] = {}
        for copying in self._copyings.get(event.type, ()):
            told: Any = msgspec.json.decode(event.payload, type=copying.event)
            for write in self._copied(copying, told, {**made, **writes} if writes else made):
                writes[write.kind, write.copy_id] = write
        return list(writes.values())

    def _copied(self, copying: Copying, told: Any, made: dict[tuple[str, str], CopyWrite]) -> list[CopyWrite]:
        if copying.many:
            return [_copy_write(copying.kind, *several) for several in copying.many(told)]
        assert copying.keep is not None
        assert copying.into is not None
        copy_id = str(getattr(told, copying.id_field))
        before = made.get((copying.kind, copy_id))
        document = before.document if before else self._look_up(copying.kind, copy_id)
        known = copying.keep(msgspec.json.decode(document, type=copying.into) if document else None, told)
        if known is None:
            return []
        parent = getattr(known, copying.parent_field) if copying.parent_field else None
        return [_copy_write(copying.kind, copy_id, parent, known)]

    def commands(self, event: Recorded, lookups: Callable[[], Lookups]) -> Iterator[tuple[str, Any]]:
        """(the reaction's name, the command), in order; found as they are given, so that thousands take no room."""
        for reacting in self._reactings.get(event.type, ()):
            told: Any = msgspec.json.decode(event.payload, type=reacting.event)
            facts = reacting.facts(lookups(), told) if reacting.facts else None
            for command in reacting.react(told, facts):
                yield reacting.react.__name__, command

    def on_keys(self, event: Recorded, personal: PersonalKeys) -> None:
        """Destroys, seals or unseals the keys that this event is about."""
        forgetting = self._forgettings.get(event.type)
        if forgetting is None:
            return
        person = str(getattr(msgspec.json.decode(event.payload, type=forgetting.event), forgetting.person_field))
        match forgetting.how:
            case "destroy":
                personal.destroy(person, event.recorded_at)
            case "seal":
                personal.seal(person, event.stream, event.recorded_at)
            case "unseal":
                personal.unseal(person, event.stream)


def _copy_write(kind: str, copy_id: str, parent: str | None, known: object) -> CopyWrite:
    return CopyWrite(kind, copy_id, parent, msgspec.json.encode(known).decode())


def as_json(event: Recorded) -> str:
    return msgspec.json.encode(event).decode()


def from_json(text: str) -> Recorded:
    return msgspec.json.decode(text, type=Recorded)


LookupsAt = Callable[[datetime], Lookups]
