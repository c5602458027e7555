"""`/screen/{venue}`: the large screen of a consultation room: what is on, what comes next, what was promised here and what became of it.

It shows what whoever opened it may read, and of a meeting only what its page becomes public with, which names nobody: without
signing in the past alone, as anybody reads it; to who works in the room the meeting that is on too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import flask
from flask import Response, request

from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.days import day_of
from gateway.pages.meeting.course import CourseOfTheMeeting, course_of
from gateway.pages.meeting.told import DeskTold
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.scanned import code_to_scan
from gateway.pages.work.phase import state_word
from gateway.records import outcomes
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.problems import Refusal

LOOKED_THROUGH = 100
"""The newest of the division; those of other rooms are left out."""
MOST_NEXT, MOST_PROMISES, MOST_POINTS = 3, 4, 6
ON, COMING, OVER = ("in_session", "suspended"), ("notified", "ready"), ("published", "archived")
DONE = "closed"


@dataclass(frozen=True)
class KeptPromise:
    """What was agreed here and is public: `late` by how many days, 0 where it is not; `due` where it is still to be done."""

    title: str
    state: str
    done: bool
    due: str
    late: int


@dataclass(frozen=True)
class OnTheScreen:
    """Either a meeting is on, with its `course`, or there are `promises`. `speaks`: for whom, never by name."""

    on: Mapping[str, Any] | None
    course: CourseOfTheMeeting | None
    speaks: str
    coming: list[Mapping[str, Any]]
    promises: list[KeptPromise]


class ScreenPages:
    """Three calls: the room, the meetings there, and the desk of the one that is on or else what became of the others."""

    def __init__(self, gateway: Gateway, sessions: Sessions) -> None:
        self._services, self._sessions, self._site = gateway.services, sessions, gateway.settings.public_url

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("screen-page", __name__)
        routes.add_url_rule("/screen/<uuid:venue>", view_func=self.shown)
        return routes

    def shown(self, venue: UUID) -> Response:
        reader, there = reader_of(self._sessions), self._services.call("members", "room", {"venue": str(venue)})
        site = (self._site or request.host_url).rstrip("/")
        meetings = [one for one in self._listed("meetings", there["code"], reader.caller) if one["venue"] == str(venue)]
        return page(
            self._sessions,
            reader,
            "screen.html",
            place=there,
            room=there["venue"],
            shown=self._on_the_screen(reader, there, meetings),
            qr=code_to_scan(f"{site}/s/{there['code']}?qr&venue={venue}"),
            address=f"{site}/s/{there['code']}",
            most_points=MOST_POINTS,
        )

    def _on_the_screen(
        self, reader: PageReader, there: Mapping[str, Any], meetings: Sequence[Mapping[str, Any]]
    ) -> OnTheScreen:
        on = next((one for one in meetings if one["state"] in ON), None)
        coming = sorted((one for one in meetings if one["state"] in COMING), key=lambda one: str(one["starts_at"]))
        if on is not None:
            told = DeskTold(self._desk(reader, str(on["id"])), reader.lang)
            course = course_of(told)
            return OnTheScreen(on, course, _speaks(course), coming[:MOST_NEXT], [])
        held = {str(one["id"]) for one in meetings if one["state"] in OVER}
        made = self._listed("outcomes", there["code"], Caller()) if held else []
        promises = list(_promises((one for one in made if one["meeting"] in held), there["now"], reader.lang))
        return OnTheScreen(None, None, "", coming[:MOST_NEXT], promises[:MOST_PROMISES])

    def _listed(self, collection: str, division: str, caller: Caller) -> list[dict[str, Any]]:
        """Nothing while the service does not answer: the screen shows the rest, and asks again by itself."""
        call = ListCall(collection=collection, caller=caller, division=division, limit=LOOKED_THROUGH)
        try:
            found: list[dict[str, Any]] = self._services.call(collection, "listing", call)["items"]
        except Refusal:
            return []
        return found

    def _desk(self, reader: PageReader, meeting: str) -> Mapping[str, Any]:
        return self._services.call("meetings", "desk", ReadCall("meetings", reader.caller, meeting))


def _speaks(course: CourseOfTheMeeting) -> str:
    """The side that has the word: a name is not for a screen."""
    return next((one.about for one in course.turns if one.mark == "at"), "")


def _promises(made: Iterator[Mapping[str, Any]], now: str, lang: str) -> Iterator[KeptPromise]:
    for one in made:
        done, due = one["state"] == DONE, max((str(task["due"]) for task in one["tasks"]), default="")
        late = (day_of(now) - day_of(due)).days if due and not done else 0
        word = state_word(outcomes.RESOURCE, one["state"], lang)
        yield KeptPromise(str(one["title"]), word, done, "" if done else due, max(0, late))
