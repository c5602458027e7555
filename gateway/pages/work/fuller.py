"""Records whose page tells more than they themselves do: a venue, a member, a plan, a duty. The status sentence first, as on every page."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import flask
from flask import Response, request

from gateway.documents.resource import Resource
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.services import Services
from gateway.http.sessions import Sessions
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.work.decision_box import FilledIn, status_of
from gateway.pages.work.record_in_words import RecordInWords
from infra.kernel.base.calls import Gathering
from infra.kernel.base.problems import Refusal


@dataclass(frozen=True)
class AskingMore:
    """What a page is made with: who reads it, how the services are asked, where the site is, every kind of record."""

    reader: PageReader
    services: Services
    site: str
    resources: Mapping[str, Resource]

    def gathered(self, service: str, asked: Gathering) -> dict[str, Any] | None:
        """None while the service does not answer: its part of the page says so."""
        try:
            return self.services.call(service, "gathered", asked)
        except Refusal:
            return None


@dataclass(frozen=True)
class FullerKind:
    """`asked` is asked of the record's own service, with the record; `more` is what the template is filled with besides."""

    collection: str
    template: str
    asked: Callable[[PageReader, str], Gathering]
    more: Callable[[AskingMore, Mapping[str, Any]], dict[str, Any]]


class FullerPages:
    def __init__(
        self, gateway: Gateway, sessions: Sessions, kinds: Sequence[FullerKind], resources: Sequence[Resource]
    ) -> None:
        self._services, self._sessions, self._site = gateway.services, sessions, gateway.settings.public_url
        self._of, self._in_words = {each.collection: each for each in resources}, RecordInWords(resources)
        self._kinds = {each.collection: each for each in kinds}

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("fuller-pages", __name__)
        for collection in self._kinds:
            # What is no id, as /plans/new, is another page's.
            address, shown = f"/{collection}/<uuid:record_id>", partial(self.shown, collection)
            routes.add_url_rule(address, view_func=shown, endpoint=collection)
        return routes

    def shown(self, collection: str, record_id: uuid.UUID) -> Response:
        return self.one(reader_of(self._sessions), self._of[collection], str(record_id))

    def one(
        self, reader: PageReader, resource: Resource, record_id: str, parent: str = "", filled: FilledIn | None = None
    ) -> Response:
        """`filled` is what was sent of its decision box and is not done yet. Raises NotFound for who may not read it."""
        if not (resource.open_reading or reader.session):
            reader.signed_in()
        kind = self._kinds[resource.collection]
        told = self._services.call(resource.service, "gathered", kind.asked(reader, checks.record_id(record_id)))
        asking = AskingMore(reader, self._services, (self._site or request.host_url).rstrip("/"), self._of)
        more = kind.more(asking, told)
        told["names"] |= more.pop("names", {})
        said = self._in_words.said(reader, resource, told, parent, filled)
        return page(self._sessions, reader, kind.template, status_of(filled), **said, **more)
