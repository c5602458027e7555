"""`/{collection}/{id}/print/{document}.pdf` and `.docx`: with the reader's own rights, of what he may read.

Reading for a document is reading: what is kept inside leaves the same line on record (ADR 33).
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import flask
from flask import Response, request

from gateway.documents.resource import Resource
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.papers.material import Material
from gateway.pages.papers.registry import FORMS, PRINTABLES, Printable, printable
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.translated import _
from gateway.paper.official import Paper
from gateway.paper.typesetting import TYPES, written
from infra.kernel.base.calls import ListCall, ReadCall
from infra.kernel.base.problems import NotFound

MOST_CALLS, A_PAGE = 3, 200


class PrintPages:
    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._settings, self._sessions = gateway.services, gateway.settings, sessions
        self._of = {each.collection: each for each in resources}

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("print-pages", __name__)
        printed = ",".join(sorted({f'"{each.collection}"' for each in PRINTABLES}))
        forms = ",".join(FORMS)
        routes.add_url_rule(
            f"/<any({printed}):collection>/<record_id>/print/<name>.<any({forms}):form>", view_func=self.print_record
        )
        return routes

    def print_record(self, collection: str, record_id: str, name: str, form: str) -> Response:
        reader, resource, wanted = reader_of(self._sessions), self._of[collection], printable(collection, name)
        if wanted is None:
            raise NotFound(_("没有这种文书。"))
        if not (resource.open_reading and wanted.public):
            reader.signed_in()
        call = ReadCall(collection, reader.caller, checks.record_id(record_id))
        whole = self._services.call(resource.service, "whole", call)
        if not wanted.offered(whole["record"]):
            raise NotFound(_("现在还没有这份文书，等办到那一步就有了。"))
        document = wanted.make(self._material(reader, wanted, whole))
        return handed_over(document, document.title, form, reader)

    def _material(self, reader: PageReader, wanted: Printable, whole: dict[str, Any]) -> Material:
        record, names = whole["record"], dict(whole["names"])
        around: dict[str, list[Mapping[str, Any]]] = {}
        for collection in wanted.inside:
            around[collection], named = self._inside(reader, wanted, collection, record["id"])
            names |= named
        if wanted.beside is not None:
            field, collection = wanted.beside
            around[collection] = self._beside(reader, collection, record[field])
        return Material(record, whole["history"], names, f"{self._site}/{wanted.collection}/{record['id']}", around)

    @property
    def _site(self) -> str:
        return (self._settings.public_url or request.host_url).rstrip("/")

    def _inside(
        self, reader: PageReader, wanted: Printable, collection: str, parent: str
    ) -> tuple[list[Mapping[str, Any]], dict[str, str]]:
        """All of them, as far as three calls go: four hundred."""
        rows: list[Mapping[str, Any]] = []
        names: dict[str, str] = {}
        cursor: str | None = None
        for _call in range(MOST_CALLS - len(wanted.inside)):
            call = ListCall(collection, reader.caller, parent_id=parent, sort="created_at", limit=A_PAGE, cursor=cursor)
            found = self._services.call(self._of[collection].service, "listed", call)
            rows, names, cursor = [*rows, *found["items"]], {**names, **found["names"]}, found["next"]
            if cursor is None:
                break
        return rows, names

    def _beside(self, reader: PageReader, collection: str, record_id: str | None) -> list[Mapping[str, Any]]:
        """Nothing where there is none, or he may not read it."""
        if record_id is None:
            return []
        try:
            return [
                self._services.call(
                    self._of[collection].service, "read", ReadCall(collection, reader.caller, record_id)
                )
            ]
        except NotFound:
            return []


def handed_over(paper: Paper, called: str, form: str, reader: PageReader) -> Response:
    response = Response(written(paper, form, stranger=reader.session is None), content_type=TYPES[form])
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"document.{form}\"; filename*=UTF-8''{quote(f'{called}.{form}', safe='')}"
    )
    return response
