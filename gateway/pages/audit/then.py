"""`/audit/{collection}/{id}`: a record as it was after each of its steps or on a day, and what differs between two days.

Nothing is kept for it: the service folds the record's events up to that time, with the rights that its readers had then.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import flask
from flask import Response, request

from gateway.documents.resource import Resource
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.audit.differing import NOTHING, Differing, differing
from gateway.pages.days import day_asked, day_of, end_of
from gateway.pages.own_words import of_division
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from gateway.pages.work.facts import Fact, InWords, facts, title_of
from gateway.pages.work.history import HistoryInWords
from gateway.pages.work.phase import state_word
from gateway.pages.work.record_in_words import base_of, label_of
from infra.kernel.base.calls import Gathering, ListCall, ReadCall
from infra.kernel.base.clock import moment, stamp
from infra.kernel.base.problems import NotFound

SCREENED_BY = "screening-lists"
MOST_LISTS = 50


@dataclass(frozen=True)
class AsItWas:
    """`record` is None where there was none yet, or none that the reader could read then."""

    at: str
    record: Mapping[str, Any] | None
    state: str = ""
    title: str = ""
    facts: Sequence[Fact] = ()


class AsItWasPages:
    """Three calls at most: the record with its history, and how it was at one time or two."""

    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._sessions = gateway.services, sessions
        self._of = {each.collection: each for each in resources}
        self._history = HistoryInWords(resources)

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("as-it-was-pages", __name__)
        routes.add_url_rule("/audit/<collection>/<record_id>", view_func=self.show, endpoint="own")
        routes.add_url_rule(
            "/audit/<of>/<parent>/<collection>/<record_id>", view_func=self.show, endpoint="nested", methods=["GET"]
        )
        return routes

    def show(self, collection: str, record_id: str, of: str = "", parent: str = "") -> Response:
        reader, resource = reader_of(self._sessions).signed_in(), self._of.get(collection)
        if resource is None or (resource.parent or "") != of:
            raise NotFound(_("没有这个地址。"))
        call = ReadCall(collection, reader.caller, checks.record_id(record_id), parent or None)
        now = self._now(resource, call)
        steps = sorted(now["history"], key=lambda event: int(event["version"]))
        if not steps:
            raise NotFound(_("这类记录没有单独的历史。"))
        return page(
            self._sessions,
            reader,
            "as_it_was.html",
            label=label_of(resource, reader.lang),
            title=title_of(resource, now["record"], reader.lang, now["names"]),
            steps=self._history.told(steps, reader.lang),
            today=day_of(now["now"]).isoformat(),
            address=f"{base_of(resource, parent)}/{record_id}",
            **self._asked(reader, resource, call, now, steps),
        )

    def _now(self, resource: Resource, call: ReadCall) -> dict[str, Any]:
        """With the words of what a topic was screened by: its verdicts know the items by their codes alone."""
        if call.collection != "topics":
            return self._services.call(resource.service, "whole", call)
        lists = {SCREENED_BY: ListCall(SCREENED_BY, call.caller, limit=MOST_LISTS)}
        told = self._services.call(resource.service, "gathered", Gathering(call.caller, lists, call))
        its_own = (
            one for one in told["lists"][SCREENED_BY]["items"] if one["id"] == told["record"].get("screening_list")
        )
        words = {str(item["code"]): str(item["label"]) for one in its_own for item in one["items"]}
        return {**told, "names": {**told["names"], **words}}

    def _asked(
        self,
        reader: PageReader,
        resource: Resource,
        call: ReadCall,
        now: Mapping[str, Any],
        steps: Sequence[Mapping[str, Any]],
    ) -> dict[str, Any]:
        """How it was after a step, or at the end of a day; and of an earlier day, what differs."""
        step, day, before = _step(len(steps)), day_asked(_said("day")), day_asked(_said("before"))
        at = _end_of(day, now["now"]) if day else str(steps[step - 1]["recorded_at"])
        then = self._as_it_was(reader, resource, call, at, now["names"])
        earlier = self._as_it_was(reader, resource, call, _end_of(before, now["now"]), now["names"]) if before else None
        return {
            "then": then,
            "earlier": earlier,
            "differences": _differences(earlier, then) if earlier else [],
            "step": 0 if day else step,
            "day": (day or day_of(at)).isoformat(),
            "before": before.isoformat() if before else "",
        }

    def _as_it_was(
        self, reader: PageReader, resource: Resource, call: ReadCall, at: str, known: Mapping[str, str]
    ) -> AsItWas:
        asked = ReadCall(call.collection, call.caller, call.record_id, call.parent_id, as_of=at)
        try:
            found = self._services.call(resource.service, "whole", asked)
        except NotFound:
            return AsItWas(at, None)
        record, own_words = found["record"], of_division(found, found["record"], reader.lang)
        naming = InWords({**known, **found["names"]}, reader.lang, own_words)
        word = state_word(resource, str(record["state"]), reader.lang, own_words)
        title = title_of(resource, record, reader.lang, naming.names)
        return AsItWas(at, record, word, title, facts(resource, record, naming))


def _differences(earlier: AsItWas, later: AsItWas) -> list[Differing]:
    heads = ((_("名称"), earlier.title, later.title), (_("状态"), earlier.state, later.state))
    own = [Differing(label, was or NOTHING, now or NOTHING) for label, was, now in heads if was != now]
    return own + differing(earlier.facts, later.facts)


def _said(name: str) -> str:
    return request.args.get(name, "")


def _step(many: int) -> int:
    """Which of them is asked for; the last where none is, or there is no such one."""
    said = re.fullmatch("[0-9]{1,9}", _said("step"))
    return min(max(1, int(said[0])), many) if said else many


def _end_of(day: date, now: str) -> str:
    """As times are stored; of today and later, now."""
    end = end_of(day)
    return now if end > moment(now) else stamp(end)
