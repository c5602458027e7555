"""查进度: what became of a matter, for whoever has its code; and what he may do about it himself."""

import re
from typing import Any

import flask
from flask import Response, redirect, request

from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.days import day_of
from gateway.pages.forms import Filling, body_of, questions
from gateway.pages.reader import PageReader, new_key, reader_of
from gateway.pages.rendering import page
from gateway.pages.resident.said import STAGES, of_submission
from gateway.pages.sent_form import SentForm, sent_form
from gateway.pages.translated import _
from gateway.pages.words import in_language
from gateway.pages.work.phase import act_word
from gateway.records import submissions, tasks, tellings, topics, tracking
from infra.kernel.base.calls import Caller, CommandCall
from infra.kernel.base.problems import Invalid, NotFound, Refusal

OPENED = {one.collection: one for one in (submissions.RESOURCE, topics.RESOURCE, tasks.RESOURCE, tellings.RESOURCE)}
"""The kinds of record that a code does something about."""
WARNED = frozenset({"withdraw"})

FROM_ITS_NOTICE_ON = (
    "noticed", "preparing", "consulting", "concluded", "outcome_review", "implementing", "closed", "archived",
)  # fmt: skip
"""States of a topic that anybody may read; in others it may be inside."""


class FollowPages:
    def __init__(self, gateway: Gateway, sessions: Sessions) -> None:
        self._services, self._sessions = gateway.services, sessions

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("follow-pages", __name__)
        routes.add_url_rule("/f", view_func=self.ask, methods=["GET"], endpoint="ask")
        routes.add_url_rule("/f", view_func=self.find, methods=["POST"], endpoint="find")
        routes.add_url_rule("/f/<code>", view_func=self.follow, methods=["GET"], endpoint="follow")
        routes.add_url_rule(
            "/f/<code>/<collection>/<record_id>/<command>", view_func=self.act, methods=["POST"], endpoint="act"
        )
        return routes

    def ask(self) -> Response:
        return page(self._sessions, reader_of(self._sessions), "ask_code.html", wrong="", here="/f")

    def find(self) -> Response:
        """People type the code with blanks and in small letters."""
        reader = reader_of(self._sessions)
        with sent_form(request) as sent:
            code = _as_given(sent.text("code"))
        if code:
            try:
                tracking.page(self._services, code)
                return flask.make_response(redirect(f"/f/{code}", code=303))
            except NotFound:
                pass
        wrong = _("没有这个查询码。查询码 16 位，不含 I、L、O、U。") if code else _("请填写查询码。")
        return page(self._sessions, reader, "ask_code.html", 404 if code else 422, wrong=wrong, here="/f")

    def follow(self, code: str) -> Response:
        return self._shown(reader_of(self._sessions), code, 200)

    def act(self, code: str, collection: str, record_id: str, command: str) -> Response:
        reader = reader_of(self._sessions)
        resource = OPENED.get(collection)
        if resource is None or command not in (*resource.by_tracking, *resource.open_commands):
            raise NotFound(_("没有这件事可办。"))
        with sent_form(request) as sent:
            try:
                reader.sent(sent.text("csrf"))
                body = body_of(resource.commands[command], sent)
                call = CommandCall(
                    collection=collection,
                    command=command,
                    body=body,
                    key=sent.text("key") or new_key(),
                    caller=Caller(tracking_code=code),
                    correlation_id=flask.g.correlation_id,
                    record_id=checks.record_id(record_id),
                )
                self._services.call(resource.service, "command", call)
            except Refusal as refusal:
                return self._shown(reader, code, refusal.status, (collection, record_id, command, refusal, sent))
        return flask.make_response(redirect(f"/f/{code}?done={command}", code=303))

    def _shown(
        self, reader: PageReader, code: str, status: int, failed: tuple[str, str, str, Refusal, SentForm] | None = None
    ) -> Response:
        told = tracking.page(self._services, code)
        today = day_of(told["now"]).isoformat()
        senseless = "give_consent" if told["consent"] else "withdraw_consent"
        own = [one for one in told["commands"] if one["command"] != senseless]
        acts = [_act(reader, "submissions", told, one, failed) for one in own]
        for task in told["tasks"]:
            acts += [_act(reader, "tasks", task, one, failed) for one in task["commands"]]
        for telling in told["tellings"]:
            acts += [_act(reader, "tellings", telling, one, failed) for one in telling["commands"]]
        if told["linked_topic"]:
            acts += [
                _act(reader, "topics", told["linked_topic"], one, failed) for one in told["linked_topic"]["commands"]
            ]
        return page(
            self._sessions,
            reader,
            "follow.html",
            status,
            code=code,
            short=f"{code[:4]}-…-{code[-4:]}",
            told=told,
            said=of_submission(told, today),
            stages=STAGES,
            topic_can_be_read=bool(told["linked_topic"]) and told["linked_topic"]["state"] in FROM_ITS_NOTICE_ON,
            acts=sorted(acts, key=lambda one: one["command"] in WARNED),
            refused=in_language(failed[3].detail or failed[3].title, reader.lang) if failed else "",
            done=request.args.get("done", "")[:40],
            here=f"/f/{code}",
        )


def _as_given(typed: str) -> str:
    """Of what somebody typed, with blanks, in small letters: the code as it was given, in groups of four."""
    bare = re.sub(r"[^0-9A-Z]", "", typed.upper())
    return "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))


def _act(
    reader: PageReader, collection: str, record: dict[str, Any], one: dict[str, Any], failed: Any
) -> dict[str, Any]:
    """A command that the holder may give now, as a form."""
    mine = failed is not None and failed[:3] == (collection, record["id"], one["command"])
    errors = failed[3].errors or {} if mine and isinstance(failed[3], Invalid) else {}
    filling = Filling(reader.lang, sent=failed[4] if mine else None, errors=errors)
    return {
        "command": one["command"],
        "label": act_word(OPENED[collection], one["command"], reader.lang),
        "about": record.get("title") or "",
        "path": f"{collection}/{record['id']}/{one['command']}",
        "fields": questions(OPENED[collection].commands[one["command"]], filling),
        "key": new_key(),
        "warn": one["command"] in WARNED,
        "open": mine or one["command"] in ("rate", "supply_info"),
    }
