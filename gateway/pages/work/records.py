"""A record's page, its lists, and the forms of its commands: the same for every kind, from the published tables."""

from collections.abc import Mapping, Sequence
from typing import Any

import flask
from flask import Response, redirect, request

from gateway.documents.documents import RECEIPTS
from gateway.documents.resource import Resource
from gateway.documents.who_may import LIFECYCLES
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.days import day_of, days_left
from gateway.pages.own_words import WordsOfADivision, of_division
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from gateway.pages.words.what_the_system_did import DONE
from gateway.pages.work.facts import InWords, facts, flags, title_of
from gateway.pages.work.may_be_asked import may_create
from gateway.pages.work.phase import act_word, acts, phase, state_word, steps
from infra.kernel.base.calls import ListCall, ReadCall
from infra.kernel.base.problems import NotFound, Refusal

A_PAGE = 30
SHORT_HISTORY = 6
MOST_WORDS = 200


class RecordPages:
    """`resources` in the order in which people look for them."""

    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._sessions = gateway.services, sessions
        self._of = {each.collection: each for each in resources}
        self._resources = list(resources)

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
        kinds = [(each.collection, _label(each, reader.lang)) for each in self._resources if each.parent is None]
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
            label=_label(resource, reader.lang),
            rows=rows,
            following=found["next"],
            base=_base(resource, parent),
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
        reader, resource = reader_of(self._sessions), self._resource(collection, of)
        if not (resource.open_reading or reader.session):
            reader.signed_in()
        call = ReadCall(
            collection=collection,
            caller=reader.caller,
            record_id=checks.record_id(record_id),
            parent_id=checks.record_id(parent) if parent else None,
        )
        whole = self._services.call(resource.service, "whole", call)
        whole["names"] |= self._items(reader, whole["record"].get("screening_list"))
        return page(self._sessions, reader, "record.html", **self._said(reader, resource, whole, parent))

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

    def _said(self, reader: PageReader, resource: Resource, whole: dict[str, Any], parent: str) -> dict[str, Any]:
        record, lang = whole["record"], reader.lang
        own_words = of_division(whole, record, lang)
        offered = acts(resource, record["allowed_commands"], lang) if reader.session else []
        base = _base(resource, parent)
        today = day_of(whole["now"]).isoformat()
        return {
            "resource": resource,
            "label": _label(resource, lang),
            "title": title_of(resource, record, lang, whole["names"]),
            "record": record,
            "phase": phase(resource, record["state"], offered, lang, own_words),
            "flags": flags(record, lang),
            "facts": facts(resource, record, InWords(whole["names"], lang, own_words)),
            "acts": offered,
            "base": base,
            "address": f"{base}/{record['id']}",
            "due": (record.get("due"), days_left(record["due"], today)) if record.get("due") else None,
            "late": bool(record.get("due")) and str(record["due"]) < today and record.get("overdue"),
            "history": self._history(whole["history"], lang),
            "short": SHORT_HISTORY,
            "inside": [
                (each.collection, _label(each, lang)) for each in self._resources if each.parent == resource.collection
            ],
            "parent": (resource.parent, parent) if parent else None,
            "done": self._done(resource, lang),
            "files": record.get("files") or [],
            "step": record.get("step"),
        }

    def _done(self, resource: Resource, lang: str) -> str:
        """What has just been done here, of the commands that there are."""
        done = request.args.get("done", "")
        return act_word(resource, done, lang) if done in resource.words else ""

    def _history(self, history: Sequence[Mapping[str, Any]], lang: str) -> list[dict[str, Any]]:
        """Newest first; each step by what its command is called, and by whom."""
        return [
            {
                "what": self._step(str(event["type"]), lang),
                "at": event["occurred_at"],
                "who": event.get("actor_name") or "",
                "capacity": str(event["capacity"]).partition(" ")[0 if lang == "zh" else 2],
                "organisation": event.get("organisation_name") or "",
                "reason": event.get("reason") or "",
                "late": event.get("late"),
                "receipt": f"{RECEIPTS}/{event['id']}?as=html",
            }
            for event in reversed(history)
        ]

    def _step(self, event: str, lang: str) -> str:
        """What people did is called by its command, what the system did by what came of it."""
        step = steps().get(event)
        if step is None:
            return _("有了变化")
        resource = next(each for each in self._resources if _lifecycle(each) == step.lifecycle)
        if step.command in resource.words:
            return act_word(resource, step.command, lang)
        if step.to:
            return _("转入：%(state)s", state=state_word(resource, step.to, lang))
        return DONE[step.command][lang != "zh"] if step.command in DONE else _("有了变化")

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


def _base(resource: Resource, parent: str) -> str:
    return f"/{resource.parent}/{parent}/{resource.collection}" if parent else f"/{resource.collection}"


def _label(resource: Resource, lang: str) -> str:
    chinese, _blank, english = resource.label.partition(" ")
    return (chinese if lang == "zh" else english).partition("（")[0]


def _states(resource: Resource) -> list[str]:
    return list(LIFECYCLES[resource.collection].states)


def _lifecycle(resource: Resource) -> str:
    return LIFECYCLES[resource.collection].name


def _row(
    resource: Resource, record: Mapping[str, Any], lang: str, names: Mapping[str, str], own_words: WordsOfADivision
) -> dict[str, Any]:
    return {
        "id": record["id"],
        "title": title_of(resource, record, lang, names),
        "state": state_word(resource, str(record["state"]), lang, own_words),
        "flags": flags(record, lang),
        "due": record.get("due"),
        "updated_at": record["updated_at"],
    }
