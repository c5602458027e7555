"""The front page `/`: what runs here and what is being talked over, for anyone, with or without JavaScript."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

import flask
from flask import Response

from gateway.http.services import Services
from gateway.http.sessions import Sessions
from gateway.http.standing import STATUS_SECONDS, Remembered, ServiceStanding
from gateway.pages.locale import SERVICE_NAMES
from gateway.pages.reader import reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from gateway.pages.well import WellSince, backed_up_at, troubles
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.clock import CHINA, moment, stamp
from infra.kernel.base.problems import Refusal

Record: TypeAlias = dict[str, Any]
# What people work on comes first, the reference data last.
SHOWN_FIRST = ("topics", "meetings", "outcomes", "members")
PUBLISHED = (("topics", "topics"), ("meetings", "meetings"), ("outcomes", "outcomes"))
SHOWN_ITEMS = 20
# The clock is one record that nobody wrote: its count says nothing. How many of the others there are is not for strangers.
NOT_SHOWN = (
    "clock", "accounts", "offices", "votes", "sealings", "destructions", "evaluations", "nominations", "notes", "instructions",
    "scorings", "profiles", "contact-relations", "commendations",
)  # fmt: skip


@dataclass(frozen=True)
class Glance:
    """What the front page shows: None where the service did not answer."""

    collections: list[Record]
    published: dict[str, list[Record] | None]

    def label(self, collection: str, state: str, lang: str) -> str:
        """The state's published name; in English its identifier in words."""
        if lang == "zh":
            for each in self.collections:
                for known in each["states"]:
                    if each["collection"] == collection and known["state"] == state:
                        return str(known["label"])
        return state.replace("_", " ")


@dataclass(frozen=True)
class FrontPages:
    """`/` for anyone; `/site`: how everything runs, and how many records there are."""

    services: Services
    sessions: Sessions
    standings: Callable[[], list[ServiceStanding]]
    demo: bool
    well: WellSince

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("pages", __name__)
        glance = Remembered(lambda: look(self.services))
        people = Remembered(self._people)

        def front() -> Response:
            reader = reader_of(self.sessions)
            shown = glance.get()
            return page(
                self.sessions,
                reader,
                "front.html",
                sections=_sections(reader.lang, shown),
                people=people.get() if self.demo and reader.session is None else [],
                here="/",
            )

        def site() -> Response:
            reader, standings = reader_of(self.sessions), self.standings()
            names = SERVICE_NAMES[reader.lang]
            return page(
                self.sessions,
                reader,
                "site.html",
                names=names,
                troubles=troubles(standings, names, reader.lang, datetime.now(UTC)),
                well_since=self.well.since and stamp(self.well.since),
                backed_up=backed_up_at(standings),
                collections=glance.get().collections,
                standings=standings,
                site_time=_site_time(standings),
                here="/site",
            )

        routes.add_url_rule("/", view_func=front)
        routes.add_url_rule("/site", view_func=site)
        return routes

    def _people(self) -> list[Record]:
        return list(_answer_of(self.services, "members", "people_of_the_story", {}).get("people", []))


def look(services: Services) -> Glance:
    collections: list[Record] = []
    for service in SHOWN_FIRST:
        known = _answer_of(services, service, "overview", {}).get("collections", [])
        collections += [_short(each) for each in known if each["collection"] not in NOT_SHOWN and _has_any(each)]
    published = {collection: _published(services, service, collection) for service, collection in PUBLISHED}
    return Glance(collections, published)


def _has_any(collection: Record) -> bool:
    """There are many kinds; a new office sees those that it works with."""
    return any(state["count"] for state in collection["states"])


def _short(collection: Record) -> Record:
    """With the name that the documents and the glossary use; what a published label adds in brackets explains it."""
    return {**collection, "label": collection["label"].partition("（")[0]}


def _published(services: Services, service: str, collection: str) -> list[Record] | None:
    call = ListCall(collection=collection, caller=Caller(), limit=SHOWN_ITEMS)
    return _answer_of(services, service, "listing", call).get("items")


def _answer_of(services: Services, service: str, method: str, payload: object) -> dict[str, Any]:
    """A service that does not answer leaves its part of the page empty; the rest is still worth showing."""
    try:
        return services.call(service, method, payload, timeout=STATUS_SECONDS)
    except Refusal:
        return {}


def _sections(lang: str, glance: Glance) -> list[tuple[str, str, list[Record] | None]]:
    topics = {record["id"]: record.get("title", "") for record in glance.published["topics"] or []}
    headings = {"topics": _("商量的事"), "meetings": _("坐下来谈了"), "outcomes": _("谈成的结果")}
    return [(one, headings[one], _entries(lang, glance, one, topics)) for _service, one in PUBLISHED]


def _entries(lang: str, glance: Glance, collection: str, topics: dict[str, str]) -> list[Record] | None:
    """What is said of each published record in one line."""
    records = glance.published[collection]
    if records is None:
        return None
    return [
        {
            "href": f"/{collection}/{record['id']}",
            "title": _title(collection, record),
            "about": _about(collection, record, topics),
            "state": glance.label(collection, record["state"], lang),
        }
        for record in records
    ]


def _about(collection: str, record: Record, topics: dict[str, str]) -> str:
    """The topic that a record belongs to, by its title; a meeting carries it as its own."""
    title = record.get("title", "") if collection == "meetings" else ""
    return topics.get(str(record.get("topic"))) or str(title or "")


def _title(collection: str, record: Record) -> str:
    if collection == "meetings":
        return _("第 %(round)s 轮协商会议", round=record.get("round", ""))
    return str(record.get("title") or record["id"])


def _site_time(standings: list[ServiceStanding]) -> str | None:
    for each in standings:
        if each.status is not None:
            return moment(each.status["now"]).astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    return None
