"""A decision in words, to be read once more before it is given."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.pages.forms import FormField
from gateway.pages.reader import PageReader
from gateway.pages.sent_form import SentForm
from gateway.pages.translated import _
from gateway.pages.work.chosen_command import ChosenCommand
from gateway.pages.work.facts import title_of
from gateway.pages.work.history import in_capacity
from gateway.pages.work.phase import act_word


def sentence_of(reader: PageReader, wanted: ChosenCommand, record: Mapping[str, Any], sent: SentForm | None) -> str:
    """Who decides what, in which capacity, under which number."""
    who = reader.session.name if reader.session else ""
    if reader.office and reader.acting_as:
        who = in_capacity(who, str(reader.office["organisation_name"] or ""), reader.acting_as)
    act = act_word(wanted.resource, wanted.command, reader.lang)
    title = title_of(wanted.resource, record, reader.lang, {}) if record else ""
    number = sent.text("document_number") if sent else ""
    if number:
        return _("%(who)s：%(act)s《%(title)s》，文号 %(number)s。", who=who, act=act, title=title, number=number)
    return _("%(who)s：%(act)s《%(title)s》。", who=who, act=act, title=title) if title else f"{who}：{act}。"


def flat(asked: Sequence[FormField]) -> list[FormField]:
    return [one for each in asked for one in (each, *(inner for row in each.rows for inner in flat(row)))]


def decided(asked: Sequence[FormField]) -> list[tuple[str, str]]:
    """What was filled in, in words, to be read once more; what was answered item by item by the words of the item."""
    found: list[tuple[str, str]] = []
    for one in asked:
        by_item = [row for row in one.rows if row[0].kind == "told"]
        found += [(row[0].label, "；".join(map(_in_words, filter(_is_filled, row[1:])))) for row in by_item]
        found += [(each.label, _in_words(each)) for each in flat([one]) if not by_item and _is_filled(each)]
    return found


def _is_filled(one: FormField) -> bool:
    return any(one.value)


def _in_words(one: FormField) -> str:
    return "、".join(dict(one.options).get(value, value) for value in one.value if value)
