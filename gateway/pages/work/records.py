"""A record's page, its lists, and the forms of its commands: the same for every kind, from the published tables."""

from collections.abc import Mapping, Sequence
from typing import Any

import flask
from flask import Response, redirect, request

from gateway.documents.resource import Resource
from gateway.documents.who_may import LIFECYCLES
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.own_words import WordsOfADivision, of_division
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from gateway.pages.words import role_word
from gateway.pages.work.decision_box import FilledIn, status_of
from gateway.pages.work.facts import flags, title_of
from gateway.pages.work.may_be_asked import may_create
from gateway.pages.work.phase import state_word
from gateway.pages.work.record_in_words import RecordInWords, base_of, label_of
from infra.kernel.base.calls import ListCall, ReadCall
from infra.kernel.base.problems import NotFound, Refusal

A_PAGE = 30
MOST_WORDS = 200


class RecordPages:
    """`resources` in the order in which people look for them."""

    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._sessions = gateway.services, sessions
        self._of = {each.collection: each for each in resources}
        self._resources, self._in_words = list(resources), RecordInWords(resources)

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("record-pages", __name__)
        own = ",".join(f'"{name}"' for name, each in self._of.items() if each.parent is None)
        nested = ",".join(f'"{name}"' for name, each in self._of.items() if each.parent is not None)
        routes.add_url_rule("/records", view_func=self.kinds, endpoint="kinds")
        routes.add_url_rule(f"/<any({own}):collection>", view_func=self.listed, endpoint="listed")
        routes.add_url_rule(f"/<any({own}):collection>/<record_id>", view_func=self.shown, endpoint="shown")
        inside = f"/<any({own}):of>/<parent>/<any({nested}):collection>"
        routes.add_url_rule(inside, view_func=self.listed, endpoint="listed_inside")
        routes.add_url_rule(f"{inside}/<record_id>", view_func=self.shown, endpoint="shown_inside")
        return routes

    def kinds(self) -> Response:
        reader = reader_of(self._sessions).signed_in()
        kinds = [(each.collection, label_of(each, reader.lang)) for each in self._resources if each.parent is None]
        return page(self._sessions, reader, "kinds.html", kinds=kinds)

    def listed(self, collection: str, of: str = "", parent: str = "") -> Response:
        reader, resource = reader_of(self._sessions), self._resource(collection, of)
        if not resource.open_reading:
            reader.signed_in()
        call = self._list_call(reader, resource, parent)
        found = self._services.call(resource.service, "listed", call)
        names, lang = found["names"], reader.lang
        rows = [_row(resource, one, lang, names, of_division(found, one, lang)) for one in found["items"]]
        return page(
            self._sessions,
            reader,
            "list.html",
            resource=resource,
            label=label_of(resource, reader.lang),
            rows=rows,
            following=found["next"],
            base=base_of(resource, parent),
            sought=call.q or "",
            mine=call.mine,
            chosen=call.state[0] if call.state else "",
            states=[(state, state_word(resource, state, reader.lang)) for state in _states(resource)],
            may_create=reader.session is not None and may_create(resource, reader),
        )

    def _list_call(self, reader: PageReader, resource: Resource, parent: str) -> ListCall:
        state = request.args.get("state")
        return ListCall(
            collection=resource.collection,
            caller=reader.caller,
            parent_id=checks.record_id(parent) if parent else None,
            state=[state] if state in _states(resource) else [],
            q=_words_of(request.args.get("q", "")),
            mine=request.args.get("mine") == "true" and reader.session is not None,
            limit=A_PAGE,
            cursor=request.args.get("cursor") or None,
        )

    def shown(self, collection: str, record_id: str, of: str = "", parent: str = "") -> Response:
        return self.one(reader_of(self._sessions), self._resource(collection, of), record_id, parent)

    def one(
        self, reader: PageReader, resource: Resource, record_id: str, parent: str = "", filled: FilledIn | None = None
    ) -> Response:
        """A record's page; `filled` is what was sent of its decision box and is not done yet."""
        if not (resource.open_reading or reader.session):
            reader.signed_in()
        call = ReadCall(
            collection=resource.collection,
            caller=reader.caller,
            record_id=checks.record_id(record_id),
            parent_id=checks.record_id(parent) if parent else None,
        )
        whole = self._services.call(resource.service, "whole", call)
        whole["names"] |= self._items(reader, whole["record"].get("screening_list"))
        said = self._in_words.said(reader, resource, whole, parent, filled)
        return page(self._sessions, reader, "record.html", status_of(filled), **said)

    def _items(self, reader: PageReader, screening_list: str | None) -> dict[str, str]:
        """What the items of a screening list ask, by their codes; nothing for who may not read the list."""
        if screening_list is None:
            return {}
        asked = ReadCall(collection="screening-lists", caller=reader.caller, record_id=screening_list)
        try:
            found = self._services.call("topics", "read", asked)
        except Refusal:
            return {}
        return {str(item["code"]): str(item["label"]) for item in found["items"]}

    def _resource(self, collection: str, of: str) -> Resource:
        """Raises NotFound where it is not nested there."""
        resource = self._of[collection]
        if (resource.parent or "") != of:
            raise NotFound(_("没有这个地址。"))
        return resource


def _words_of(typed: str) -> str | None:
    """What is looked for, without what no text holds."""
    return typed.replace("\x00", "").strip()[:MOST_WORDS] or None


def redirected(address: str) -> Response:
    return flask.make_response(redirect(address, code=303))


def _states(resource: Resource) -> list[str]:
    return list(LIFECYCLES[resource.collection].states)


def _row(
    resource: Resource, record: Mapping[str, Any], lang: str, names: Mapping[str, str], own_words: WordsOfADivision
) -> dict[str, Any]:
    return {
        "id": record["id"],
        "title": title_of(resource, record, lang, names),
        "state": state_word(resource, str(record["state"]), lang, own_words),
        "flags": flags(record, lang),
        "role": role_word(str(record["role"]), lang) if record.get("role") else "",
        "due": record.get("due"),
        "updated_at": record["updated_at"],
    }
