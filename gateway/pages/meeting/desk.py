"""The desk of a meeting: people, the course of the meeting and what is agreed side by side, for who works at it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import flask
from flask import Response, request

from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.days import day_of
from gateway.pages.meeting.consensus import items_of
from gateway.pages.meeting.course import course_of
from gateway.pages.meeting.minutes import proposed
from gateway.pages.meeting.people import people_of
from gateway.pages.meeting.told import CHECK_IN_OPEN, DeskTold
from gateway.pages.reader import PageReader, new_key, reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from gateway.pages.words import in_language
from gateway.pages.work.phase import Act, act_word, acts, phase
from gateway.pages.work.records import RecordPages
from gateway.records import agenda, invitations, items, meetings, notes, notices, participants, speeches
from infra.kernel.base.calls import ReadCall

WORK_AT_MEETINGS = frozenset(("CHAIR", "LIA", "REC", "OFF"))
OF_THE_MEETING = {
    one.collection: one
    for one in (
        *(meetings.RESOURCE, participants.RESOURCE, agenda.RESOURCE, speeches.RESOURCE, items.RESOURCE),
        *(notes.RESOURCE, notices.RESOURCE, invitations.RESOURCE),
    )
}
NEXT = {
    "planned": "schedule", "scheduled": "send_notices", "notified": "confirm_ready", "ready": "open", "in_session": "end",
    "suspended": "resume", "ended": "draft_minutes", "minutes_draft": "circulate_minutes",
    "minutes_review": "sign_minutes", "minutes_signed": "publish_minutes", "restricted": "release_minutes",
    "postponed": "reschedule",
}  # fmt: skip
"""The step that a meeting of each state is there for: the one solid button."""
FURTHER = ("notified", "ready")
"""The states in which notices have been sent once."""
CHECKS_IN = frozenset(("REC", "LIA"))
"""Who checks people in: his one solid button, where no step of the meeting is his."""
DRAFTING = ("draft_minutes", "redraft_minutes")
"""What is written on the desk itself, the record in sight."""
BESIDE_IT = ("send_notices", "suspend", "end", "postpone", "confirm_minutes", "object_to_minutes")
"""What stands beside it as a button of its own; the others are opened."""


class DeskPages:
    """Whoever does not work at the meeting reads what the general page says of it."""

    def __init__(self, gateway: Gateway, sessions: Sessions, general: RecordPages) -> None:
        self._services, self._sessions, self._general = gateway.services, sessions, general

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("desk-pages", __name__)
        # An id, so that what is no meeting (`/meetings/new`) stays with the general pages.
        routes.add_url_rule("/meetings/<uuid:meeting>", view_func=self.shown, methods=["GET"], endpoint="desk")
        return routes

    def shown(self, meeting: UUID) -> Response:
        reader, record_id = reader_of(self._sessions), str(meeting)
        if request.args.get("as") == "record" or not WORK_AT_MEETINGS & {*reader.roles}:
            return self._general.shown("meetings", record_id)
        call = ReadCall("meetings", reader.caller, record_id)
        answer = self._services.call("meetings", "desk", call)
        if not answer["works_as"]:
            return self._general.shown("meetings", record_id)
        return page(self._sessions, reader, "desk.html", **_said(reader, DeskTold(answer, reader.lang)))


def _said(reader: PageReader, told: DeskTold) -> dict[str, Any]:
    record, lang = told.record, told.lang
    offered = [one for one in acts(meetings.RESOURCE, record, lang) if not _is_done(told, one.command)]
    drafting = next((one.command for one in offered if one.command in DRAFTING), "")
    first, beside, rare = _in_order(told.state, [one for one in offered if one.command != drafting])
    versions = list(reversed(record["minutes"]))
    return {
        "told": told,
        "record": record,
        "address": told.address,
        "phase": phase(meetings.RESOURCE, told.state, offered, lang, told.own_words),
        "missing": [(in_language(one["rule"], lang), one["about"]) for one in told.answer["missing"]],
        "not_yet": _not_yet(told),
        "first": first,
        "check_in_first": first is None and told.state in CHECK_IN_OPEN and bool(CHECKS_IN & {*reader.roles}),
        "beside": beside,
        "rare": rare,
        "people": people_of(told, request.args.get("id", "")),
        "course": course_of(told),
        "items": items_of(told),
        "notes": [one for one in told.part("notes") if one["state"] == "kept"],
        "versions": versions,
        "drafting": drafting,
        "wording": (versions[0]["text"] if versions else proposed(told)) if drafting else "",
        "done": _done(told),
        "new_key": new_key,
    }


def _is_done(told: DeskTold, command: str) -> bool:
    """Further notices are for whoever was invited since: with nobody waiting for one they are refused."""
    return command == "send_notices" and told.state in FURTHER and not told.answer["unnoticed"]


def _in_order(state: str, offered: list[Act]) -> tuple[Act | None, list[Act], list[Act]]:
    """The step that is next, what stands beside it, what is rare."""
    first = next((one for one in offered if one.command == NEXT.get(state)), None)
    beside = [one for one in offered if one is not first and one.command in BESIDE_IT]
    return first, beside, [one for one in offered if one is not first and one not in beside]


def _not_yet(told: DeskTold) -> str:
    """Which day the next step waits for; "" where it waits for none."""
    record, today = told.record, day_of(told.answer["now"])
    if told.state == "ready" and day_of(record["starts_at"]) > today:
        return _("到会议当天才能开会。")
    return ""


def _done(told: DeskTold) -> str:
    """What has just been done at the desk, of the commands that there are, and with whom."""
    resource = OF_THE_MEETING.get(request.args.get("in", "meetings"))
    command = request.args.get("done", "")
    if resource is None or command not in resource.words:
        return ""
    return "：".join(filter(None, (act_word(resource, command, told.lang), _whom(told, request.args.get("id", "")))))


def _whom(told: DeskTold, record_id: str) -> str:
    guests: dict[str, Mapping[str, Any]] = {str(one["id"]): one for one in told.guests}
    speech = next((one for one in told.part("speeches") if one["id"] == record_id), None)
    guest = guests.get(str(speech["participant"]) if speech else record_id)
    return told.called(guest) if guest else ""
