"""What the service tells of a meeting at its desk, as the columns of the page read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.pages.own_words import WordsOfADivision, of_division
from gateway.pages.translated import _
from infra.kernel.base.clock import moment

CHECK_IN_OPEN = ("ready", "in_session", "suspended")
IN_THE_ROOM = ("checked_in", "recorded_late")
NOT_COMING = ("declined", "substituted", "uninvited", "absent")
OBSERVER = "observer"


@dataclass(frozen=True)
class OneTap:
    """A command without questions: a button, whose form stands once on the page and is named by what it says."""

    form: str
    address: str
    word: str


@dataclass(frozen=True)
class DeskTold:
    """`lang` is the reader's."""

    answer: Mapping[str, Any]
    lang: str

    @property
    def record(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.answer["record"]
        return found

    @property
    def address(self) -> str:
        return f"/meetings/{self.record['id']}"

    @property
    def state(self) -> str:
        return str(self.record["state"])

    @property
    def own_words(self) -> WordsOfADivision:
        return of_division(self.answer, self.record, self.lang)

    @property
    def guests(self) -> Sequence[Mapping[str, Any]]:
        """In the order of their invitations: a guest's number is his place in it, which never changes."""
        return self.part("participants")

    def part(self, collection: str) -> Sequence[Mapping[str, Any]]:
        found: Sequence[Mapping[str, Any]] = self.answer["parts"][collection]["items"]
        return found

    def has_more(self, collection: str) -> bool:
        return bool(self.answer["parts"][collection]["more"])

    def may_make(self, collection: str) -> bool:
        return collection in self.answer["creating"]

    def name(self, of: str | None) -> str:
        return str(self.answer["names"].get(of, "")) if of else ""

    def called(self, guest: Mapping[str, Any]) -> str:
        """A guest's own name, else that of whom he is of."""
        return str(
            guest.get("name") or self.name(guest.get("person")) or self.name(guest.get("organisation")) or _("未具名")
        )

    def seconds_since(self, then: str) -> int:
        return max(0, int((moment(self.answer["now"]) - moment(then)).total_seconds()))


def voices(guests: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [one for one in guests if one["kind"] != OBSERVER]


def there(guests: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Who is in the room now."""
    return [one for one in guests if one["state"] == "checked_in"]
