"""`/triage`: what people said and nobody has taken up yet, one by one: words, what is like it, what happened; one key an act."""

from collections.abc import Mapping, Sequence
from typing import Any

import flask
from flask import Response, request

from gateway.documents.resource import Resource
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.days import day_of
from gateway.pages.own_words import of_division
from gateway.pages.reader import PageReader, new_key, reader_of
from gateway.pages.rendering import page
from gateway.pages.words import choice_word
from gateway.pages.work.alike import most_alike
from gateway.pages.work.history import HistoryInWords
from gateway.pages.work.phase import act_word, state_word
from infra.kernel.base.calls import ListCall, ReadCall
from infra.kernel.base.problems import NotFound

SUBMISSIONS, WAITS = "submissions", "triaging"
AFTERWARDS = ("needs_info", "accepted")
"""Where what was looked at here waits for an answer, or for its way."""
KEYS = {"accept": "a", "ask_for_info": "q", "merge": "m", "reject": "r"}
MOST_IN_LINE = 200
LOOKED_THROUGH = 200
"""The newest of the division, among which what is alike is looked for."""


class TriagePage:
    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._sessions = gateway.services, sessions
        self._resource = next(each for each in resources if each.collection == SUBMISSIONS)
        self._history = HistoryInWords(resources)

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("triage-page", __name__)
        routes.add_url_rule("/triage", view_func=self.show)
        return routes

    def show(self) -> Response:
        """The one that was asked for, else the first of the line: whoever came first."""
        reader = reader_of(self._sessions).signed_in()
        line = self._list(reader, [WAITS], mine=True, sort="created_at")
        done = request.args.get("done", "")
        said: dict[str, Any] = {
            "done": act_word(self._resource, done, reader.lang) if done in self._resource.words else "",
            "done_id": _an_id(request.args.get("of", "")),
            "count": len(line["items"]),
            "more": bool(line["next"]),
        }
        if not line["items"]:
            return page(self._sessions, reader, "triage_done.html", **said, **self._afterwards(reader))
        ids = [str(one["id"]) for one in line["items"]]
        wanted = request.args.get("id", "")
        at = ids.index(wanted) if wanted in ids else 0
        return page(self._sessions, reader, "triage.html", **said, **self._one(reader, ids, at))

    def _one(self, reader: PageReader, ids: Sequence[str], at: int) -> dict[str, Any]:
        """One of the line, as its service tells it, and what is like it."""
        whole = self._services.call("topics", "whole", ReadCall(SUBMISSIONS, reader.caller, ids[at]))
        record = whole["record"]
        others = self._list(reader, [], division=str(record["division"]), limit=LOOKED_THROUGH)["items"]
        return {
            "record": record,
            "number": at + 1,
            "channel": choice_word("channel", str(record["channel"]), reader.lang),
            "waited": (day_of(whole["now"]) - day_of(str(record["created_at"]))).days,
            "acts": self._acts(reader, record),
            "alike": [self._like(reader, one, share, whole) for one, share in most_alike(record, others)],
            "may_merge": "merge" in record["allowed_commands"],
            "history": self._history.told(whole["history"], reader.lang),
            "back": ids[at - 1] if at else "",
            "onward": ids[at + 1] if at + 1 < len(ids) else "",
            "key": new_key,
        }

    def _acts(self, reader: PageReader, record: Mapping[str, Any]) -> list[dict[str, str]]:
        return [
            {"command": command, "key": key, "label": act_word(self._resource, command, reader.lang)}
            for command, key in KEYS.items()
            if command in record["allowed_commands"]
        ]

    def _like(self, reader: PageReader, one: Mapping[str, Any], share: int, whole: Mapping[str, Any]) -> dict[str, Any]:
        own_words = of_division(whole, one, reader.lang)
        return {
            "id": one["id"],
            "words": one["text"],
            "day": one["created_at"],
            "state": state_word(self._resource, str(one["state"]), reader.lang, own_words),
            "share": share,
            "merges": one["state"] not in ("merged", "withdrawn", "closed"),
        }

    def _afterwards(self, reader: PageReader) -> dict[str, Any]:
        """What comes next where nothing waits: what was asked back, and what was taken up and has no way yet."""
        found = self._list(reader, list(AFTERWARDS), sort="created_at")["items"]
        return {
            "asked_back": [one for one in found if one["state"] == "needs_info"],
            "taken_up": [one for one in found if one["state"] == "accepted"],
        }

    def _list(
        self, reader: PageReader, states: list[str], limit: int = MOST_IN_LINE, **narrowed: Any
    ) -> dict[str, Any]:
        call = ListCall(SUBMISSIONS, reader.caller, state=states, limit=limit, **narrowed)
        return self._services.call("topics", "listing", call)


def _an_id(text: str) -> str:
    try:
        return checks.record_id(text)
    except NotFound:
        return ""
