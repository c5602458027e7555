"""How records come from a sheet and go into one: `POST /v1/{collection}/import`, `GET /v1/{collection}/export`."""

from marshmallow import Schema, fields

from gateway.documents import documents, many, shapes
from gateway.documents.documents import Document
from gateway.documents.many import RefusedOfMany
from gateway.documents.resource import Resource
from gateway.documents.shapes import Either

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
BYTES: Document = {"type": "string", "format": "binary"}
ROW = {"description": "表中的行号，从 1 起 the row's number in the sheet, from 1"}


class SheetFault(Schema):
    """有误的单元格 A cell that stands in the way."""

    row = fields.Integer(required=True, metadata=ROW)
    column = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "列的字母，缺列时为 null its letter, null if it is missing"},
    )
    field = fields.String(
        required=True, allow_none=True, metadata={"description": "对应的字段 the field that the column holds"}
    )
    value = fields.String(required=True, metadata={"description": "单元格的内容 what it says"})
    problem = fields.String(required=True, metadata={"description": "问题及如何更正 what is wrong with it"})


class RefusedRow(RefusedOfMany):
    """被拒绝的一行 A row that was refused."""

    row = fields.Integer(required=True, metadata=ROW)


def of_import(resource: Resource, query: type[Schema]) -> Document:
    columns = "、".join(f"{column.headings[0]} ({column.field})" for column in resource.columns)
    return {
        "operationId": f"{resource.collection}.import",
        "summary": f"{resource.label}：从表格导入 bring in a sheet",
        "description": (
            f"XLSX 的第一张表，或 CSV（UTF-8、GBK、GB18030）；首行为标题：{columns}。至多 2000 行、20 MB。有误则一行也不导入。\n"
            "The first sheet of an XLSX workbook, or CSV. Each row is a command of the caller's own, with its own answer. "
            "What a row refers to is named by id, a division by its code, others also by a name that is theirs alone. "
            "With a bad cell nothing is done. The same file sent again within seven days makes nothing twice."
        ),
        "security": documents.TOKEN,
        "parameters": [{"in": "query", "schema": query}, documents.CAPACITY, documents.CORRELATION],
        "requestBody": {
            "required": True,
            "content": {
                "application/octet-stream": {"schema": BYTES},
                "multipart/form-data": {
                    "schema": {"type": "object", "properties": {"file": BYTES}, "required": ["file"]}
                },
            },
        },
        "responses": {
            "200": {
                "description": "预览，或各行的答复 the preview, or an answer to each row",
                "content": {"application/json": {"schema": _brought_in(resource)}},
            },
            **documents.refusals("unauthenticated", "too-large", "malformed", "too-many", "unavailable"),
            "422": documents.UNPROCESSABLE,
        },
    }


def of_export(resource: Resource, query: type[Schema]) -> Document:
    return {
        "operationId": f"{resource.collection}.export",
        "summary": f"{resource.label}：导出表格 the list as a sheet",
        "description": (
            "与列表相同的权限和条件。像公式的内容一律作为文字。\n"
            "What the list shows to this caller, by the same filters. No cell is one that a spreadsheet would run."
        ),
        "security": documents.TOKEN,
        "parameters": [{"in": "query", "schema": query}, documents.CAPACITY, documents.CORRELATION],
        "responses": {
            "200": {
                "description": "表格文件 the sheet",
                "content": {XLSX: {"schema": BYTES}, "text/csv": {"schema": {"type": "string"}}},
            },
            **documents.refusals("unauthenticated", "invalid", "too-many", "unavailable"),
        },
    }


def _brought_in(resource: Resource) -> type[Schema]:
    """Either what it would make, or what it made."""
    kind, body = shapes.kind_of(resource), documents.body_of(resource, str(resource.creating))
    row = shapes.named(
        f"{kind}SheetRow",
        f"{resource.label}：一行 a good row",
        {
            "row": fields.Integer(required=True, metadata=ROW),
            "body": fields.Nested(
                body, required=True, metadata={"description": "所要创建的 what it would be created with"}
            ),
        },
    )
    made = shapes.named(
        f"{kind}RowDone",
        f"{resource.label}：已导入的一行 a row that was brought in",
        {
            **many.done_of(documents.answer_to(resource, str(resource.creating))),
            "row": fields.Integer(required=True, metadata=ROW),
        },
    )
    members = {
        "rows": fields.List(fields.Nested(row), metadata={"description": "预览：可导入的各行 the good rows"}),
        "errors": fields.List(fields.Nested(SheetFault), metadata={"description": "预览：有误的单元格 the bad cells"}),
        "items": fields.List(Either(made, RefusedRow), metadata={"description": "各行的答复 an answer to each row"}),
    }
    return shapes.named(f"{kind}Sheet", f"{resource.label}：导入的结果 what came of a sheet", members)
