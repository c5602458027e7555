"""等我办的: what waits for me, late first, one act a row; a row is there only while I have a command to give."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import flask
from flask import Response, request

from gateway.documents.resource import Resource
from gateway.documents.who_may import LIFECYCLES, WayToGive
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.days import day_of, days_left
from gateway.pages.own_words import WordsOfADivision, of_division
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from gateway.pages.work.due import due_of
from gateway.pages.work.facts import flags, title_of
from gateway.pages.work.phase import HANDING_OVER, USUAL, act_word, state_word
from infra.kernel.base.problems import Refusal
from infra.kernel.contract.row import is_awaited

IN_ORDER = ("topics", "outcomes", "meetings", "members")
AT_ONCE = 2
"""Services asked for one page; what the others have stands one link away."""
SOON_DAYS = 7
LATE, TODAY, THIS_WEEK, LATER, NO_DUE = range(5)


class QueuePage:
    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._sessions = gateway.services, sessions
        self._of = {each.collection: each for each in resources}

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("work-page", __name__)
        routes.add_url_rule("/work", view_func=self.show)
        return routes

    def show(self) -> Response:
        reader = reader_of(self._sessions).signed_in()
        services = _with_work(self._of.values(), (*reader.roles, *reader.in_person))
        chosen = [one for one in services if one == request.args.get("of")] or services[:AT_ONCE]
        rows, silent, now, more = list[dict[str, Any]](), list[str](), "", False
        for service in chosen:
            try:
                found = self._services.call(service, "waiting", {"caller": reader.caller})
            except Refusal:
                silent.append(service)
                continue
            now = found["now"]
            more = more or found["more"]
            rows += [
                self._row(reader, record, found["names"], now, of_division(found, record, reader.lang))
                for record in found["items"]
            ]
        return page(
            self._sessions,
            reader,
            "work.html",
            groups=_grouped(sorted(rows, key=lambda row: (row["group"], str(row["due"] or "9999"), row["since"]))),
            count=len(rows),
            late=sum(1 for row in rows if row["group"] == LATE),
            today=now,
            elsewhere=[one for one in services if one not in chosen],
            asked=chosen,
            silent=silent,
            more=more,
        )

    def _row(
        self,
        reader: PageReader,
        record: Mapping[str, Any],
        names: Mapping[str, str],
        now: str,
        own_words: WordsOfADivision,
    ) -> dict[str, Any]:
        resource, lang = self._of[str(record["collection"])], reader.lang
        due = due_of(resource.collection, record)
        nested = resource.parent is not None
        parent = record.get(str(resource.parent).removesuffix("s")) if nested else None
        base = f"/{resource.parent}/{parent}/{resource.collection}" if nested else f"/{resource.collection}"
        command = _next_act(resource, record, reader)
        today = day_of(now).isoformat()
        return {
            "address": f"{base}/{record['id']}" if parent or not nested else "",
            "title": title_of(resource, record, lang, names),
            "kind": resource.label.partition(" ")[0 if lang == "zh" else 2].partition("（")[0],
            "state": state_word(resource, str(record["state"]), lang, own_words),
            "about": names.get(str(record.get("topic")), "") or names.get(str(record.get("organisation")), ""),
            "flags": flags(record, lang),
            "due": due,
            "left": days_left(due, today) if due else "",
            "group": _group(due, today),
            "since": record["updated_at"],
            "command": command,
            "act": act_word(resource, command, lang) if command else "",
        }


def _with_work(resources: Iterable[Resource], roles: Sequence[str]) -> list[str]:
    """The services in which there are commands that lead on for one of these roles."""
    has = {
        each.service
        for each in resources
        for command, ways in LIFECYCLES[each.collection].commands.items()
        if any(way.states and _awaited_of(command, way, role) for way in ways for role in roles)
    }
    return [service for service in IN_ORDER if service in has]


def _next_act(resource: Resource, record: Mapping[str, Any], reader: PageReader) -> str:
    """What he may do in his office; where the record names himself, or his office has nothing to do, what is his in person."""
    himself = reader.session is not None and reader.session.person in record.values()
    ways = (reader.in_person, reader.roles) if himself else (reader.roles, reader.in_person)
    state = str(record["state"])
    usual = _usual_act(resource, state, ways[0]) or _usual_act(resource, state, ways[1])
    lost = record.get("organisation_ended") and "OFF" in reader.roles and HANDING_OVER in resource.commands
    return HANDING_OVER if lost else usual


def _usual_act(resource: Resource, state: str, roles: Sequence[str]) -> str:
    """The usual command that leads on from here and is for one of these roles, else the first of the table."""
    commands = LIFECYCLES[resource.collection].commands
    ways = (
        command
        for command in (*USUAL.get(resource.collection, ()), *resource.words)
        if command in commands
        for way in commands[command]
        if state in way.states and any(_awaited_of(command, way, role) for role in roles)
    )
    return next(ways, "")


def _awaited_of(command: str, way: WayToGive, role: str) -> bool:
    return role in way.roles and is_awaited(command, role, way.states)


def _group(due: Any, today: str) -> int:
    if not due:
        return NO_DUE
    days = (day_of(str(due)) - day_of(today)).days
    if days < 0:
        return LATE
    if days == 0:
        return TODAY
    return THIS_WEEK if days <= SOON_DAYS else LATER


def _grouped(rows: list[dict[str, Any]]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """(class, heading, rows) of each group that has any."""
    words = (_("已晚"), _("今天"), _("七天内"), _("以后"), _("没有期限"))
    found = [(number, [row for row in rows if row["group"] == number]) for number in range(len(words))]
    return [("late" if number == LATE else "", words[number], own) for number, own in found if own]
