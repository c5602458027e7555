"""What a topic's file tells beside the record itself: what people said, what it came of and what came of it, how it was screened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gateway.documents.resource import Resource
from gateway.pages.days import day_said
from gateway.pages.own_words import WordsOfADivision
from gateway.pages.translated import _
from gateway.pages.words import choice_word
from gateway.pages.work.facts import flags, title_of
from gateway.pages.work.history import StepTold
from gateway.pages.work.lineage_drawn import LineageDrawn, StepOfALineage, drawn
from gateway.pages.work.phase import state_word
from gateway.pages.work.record_in_words import label_of

CAME_LATER = ("plans", "meetings", "outcomes", "tasks", "instructions", "briefs", "proposals", "covenants")
"""What comes of a topic, in the order in which it usually does."""
DAY_OF = {"meetings": "starts_at", "tasks": "due", "instructions": "date"}
"""The day that a kind of record is known by, where it is not that of its beginning."""
COLUMN = {
    "submissions": 0, "topics": 1, "plans": 2, "briefs": 2, "proposals": 2, "meetings": 3, "outcomes": 4, "instructions": 4,
    "covenants": 5, "tasks": 5,
}  # fmt: skip
"""How far along each kind is drawn."""
REPLIES = 6
CAME_OF = {"outcomes": "meeting", "covenants": "outcome", "tasks": "outcome"}
"""The field that says of what, where that is not the topic itself."""
REPLIED = ("rating_open", "rework", "tracking", "done")
GOOD = {"consult": "yes", "exclude": "no"}
"""The verdict that speaks for consulting, by what an item of the list is for."""


@dataclass(frozen=True)
class SaidByResident:
    """A submission in its submitter's own words; his name and contact stand on its own page alone."""

    words: list[str]
    channel: str
    day: str
    state: str
    href: str


@dataclass(frozen=True)
class RelatedRecord:
    kind: str
    title: str
    href: str
    state: str
    about: str
    flags: list[tuple[str, str]]


@dataclass(frozen=True)
class ScreenedItem:
    """`good`: whether the verdict speaks for consulting; None where there is none, or it does not apply."""

    question: str
    verdict: str
    good: bool | None
    note: str


@dataclass(frozen=True)
class Screening:
    """`items` are none for who may not read the list; `found`: of how many there is a verdict."""

    items: list[ScreenedItem]
    found: int


@dataclass(frozen=True)
class InTheirWords:
    """In which words: the reader's language, the names by id, the division's own."""

    lang: str
    names: Mapping[str, str]
    own_words: WordsOfADivision


class TopicMatter:
    """Of the records that belong to one topic, `belonging` by collection, and those that it names."""

    def __init__(
        self,
        resources: Mapping[str, Resource],
        belonging: Mapping[str, Sequence[Mapping[str, Any]]],
        named: Sequence[Mapping[str, Any]],
        words: InTheirWords,
    ) -> None:
        self._resources, self._belonging, self._named, self._words = resources, belonging, named, words

    def said(self) -> list[SaidByResident]:
        """The first first."""
        return [self._said(one) for one in reversed(self._belonging.get("submissions", ()))]

    def came_of(self, topic: Mapping[str, Any]) -> list[RelatedRecord]:
        """The topics that it began with, or took in."""
        origin = (topic.get("origin") or {}).get("topic")
        return self._topics((origin, *(topic.get("merged_topics") or ())))

    def came_later(self, topic: Mapping[str, Any]) -> list[RelatedRecord]:
        later = [
            self._related(collection, one)
            for collection in CAME_LATER
            for one in reversed(self._belonging.get(collection, ()))
        ]
        return [*later, *self._topics((topic.get("linked_topic"), topic.get("into")))]

    def drawn(self, topic: Mapping[str, Any]) -> LineageDrawn | None:
        """All of it side by side: what people said, the topic with those of other levels, what came of it, down to the replies."""
        return drawn(list(self._steps(topic)), "#lineage-list")

    def _steps(self, topic: Mapping[str, Any]) -> Iterator[StepOfALineage]:
        own, known = str(topic["id"]), {str(one["id"]): one for one in self._named if one["collection"] == "topics"}
        origin = str((topic.get("origin") or {}).get("topic"))
        before = [one for one in (origin, *(topic.get("merged_topics") or ())) if one in known]
        said = [str(one["id"]) for one in self._belonging.get("submissions", ())]
        for one in reversed(self._belonging.get("submissions", ())):
            yield self._step("submissions", one, ())
        for one_id in before:
            yield self._step("topics", known[one_id], (), column=0)
        yield replace(self._step("topics", topic, (*said, *before)), here=True)
        for one_id in (topic.get("linked_topic"), topic.get("into")):
            if one_id in known:
                yield self._step("topics", known[str(one_id)], (own,), column=2)
        for collection in CAME_LATER:
            for one in reversed(self._belonging.get(collection, ())):
                yield self._step(collection, one, (self._before(collection, one) or own,))
                if collection == "tasks" and one.get("reply") and one["state"] in REPLIED:
                    yield self._reply(one)

    def _before(self, collection: str, one: Mapping[str, Any]) -> str:
        """What it came of, where that is here to be drawn; "" where it came of the topic."""
        held = {str(each["id"]) for records in self._belonging.values() for each in records}
        named = (str(one.get(field)) for field in (CAME_OF.get(collection, ""), "instruction"))
        return next((each for each in named if each in held), "")

    def _step(
        self, collection: str, one: Mapping[str, Any], after: Sequence[str], column: int | None = None
    ) -> StepOfALineage:
        told = self._related(collection, one)
        late = next((f"▲ {word}" for kind, word in told.flags if kind in ("over", "red")), "")
        return StepOfALineage(
            id=str(one["id"]),
            column=COLUMN[collection] if column is None else column,
            kind=told.kind,
            title=told.title,
            href=told.href,
            state=late or told.state,
            after=after,
            late=bool(late),
        )

    def _reply(self, task: Mapping[str, Any]) -> StepOfALineage:
        """What was answered, and what people thought of it."""
        rated = choice_word("rating", str(task["rating"]), self._words.lang) if task.get("rating") else ""
        letter = _("%(letter)s 类", letter=task["class"]) if task.get("class") else ""
        said = " · ".join(part for part in (letter, rated) if part)
        words, of = str(task["reply"]), str(task["id"])
        return StepOfALineage(f"{of} reply", REPLIES, _("答复"), words, f"/tasks/{of}", said, after=(of,))

    def screening(self, topic: Mapping[str, Any]) -> Screening:
        """Item by item; before there is a verdict, what is asked."""
        items = {
            str(item["code"]): item
            for one in self._named
            if one["collection"] == "screening-lists"
            for item in one["items"]
        }
        found = {str(one["item"]): one for one in topic.get("verdicts") or ()}
        codes = list(found) or [str(one) for one in topic.get("screening_items") or ()]
        return Screening([_item(items[code], found.get(code)) for code in codes if code in items], len(found))

    def _said(self, one: Mapping[str, Any]) -> SaidByResident:
        return SaidByResident(
            words=[str(text) for text in (one["text"], *(one.get("supplied") or ()))],
            channel=choice_word("channel", str(one["channel"]), self._words.lang),
            day=str(one["created_at"]),
            state=self._state("submissions", one),
            href=f"/submissions/{one['id']}",
        )

    def _topics(self, ids: Iterable[Any]) -> list[RelatedRecord]:
        known = {str(one["id"]): one for one in self._named if one["collection"] == "topics"}
        return [self._related("topics", known[one]) for one in ids if one in known]

    def _related(self, collection: str, one: Mapping[str, Any]) -> RelatedRecord:
        resource, lang = self._resources[collection], self._words.lang
        return RelatedRecord(
            kind=label_of(resource, lang),
            title=_("第 %(num)s 轮", num=one["round"])
            if collection == "meetings"
            else title_of(resource, one, lang, self._words.names),
            href=f"/{collection}/{one['id']}",
            state=self._state(collection, one),
            about=" · ".join(part for part in self._about(collection, one) if part),
            flags=flags(one, lang),
        )

    def _about(self, collection: str, one: Mapping[str, Any]) -> Iterable[str]:
        """Who has it in hand, and its day."""
        yield self._words.names.get(str(one.get("lead") or one.get("organisation")), "")
        day = day_said(one.get(DAY_OF.get(collection, "created_at")))
        yield _("期限 %(day)s", day=day) if collection == "tasks" else day
        if collection == "meetings" and one.get("items"):
            yield _("议了 %(num)s 项", num=len(one["items"]))

    def _state(self, collection: str, one: Mapping[str, Any]) -> str:
        return state_word(self._resources[collection], str(one["state"]), self._words.lang, self._words.own_words)


def objections(history: Sequence[StepTold]) -> list[StepTold]:
    """What became of objections, the first first."""
    of_objections = ("lodge_objection", "uphold_objection", "uphold_late_objection", "answer_objection")
    return [one for one in reversed(history) if one.command in of_objections]


def _item(item: Mapping[str, Any], verdict: Mapping[str, Any] | None) -> ScreenedItem:
    said, good = str((verdict or {}).get("verdict") or ""), GOOD.get(str(item["kind"]))
    return ScreenedItem(
        question=str(item["label"]),
        verdict=_verdict_word(said, excludes=item["kind"] == "exclude"),
        good=said == good if good and said in ("yes", "no") else None,
        note=str((verdict or {}).get("note") or ""),
    )


def _verdict_word(verdict: str, excludes: bool) -> str:
    """What is asked for by the one half of a list is met, what the other half excludes is touched."""
    words = {
        "yes": _("涉及") if excludes else _("符合"),
        "no": _("不涉及") if excludes else _("不符合"),
        "n/a": _("不适用"),
    }
    return words.get(verdict, _("还没有结论"))
