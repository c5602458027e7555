"""What a screening goes through: the items of the topic's list, so that whoever screens answers them and types no code."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema

from gateway.http.services import Services
from gateway.pages.reader import PageReader
from infra.kernel.base.calls import ReadCall
from infra.kernel.base.problems import Refusal

VERDICTS = "verdicts"


def items_asked(
    services: Services, reader: PageReader, schema: type[Schema], record: Mapping[str, Any]
) -> Mapping[str, list[tuple[str, str]]]:
    """By the name of the field, (code, words) of each item; nothing where nothing is screened, or the list cannot be read."""
    listed = record.get("screening_list")
    if VERDICTS not in schema._declared_fields or listed is None:
        return {}
    try:
        found = services.call("topics", "read", ReadCall("screening-lists", reader.caller, str(listed)))
    except Refusal:
        return {}
    words = {str(item["code"]): str(item["label"]) for item in found["items"]}
    codes = [str(code) for code in record.get("screening_items") or words]
    return {VERDICTS: [(code, words[code]) for code in codes if code in words]}
