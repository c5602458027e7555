"""A member's page: what have I done this year? Said, attended, suggested, visited; as far as whoever reads it may read each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from gateway.pages.days import day_of
from gateway.pages.own_words import of_division
from gateway.pages.reader import PageReader
from gateway.pages.translated import _
from gateway.pages.work.facts import title_of
from gateway.pages.work.fuller import AskingMore, FullerKind
from gateway.pages.work.phase import state_word
from infra.kernel.base.calls import Gathering, ListCall, ReadCall

MEMBERS = "members"
MOST = 200
OF_MEETINGS = ("meetings", "participants", "suggestions", "activities")
OF_TOPICS = ("submissions", "proposals")
OF_MEMBERS = ("duties", "postings")


@dataclass(frozen=True)
class DoneByAMember:
    """`about`: of which topic, or what came of it."""

    title: str
    href: str
    day: str
    state: str
    about: str


def asked(reader: PageReader, record_id: str) -> Gathering:
    return Gathering(
        reader.caller, _lists(reader, OF_MEMBERS), ReadCall(MEMBERS, reader.caller, record_id), named_by="person"
    )


def more(asking: AskingMore, told: Mapping[str, Any]) -> dict[str, Any]:
    """Each service is asked once; of the topics that the meetings name, the one of topics is asked what they are called."""
    reader, person = asking.reader, str(told["record"]["person"])
    met = asking.gathered("meetings", Gathering(reader.caller, _lists(reader, OF_MEETINGS, person)))
    topics = [str(one["topic"]) for one in _of(met, "meetings")]
    said = asking.gathered("topics", Gathering(reader.caller, _lists(reader, OF_TOPICS, person), also=topics))
    this_year = day_of(told["now"]).year
    year = _year_asked(this_year)
    year_of = YearOfAMember(asking, year, {**(said or {}).get("names", {}), **told["names"]})
    return {
        "year": year,
        "before": year - 1,
        "after": year + 1 if year < this_year else 0,
        "said": list(year_of.said(said)),
        "attended": list(year_of.attended(met)),
        "suggested": list(year_of.suggested(met)),
        "activities": list(year_of.activities(met)),
        "visits": list(year_of.visits(told)),
        "posted": list(year_of.posted(told)),
        "silent": said is None or met is None,
        "more": any(page["next"] for part in (told, met, said) if part for page in part["lists"].values()),
    }


KIND = FullerKind(MEMBERS, "member.html", asked, more)


class YearOfAMember:
    def __init__(self, asking: AskingMore, year: int, names: Mapping[str, str]) -> None:
        self._asking, self._year, self._names = asking, year, names

    def said(self, told: Mapping[str, Any] | None) -> Iterator[DoneByAMember]:
        """What he raised, with the topic that came of it, and the proposals that he signed."""
        for collection in OF_TOPICS:
            for one in _of(told, collection):
                if self._is_of_the_year(one["created_at"]):
                    yield self._done(collection, one, told, str(one["created_at"]), self._topic(one))

    def attended(self, told: Mapping[str, Any] | None) -> Iterator[DoneByAMember]:
        """Also where he was invited and did not come: that is said."""
        came = {str(one["meeting"]): bool(one["attended"]) for one in _of(told, "participants")}
        for one in _of(told, "meetings"):
            if one.get("starts_at") and self._is_of_the_year(one["starts_at"]) and one["id"] in came:
                held = day_of(str(one["starts_at"])) <= day_of(str((told or {})["now"]))
                was_there = _("到会") if came[one["id"]] else _("没有到会") if held else _("已邀请")
                yield DoneByAMember(
                    " · ".join(part for part in (self._topic(one), _("第 %(num)s 轮", num=one["round"])) if part),
                    f"/meetings/{one['id']}",
                    str(one["starts_at"]),
                    was_there,
                    "",
                )

    def suggested(self, told: Mapping[str, Any] | None) -> Iterator[DoneByAMember]:
        """In his own words, and whether it came into what was agreed."""
        for one in _of(told, "suggestions"):
            if self._is_of_the_year(one["created_at"]):
                done = self._done("suggestions", one, told, str(one["created_at"]), "")
                href = f"/meetings/{one['meeting']}/suggestions/{one['id']}"
                yield DoneByAMember(str(one["words"]), href, done.day, done.state, self._topic(one))

    def activities(self, told: Mapping[str, Any] | None) -> Iterator[DoneByAMember]:
        for one in _of(told, "activities"):
            if self._is_of_the_year(one["starts"]):
                yield self._done("activities", one, told, str(one["starts"]), "")

    def visits(self, told: Mapping[str, Any]) -> Iterator[DoneByAMember]:
        for one in _of(told, "duties"):
            if str(one["quarter"]).startswith(str(self._year)):
                done = self._done("duties", one, told, str(one.get("visited_at") or ""), "")
                yield DoneByAMember(
                    str(one["quarter"]), done.href, done.day, done.state, str(one.get("findings") or "")
                )

    def posted(self, told: Mapping[str, Any]) -> Iterator[DoneByAMember]:
        """Where he stands, whenever he came there."""
        for one in _of(told, "postings"):
            done = self._done("postings", one, told, str(one["created_at"]), "")
            yield DoneByAMember(
                self._names.get(str(one["organisation"]), done.title), done.href, done.day, done.state, ""
            )

    def _done(
        self, collection: str, one: Mapping[str, Any], told: Mapping[str, Any] | None, day: str, about: str
    ) -> DoneByAMember:
        resource, lang = self._asking.resources[collection], self._asking.reader.lang
        own_words = of_division(told or {"own_words": {}}, one, lang)
        state = state_word(resource, str(one["state"]), lang, own_words)
        return DoneByAMember(
            title_of(resource, one, lang, self._names), f"/{collection}/{one['id']}", day, state, about
        )

    def _topic(self, one: Mapping[str, Any]) -> str:
        return self._names.get(str(one.get("topic")), "")

    def _is_of_the_year(self, said: Any) -> bool:
        return day_of(str(said)).year == self._year


def _of(told: Mapping[str, Any] | None, collection: str) -> Sequence[Mapping[str, Any]]:
    """The newest first."""
    found: Sequence[Mapping[str, Any]] = told["lists"].get(collection, {"items": []})["items"] if told else []
    return found


def _lists(reader: PageReader, collections: Sequence[str], person: str | None = None) -> dict[str, ListCall]:
    return {one: ListCall(one, reader.caller, names=person, limit=MOST) for one in collections}


def _year_asked(this_year: int) -> int:
    """What is asked for, if that year has begun; else the one that runs."""
    said = request.args.get("year", "")
    return min(int(said), this_year) if re.fullmatch("(19|20)[0-9]{2}", said) else this_year
