"""`/import/{collection}`: records from a sheet: first what it would make and what is wrong in which cell, then what came of each row."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import flask
from eventlet import tpool
from flask import Response, request

from gateway.documents.resource import Resource
from gateway.documents.sheets import TYPES
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.sent_form import SentForm, sent_form
from gateway.pages.translated import _
from gateway.pages.words import in_language
from gateway.pages.work.carried_rows import RowsInTurn, packed, unpacked
from gateway.pages.work.may_be_asked import may_create, must_create
from gateway.pages.work.record_in_words import label_of
from gateway.records.bulk import carried_out
from gateway.records.importing import asked_of_rows
from gateway.records.naming import Naming
from gateway.sheets.cells import letters
from gateway.sheets.filling import BadCell, Filled, filled
from gateway.sheets.reading import rows_of
from gateway.sheets.xlsx import xlsx_of
from infra.kernel.base.problems import Invalid, NotFound, Unavailable

SHOWN_ROWS = 20
MOST_MISTAKES = 100
MOST_FILE = 20 * 1024 * 1024
A_DIGEST = re.compile("[0-9a-f]{64}")
WHY = "没有导入的原因"
DONE = 400
"""A status below it says that the row was brought in."""


@dataclass(frozen=True)
class CellOfAPreview:
    text: str
    wrong: str


@dataclass(frozen=True)
class RowOfAPreview:
    number: int
    cells: list[CellOfAPreview]


@dataclass(frozen=True)
class MistakeInASheet:
    """`cell` as a spreadsheet names it, B3; `heading` is the column's."""

    cell: str
    heading: str
    text: str
    problem: str


@dataclass(frozen=True)
class RowNotBroughtIn:
    number: int
    first: str
    why: str


@dataclass(frozen=True)
class SheetAtHand:
    """`stage`: choose, preview or result. `carried` goes on with the page, `refused` is what a sheet of those is made of."""

    stage: str
    wrong: str = ""
    headings: list[str] = field(default_factory=list)
    rows: list[RowOfAPreview] = field(default_factory=list)
    count: int = 0
    good: int = 0
    mistakes: list[MistakeInASheet] = field(default_factory=list)
    more_mistakes: int = 0
    carried: str = ""
    digest: str = ""
    made: int = 0
    not_made: list[RowNotBroughtIn] = field(default_factory=list)
    unfinished: bool = False
    status: int = 200


class ImportPages:
    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._gateway, self._sessions = gateway, sessions
        self._of = {each.collection: each for each in resources if each.columns}

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("import-pages", __name__)
        kinds = ",".join(f'"{name}"' for name in self._of)
        address = f"/import/<any({kinds}):collection>"
        routes.add_url_rule("/import", view_func=self.kinds)
        routes.add_url_rule(address, view_func=self.ask, methods=["GET"], endpoint="ask")
        routes.add_url_rule(address, view_func=self.answer, methods=["POST"], endpoint="answer")
        routes.add_url_rule(f"{address}/sheet.xlsx", view_func=self.empty_sheet, endpoint="empty")
        routes.add_url_rule(
            f"{address}/refused.xlsx", view_func=self.refused_sheet, methods=["POST"], endpoint="refused"
        )
        return routes

    def kinds(self) -> Response:
        """Of which kinds he may bring records in. Raises NotFound where that is none."""
        reader = reader_of(self._sessions).signed_in()
        kinds = [(name, label_of(each, reader.lang)) for name, each in self._of.items() if may_create(each, reader)]
        if not kinds:
            raise NotFound(_("您现在的身份没有可以从表格导入的记录。"))
        return page(self._sessions, reader, "import_kinds.html", kinds=kinds)

    def ask(self, collection: str) -> Response:
        reader, resource = self._his(collection)
        return self._page(reader, resource, SheetAtHand("choose"))

    def empty_sheet(self, collection: str) -> Response:
        """With the headings alone, to be filled in."""
        _reader, resource = self._his(collection)
        return _workbook([[column.headings[0] for column in resource.columns]], collection)

    def answer(self, collection: str) -> Response:
        """A file is looked at; one that was looked at, and is sent back as it was, is brought in."""
        reader, resource = self._his(collection)
        with sent_form(request, most_files=MOST_FILE) as sent:
            reader.sent(sent.text("csrf"))
            try:
                rows, digest = self._rows(sent)
                found = self._understood(reader, resource, rows)
                carried = packed(rows)
            except Invalid as refusal:
                said = in_language(_first(refusal), reader.lang)
                return self._page(reader, resource, SheetAtHand("choose", said, status=refusal.status))
        if sent.text("do") != "bring" or found.bad or not found.bodies:
            return self._page(reader, resource, _preview(resource, rows, found, carried, digest, reader.lang))
        return self._page(reader, resource, self._brought(reader, resource, rows, found, carried, digest))

    def refused_sheet(self, collection: str) -> Response:
        """The rows that were not brought in as they were written, each with its reason in a column more."""
        reader, _resource = self._his(collection)
        with sent_form(request) as sent:
            reader.sent(sent.text("csrf"))
            rows = unpacked(sent.text("carried"))
            reasons = {row.number: sent.text(f"why-{row.number}") for row in rows[1:]}
        headings, *others = rows
        width = max(len(row.cells) for row in rows)
        written = [[cell.text for cell in headings.cells] + [""] * (width - len(headings.cells)) + [WHY]]
        written += [
            [cell.text for cell in row.cells] + [""] * (width - len(row.cells)) + [reasons[row.number]]
            for row in others
            if reasons[row.number]
        ]
        return _workbook(written, f"{collection}-refused")

    def _rows(self, sent: SentForm) -> tuple[RowsInTurn, str]:
        """Of the file, or of the page that it was looked at on; and the digest of the file. Raises Invalid."""
        if sent.files:
            sent.files[0].seek(0)
            content = sent.files[0].read()
            # A workbook may take seconds: meanwhile the others are served.
            return tpool.execute(rows_of, content), hashlib.sha256(content).hexdigest()
        carried, digest = sent.text("carried"), sent.text("digest")
        if not carried or not A_DIGEST.fullmatch(digest):
            raise Invalid("", errors={"file": [_("请选一个文件。")]})
        return unpacked(carried), digest

    def _understood(self, reader: PageReader, resource: Resource, rows: RowsInTurn) -> Filled:
        schema = resource.commands[str(resource.creating)]()
        return filled(rows, resource.columns, schema, Naming(self._gateway.services, reader.caller).find)

    def _brought(
        self, reader: PageReader, resource: Resource, rows: RowsInTurn, found: Filled, carried: str, digest: str
    ) -> SheetAtHand:
        asked = asked_of_rows(resource, reader.caller, digest, found.bodies)
        answers = carried_out(resource, self._gateway, asked)
        numbered = list(zip((number for number, _body in found.bodies), answers, strict=True))
        named = {row.number: next((cell.text for cell in row.cells if cell.text.strip()), "") for row in rows}
        not_made = [
            RowNotBroughtIn(number, named[number], _why(answer["problem"], reader.lang))
            for number, answer in numbered
            if answer["status"] >= DONE
        ]
        # What was not come to in the time of one request is done by the same request once more.
        unfinished = any(answer["status"] == Unavailable.status for _number, answer in numbered)
        return SheetAtHand(
            "result",
            count=len(numbered),
            made=len(numbered) - len(not_made),
            not_made=not_made,
            carried=carried,
            digest=digest,
            unfinished=unfinished,
        )

    def _his(self, collection: str) -> tuple[PageReader, Resource]:
        """Raises NotPermitted, and says who may."""
        reader, resource = reader_of(self._sessions).signed_in(), self._of[collection]
        must_create(resource, reader)
        return reader, resource

    def _page(self, reader: PageReader, resource: Resource, sheet: SheetAtHand) -> Response:
        return page(
            self._sessions,
            reader,
            "import.html",
            sheet.status,
            sheet=sheet,
            label=label_of(resource, reader.lang),
            collection=resource.collection,
            columns=[_column(resource, column.field, column.headings[0]) for column in resource.columns],
            here=f"/import/{resource.collection}",
        )


def _preview(resource: Resource, rows: RowsInTurn, found: Filled, carried: str, digest: str, lang: str) -> SheetAtHand:
    bad = {(cell.row, cell.column): _problem(resource, cell, lang) for cell in found.bad}
    headings, *others = rows
    return SheetAtHand(
        "preview",
        headings=[cell.text for cell in headings.cells],
        rows=[
            RowOfAPreview(
                row.number,
                [
                    CellOfAPreview(cell.text, bad.get((row.number, letters(place)), ""))
                    for place, cell in enumerate(row.cells)
                ],
            )
            for row in others[:SHOWN_ROWS]
        ],
        count=len(others),
        good=len(found.bodies),
        mistakes=[_mistake(resource, cell, lang) for cell in found.bad[:MOST_MISTAKES]],
        more_mistakes=max(0, len(found.bad) - MOST_MISTAKES),
        carried="" if found.bad else carried,
        digest="" if found.bad else digest,
        status=422 if found.bad else 200,
    )


def _mistake(resource: Resource, cell: BadCell, lang: str) -> MistakeInASheet:
    headings = {column.field: column.headings[0] for column in resource.columns}
    place = f"{cell.column}{cell.row}" if cell.column else _("第 %(num)s 行", num=cell.row)
    return MistakeInASheet(place, headings.get(str(cell.field), ""), cell.value, _problem(resource, cell, lang))


def _problem(resource: Resource, cell: BadCell, lang: str) -> str:
    """In the reader's language; where there is a choice, with the words that may stand there."""
    said = in_language(cell.problem, lang)
    words = next((list(column.words.values()) for column in resource.columns if column.field == cell.field), [])
    return f"{said}：{'、'.join(words)}" if words and cell.value else said


def _column(resource: Resource, name: str, heading: str) -> tuple[str, bool]:
    """What a column is called, and whether it must be there."""
    return heading, bool(resource.commands[str(resource.creating)]().fields[name].required)


def _why(problem: Mapping[str, Any], lang: str) -> str:
    named = [
        str(one)
        for said in (problem.get("errors") or {}).values()
        for one in (said if isinstance(said, list) else [said])
    ]
    return "；".join(in_language(one, lang) for one in named or [str(problem.get("detail") or problem["title"])])


def _first(refusal: Invalid) -> str:
    named = [str(one) for said in (refusal.errors or {}).values() for one in said]
    return named[0] if named else str(refusal.detail or refusal.title)


def _workbook(rows: list[list[str]], name: str) -> Response:
    response = Response(tpool.execute(xlsx_of, rows), content_type=TYPES["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
