"""A list as a sheet: `GET /v1/{collection}/export`, with what the caller may read, and nothing that a spreadsheet would run."""

from collections.abc import Callable, Iterator
from typing import Any

from eventlet import tpool
from flask import Response
from flask_smorest import Blueprint

from gateway.documents import sheets
from gateway.documents.resource import Column, Resource
from gateway.documents.who_may import LIFECYCLES
from gateway.http.context import Gateway, identity_of_request
from gateway.records.naming import Naming
from gateway.records.reading import MOST_ITEMS, ListFilters, query_of
from gateway.sheets.csv_text import csv_of
from gateway.sheets.xlsx import xlsx_of
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.problems import Invalid
from infra.kernel.contract import wire

MOST_EXPORTED = 20_000
WRITERS = {"xlsx": xlsx_of, "csv": csv_of}


class ExportQuery(ListFilters):
    """The filters of the list; all that fits comes at once."""

    class Meta:
        exclude = ("limit", "cursor")

    format = wire.OneOf(*WRITERS, required=True, metadata={"description": "文件格式 what kind of file"})


def add_export(blueprint: Blueprint, resource: Resource, gateway: Gateway) -> None:
    blueprint.route(f"{resource.path}/export", endpoint="export")(
        blueprint.doc(**sheets.of_export(resource, ExportQuery))(_exporting(resource, gateway))
    )


def _exporting(resource: Resource, gateway: Gateway) -> Callable[..., Response]:
    def take_away() -> Response:
        caller = identity_of_request().with_token()
        query = query_of(ExportQuery())
        form = query.pop("format")
        naming = Naming(gateway.services, caller)
        records = _records(resource, gateway, caller, query)
        rows = [_headings(resource), *(_row(resource, record, naming) for record in records)]
        response = Response(tpool.execute(WRITERS[form], rows), content_type=sheets.TYPES[form])
        response.headers["Content-Disposition"] = f'attachment; filename="{resource.collection}.{form}"'
        return response

    return take_away


def _records(resource: Resource, gateway: Gateway, caller: Caller, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
    cursor: str | None = None
    for _ in range(MOST_EXPORTED // MOST_ITEMS):
        call = ListCall(collection=resource.collection, caller=caller, limit=MOST_ITEMS, cursor=cursor, **query)
        page = gateway.services.call(resource.service, "listing", call)
        yield from page["items"]
        cursor = page["next"]
        if cursor is None:
            return
    raise Invalid(f"超过 {MOST_EXPORTED} 条，请加条件 there are more than {MOST_EXPORTED}; narrow the list down")


def _headings(resource: Resource) -> list[str]:
    return ["编号", *(column.headings[0] for column in resource.columns), "状态"]


def _row(resource: Resource, record: dict[str, Any], naming: Naming) -> list[str]:
    state = LIFECYCLES[resource.collection].states.get(record["state"], record["state"])
    cells = (_text(column, record.get(column.field), naming) for column in resource.columns)
    return [record["id"], *cells, state]


def _text(column: Column, value: Any, naming: Naming) -> str:
    if value is None:
        return ""
    if column.of:
        return naming.called(column.of, value)
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return column.words.get(said, said)
