"""Records from a sheet: `POST /v1/{collection}/import`, with `preview=true` to see what it would make and what is wrong.

With a bad cell nothing is done. Without one each row is a command of the caller's own, as in a bulk request; its key is made
of the file and the row, so that the same file sent again makes nothing twice and does what was not come to.
"""

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from eventlet import tpool
from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import Schema

from gateway.documents import sheets
from gateway.documents.resource import Resource
from gateway.http import problems
from gateway.http.context import Gateway, identity_of_request
from gateway.http.files import file_bytes
from gateway.records.bulk import Asked, carried_out
from gateway.records.naming import Naming
from gateway.records.reading import Truth, query_of
from gateway.sheets.filling import BadCell, Filled, filled
from gateway.sheets.reading import rows_of
from infra.kernel.base.calls import Caller
from infra.kernel.base.problems import Invalid

MEND = "表中有误，未导入任何一行；请按 errors 更正 nothing was brought in: mend the cells that errors names"


class ImportQuery(Schema):
    preview = Truth(metadata={"description": "只看结果，不导入（true） only shows what it would do"})


def add_import(blueprint: Blueprint, resource: Resource, gateway: Gateway) -> None:
    blueprint.route(f"{resource.path}/import", methods=["POST"], endpoint="import")(
        blueprint.doc(**sheets.of_import(resource, ImportQuery))(_importing(resource, gateway))
    )


def _importing(resource: Resource, gateway: Gateway) -> Callable[..., Response]:
    def bring_in() -> Response:
        caller = identity_of_request().with_token()
        content = file_bytes(request)
        preview = query_of(ImportQuery()).get("preview", False)
        # A workbook may take seconds: meanwhile the others are served.
        rows = tpool.execute(rows_of, content)
        found = filled(
            rows, resource.columns, resource.commands[str(resource.creating)](), Naming(gateway.services, caller).find
        )
        if preview:
            return _json(_shown(found))
        if found.bad:
            raise Invalid(MEND, errors={_place(cell): [cell.problem] for cell in found.bad})
        digest = hashlib.sha256(content).hexdigest()
        answers = carried_out(resource, gateway, asked_of_rows(resource, caller, digest, found.bodies))
        numbered = [{"row": number, **answer} for (number, _), answer in zip(found.bodies, answers, strict=True)]
        return _json({"items": numbered})

    return bring_in


def _shown(found: Filled) -> dict[str, Any]:
    return {
        "rows": [{"row": number, "body": body} for number, body in found.bodies],
        "errors": [asdict(cell) for cell in found.bad],
    }


def asked_of_rows(resource: Resource, caller: Caller, digest: str, bodies: list[tuple[int, dict[str, Any]]]) -> Asked:
    """`digest` is that of the file: by its page or by the interface, the same file makes the same records once."""
    items = [{"key": f"import-{resource.collection}-{digest}-{number}", "body": body} for number, body in bodies]
    return Asked(caller, str(resource.creating), items, parent_id=None, if_match=None)


def _place(cell: BadCell) -> str:
    """As a spreadsheet names it: B3; a column that is missing by its field."""
    return f"{cell.column}{cell.row}" if cell.column else f"{cell.row}.{cell.field}"


def _json(document: dict[str, Any]) -> Response:
    return Response(problems.in_bytes(document), content_type="application/json")
