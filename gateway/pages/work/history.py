"""What happened to a record, told step by step: newest first, each by what its command is called, and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.documents.documents import RECEIPTS
from gateway.documents.resource import Resource
from gateway.documents.who_may import LIFECYCLES
from gateway.pages.translated import _
from gateway.pages.words.what_the_system_did import DONE
from gateway.pages.work.phase import SYSTEM, act_word, state_word, steps


@dataclass(frozen=True)
class StepTold:
    """`command` is "" for what is of no command; `who` of whoever acted in office, `organisation` for whom."""

    type: str
    command: str
    what: str
    at: str
    who: str
    role: str
    capacity: str
    organisation: str
    reason: str
    late: bool
    version: int
    receipt: str

    @property
    def by(self) -> str:
        """田华（政协临泽县委员会办公室），以政协机关身份."""
        if not (self.who or self.organisation):
            return self.capacity
        return in_capacity(self.who, self.organisation, self.capacity)


def in_capacity(who: str, body: str, capacity: str) -> str:
    """Who acts for whom, as what; either of the first two may be ""."""
    named = _("%(who)s（%(body)s）", who=who, body=body) if who and body else who or body
    return _("%(named)s，以%(capacity)s身份", named=named, capacity=capacity)


class HistoryInWords:
    """`resources` are all kinds of records, since a record's stream may hold what happened to another kind."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._of = {LIFECYCLES[each.collection].name: each for each in resources}

    def told(self, history: Sequence[Mapping[str, Any]], lang: str) -> list[StepTold]:
        return [self._step(event, lang) for event in reversed(history)]

    def _step(self, event: Mapping[str, Any], lang: str) -> StepTold:
        meaning = steps().get(str(event["type"]))
        return StepTold(
            type=str(event["type"]),
            command=meaning.command if meaning else "",
            what=self.what(str(event["type"]), lang),
            at=str(event["occurred_at"]),
            who=event.get("actor_name") or "",
            role=str(event["role"]),
            capacity=str(event["capacity"]).partition(" ")[0 if lang == "zh" else 2],
            organisation=event.get("organisation_name") or "",
            reason=event.get("reason") or "",
            late=bool(event.get("late")),
            version=int(event["version"]),
            receipt=f"{RECEIPTS}/{event['id']}?as=html",
        )

    def what(self, event: str, lang: str) -> str:
        """What an event of this type is called: what people did is called by its command, what the system did by what came of it."""
        meaning = steps().get(event)
        if meaning is None:
            return _("有了变化")
        resource = self._of[meaning.lifecycle]
        if meaning.command in resource.words:
            return act_word(resource, meaning.command, lang)
        if meaning.to:
            return _("转入：%(state)s", state=state_word(resource, meaning.to, lang))
        return DONE[meaning.command][lang != "zh"] if meaning.command in DONE else _("有了变化")


def since(history: Sequence[StepTold], version: int | None) -> list[StepTold]:
    """What people have done since that version, the first of it first; nothing where the version is not known."""
    if version is None:
        return []
    return [one for one in reversed(history) if one.version > version and one.role != SYSTEM]
