"""What the Party organisation decides in the box beside a record: checked, read once more, and then given as any command is."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import flask
from flask import Response, request

from gateway.documents.resource import Resource
from gateway.http import checks
from gateway.http.sessions import Sessions
from gateway.pages.forms import body_of
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.sent_form import SentForm, sent_form
from gateway.pages.translated import _
from gateway.pages.work.chosen_command import ChosenCommand
from gateway.pages.work.decision_box import CHOSEN, DECIDED, FilledIn, decisions
from gateway.pages.work.giving import GivingPages
from infra.kernel.base.problems import Invalid, Refusal

PageOfARecord: TypeAlias = Callable[[PageReader, Resource, str, str, FilledIn | None], Response]
"""Of a record by its id, with what was sent of its box."""


class DecidingPages:
    """`pages` by collection are those on which a box stands."""

    def __init__(
        self,
        sessions: Sessions,
        giving: GivingPages,
        pages: Mapping[str, PageOfARecord],
        resources: Sequence[Resource],
    ) -> None:
        self._sessions, self._giving, self._pages = sessions, giving, pages
        self._of = {each.collection: each for each in resources}

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("deciding-pages", __name__)
        kinds = ",".join(f'"{name}"' for name in DECIDED)
        routes.add_url_rule(f"/<any({kinds}):collection>/<record_id>/decide", view_func=self.decide, methods=["POST"])
        return routes

    def decide(self, collection: str, record_id: str) -> Response:
        """The page to check it; the record's page again while something is missing, or is to be changed."""
        reader, resource = reader_of(self._sessions), self._of[collection]
        with sent_form(request) as sent:
            wanted = _wanted(resource, checks.record_id(record_id), sent)
            try:
                reader.signed_in().sent(sent.text("csrf"))
            except Refusal as refusal:
                if wanted is None:
                    raise
                return self._giving.refused(reader, wanted, sent, refusal)
            if sent.text("back"):
                return self._again(reader, resource, record_id, FilledIn(sent))
            if wanted is None:
                return self._again(reader, resource, record_id, FilledIn(sent, {CHOSEN: [_("请选一项决定")]}))
            try:
                body = body_of(resource.commands[wanted.command], sent)
                return self._giving.check(reader, wanted, sent, body, back=f"{wanted.address}/decide")
            except Invalid as missing:
                return self._again(reader, resource, record_id, FilledIn(sent, missing.errors or {}))

    def _again(self, reader: PageReader, resource: Resource, record_id: str, filled: FilledIn) -> Response:
        return self._pages[resource.collection](reader, resource, record_id, "", filled)


def _wanted(resource: Resource, record_id: str, sent: SentForm) -> ChosenCommand | None:
    """None where nothing that a box holds was chosen."""
    command = sent.text(CHOSEN)
    return ChosenCommand(resource, command, record_id) if command in decisions(resource) else None
