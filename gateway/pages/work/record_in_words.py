"""A record as its page says it: title, state, sentence, flags, facts, what may be done, what was done."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request

from gateway.documents.resource import Resource
from gateway.pages.days import day_of, days_left
from gateway.pages.own_words import of_division
from gateway.pages.reader import PageReader
from gateway.pages.work.decision_box import FilledIn, decision_box
from gateway.pages.work.due import due_of
from gateway.pages.work.facts import InWords, facts, flags, title_of
from gateway.pages.work.history import HistoryInWords
from gateway.pages.work.phase import act_word, acts, phase

SHORT_HISTORY = 6


class RecordInWords:
    """`resources` in the order in which people look for them."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._resources, self._history = list(resources), HistoryInWords(resources)

    def said(
        self,
        reader: PageReader,
        resource: Resource,
        whole: Mapping[str, Any],
        parent: str = "",
        filled: FilledIn | None = None,
    ) -> dict[str, Any]:
        """What the templates of records are filled with, of what a service answers to `whole`."""
        record, lang = whole["record"], reader.lang
        own_words = of_division(whole, record, lang)
        offered = acts(resource, record, lang) if reader.session else []
        base = base_of(resource, parent)
        address = f"{base}/{record['id']}"
        box = decision_box(resource, record, reader, address, filled)
        history = self._history.told(whole["history"], lang)
        standing = phase(resource, record["state"], offered, lang, own_words)
        return {
            "resource": resource,
            "label": label_of(resource, lang),
            "title": title_of(resource, record, lang, whole["names"]),
            "record": record,
            "phase": standing,
            "flags": flags(record, lang),
            "facts": facts(resource, record, InWords(whole["names"], lang, own_words)),
            "box": box,
            "wrongs": box.wrongs if box else [],
            "acts": [one for one in offered if box is None or one.command not in box.commands],
            "base": base,
            "address": address,
            **_due(resource.collection, record, standing.over, day_of(whole["now"]).isoformat()),
            "history": history,
            "short": SHORT_HISTORY,
            "inside": [
                (each.collection, label_of(each, lang))
                for each in self._resources
                if each.parent == resource.collection
            ],
            "parent": (resource.parent, parent) if parent else None,
            **self._done(resource, history, lang),
            "files": record.get("files") or [],
            "step": record.get("step"),
        }

    def _done(self, resource: Resource, history: Sequence[Any], lang: str) -> dict[str, Any]:
        """What has just been done here, of the commands that there are, and the step of the history that it was."""
        done = request.args.get("done", "")
        if done not in resource.words:
            return {"done": "", "done_step": None}
        step = next((one for one in history if one.command == done), None)
        return {"done": act_word(resource, done, lang), "done_step": step}


def base_of(resource: Resource, parent: str) -> str:
    return f"/{resource.parent}/{parent}/{resource.collection}" if parent else f"/{resource.collection}"


def label_of(resource: Resource, lang: str) -> str:
    chinese, _blank, english = resource.label.partition(" ")
    return (chinese if lang == "zh" else english).partition("（")[0]


def _due(collection: str, record: Mapping[str, Any], over: bool, today: str) -> dict[str, Any]:
    """How long there still is; nothing where nobody has anything to do any more."""
    due = None if over else due_of(collection, record)
    return {
        "due": (due, days_left(due, today)) if due else None,
        "late": due is not None and day_of(due).isoformat() < today and record.get("overdue"),
    }
