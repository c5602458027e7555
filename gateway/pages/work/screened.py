"""What a screening goes through, and a matter is turned down by: the items of the list, so that nobody types a code."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from marshmallow import Schema

from gateway.http.services import Services
from gateway.pages.forms import FormField
from gateway.pages.reader import PageReader
from gateway.pages.translated import _
from gateway.pages.work.chosen_command import ChosenCommand
from infra.kernel.base.calls import ListCall, ReadCall
from infra.kernel.base.problems import Refusal

VERDICTS, GROUND, LISTS = "verdicts", "code", "screening-lists"
TURN_DOWN = ("reject", "exclude")
"""The kinds of items that are grounds to turn a matter down."""


def items_asked(
    services: Services, reader: PageReader, schema: type[Schema], record: Mapping[str, Any]
) -> Mapping[str, list[tuple[str, str]]]:
    """By the name of the field, (code, words) of each item; nothing where nothing is screened, or the list cannot be read."""
    listed = record.get("screening_list")
    if VERDICTS not in schema._declared_fields or listed is None:
        return {}
    try:
        found = services.call("topics", "read", ReadCall(LISTS, reader.caller, str(listed)))
    except Refusal:
        return {}
    words = {str(item["code"]): str(item["label"]) for item in found["items"]}
    codes = [str(code) for code in record.get("screening_items") or words]
    return {VERDICTS: [(code, words[code]) for code in codes if code in words]}


def grounds_offered(
    services: Services, reader: PageReader, wanted: ChosenCommand, record: Mapping[str, Any], asked: list[FormField]
) -> list[FormField]:
    """A matter is turned down on a ground chosen by its words, from the list of its place; typed where none can be read."""
    if (wanted.resource.collection, wanted.command) != ("submissions", "reject") or not record.get("division"):
        return asked
    try:
        found = services.call("topics", "listing", ListCall(LISTS, reader.caller))["items"]
    except Refusal:
        return asked
    items = _nearest(found, str(record["division"])).get("items", [])
    grounds = [(str(item["code"]), str(item["label"])) for item in items if item["kind"] in TURN_DOWN]
    if not grounds:
        return asked
    label = _("属于哪一种情形")
    return [replace(one, kind="choice", label=label, options=grounds) if one.name == GROUND else one for one in asked]


def _nearest(lists: Sequence[Mapping[str, Any]], division: str) -> Mapping[str, Any]:
    """As the rule has it: the newest of the nearest division at or above this one; that of the country has none."""
    around = [one for one in lists if division.startswith(one.get("division") or "")]
    return max(around, key=lambda one: (len(one.get("division") or ""), one["id"]), default={})
