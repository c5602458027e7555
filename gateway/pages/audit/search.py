"""`/audit`: what was recorded, searched in the sealed ledger; and how the ledger and its witnesses stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import flask
from flask import Response, request

from gateway.documents.documents import RECEIPTS
from gateway.documents.resource import Resource
from gateway.documents.who_may import LIFECYCLES
from gateway.http.context import Gateway
from gateway.http.services import AUDIT
from gateway.http.sessions import Sessions
from gateway.pages.days import day_asked, end_of, start_of
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from gateway.pages.words import role_word
from gateway.pages.work.history import HistoryInWords
from gateway.pages.work.phase import SYSTEM, steps
from gateway.pages.work.record_in_words import label_of
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import NotPermitted, Refusal

A_PAGE = 50
MOST_WORDS = 200
AUDITOR = "AUD"


@dataclass(frozen=True)
class SealedStep:
    """A line of the ledger in words. `then` is the address of its record as it was after it, "" where it has none of its own."""

    index: int
    recorded_at: str
    late: bool
    what: str
    type: str
    kind: str
    who: str
    then: str
    receipt: str


class AuditSearchPage:
    """Three calls: the search, the ledger's standing, the names."""

    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._sessions = gateway.services, sessions
        self._of = {LIFECYCLES[each.collection].name: each for each in resources}
        self._history = HistoryInWords(resources)

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("audit-page", __name__)
        routes.add_url_rule("/audit", view_func=self.show)
        return routes

    def show(self) -> Response:
        reader = reader_of(self._sessions).signed_in()
        if AUDITOR not in reader.roles:
            raise NotPermitted(_("这一页只给审计员（AUD）看。"), rule="the ledger is searched by AUD")
        asked = _asked()
        call = {
            "filters": _filters(asked),
            "cursor": request.args.get("cursor") or None,
            "limit": A_PAGE,
            "caller": reader.caller,
        }
        found = self._services.call(AUDIT, "search", call)
        names = self._names(reader, found["items"])
        following = {**{name: value for name, value in asked.items() if value}, "cursor": found["next"]}
        return page(
            self._sessions,
            reader,
            "audit.html",
            steps=[self._in_words(one, names, reader.lang) for one in found["items"]],
            asked=asked,
            following=flask.url_for("audit-page.show", **following) if found["next"] else "",
            ledger=self._ledger(),
            types=self._types(reader.lang),
        )

    def _types(self, lang: str) -> list[tuple[str, str]]:
        """What can have happened, each as it is recorded and in words: nobody knows the former by heart."""
        found = (
            (one, f"{label_of(self._of[meaning.lifecycle], lang)}：{self._history.what(one, lang)}")
            for one, meaning in steps().items()
            if meaning.lifecycle in self._of
        )
        return sorted(found, key=lambda one: one[1])

    def _names(self, reader: PageReader, items: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
        """None while the service that knows them does not answer: the roles are said then."""
        ids = sorted({str(one[name]) for one in items for name in ("actor", "organisation") if one[name]})
        try:
            found: Mapping[str, str] = self._services.call("members", "named", {"ids": ids, "caller": reader.caller})[
                "names"
            ]
        except Refusal:
            return {}
        return found

    def _ledger(self) -> Mapping[str, Any] | None:
        """None while it does not answer."""
        try:
            return self._services.call(AUDIT, "status", {})
        except Refusal:
            return None

    def _in_words(self, item: Mapping[str, Any], names: Mapping[str, str], lang: str) -> SealedStep:
        owner, _dash, record_id = str(item["stream"]).partition("-")
        resource = self._of.get(owner)
        named = [names[str(item[name])] for name in ("actor", "organisation") if str(item[name]) in names]
        role = _("系统") if item["role"] == SYSTEM else role_word(str(item["role"]), lang)
        return SealedStep(
            index=int(item["index"]),
            recorded_at=str(item["recorded_at"]),
            late=str(item["occurred_at"])[:10] < str(item["recorded_at"])[:10],
            what=self._history.what(str(item["type"]), lang),
            type=str(item["type"]),
            kind=label_of(resource, lang) if resource else "",
            who="，".join((*named, role)),
            then=f"/audit/{resource.collection}/{record_id}" if resource and record_id else "",
            receipt=f"{RECEIPTS}/{item['event_id']}?as=html",
        )


def _asked() -> dict[str, str]:
    names = ("q", "division", "type", "since", "until")
    return {name: request.args.get(name, "").replace("\x00", "").strip()[:MOST_WORDS] for name in names}


def _filters(asked: Mapping[str, str]) -> dict[str, str]:
    """As the ledger's search takes them: whole days in China."""
    filters = {name: asked[name] for name in ("q", "division", "type") if asked[name]}
    if since := day_asked(asked["since"]):
        filters["since"] = stamp(start_of(since))
    if until := day_asked(asked["until"]):
        filters["until"] = stamp(end_of(until))
    return filters
