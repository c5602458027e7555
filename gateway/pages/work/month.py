"""`/tasks/calendar`: a month of whoever has tasks: what is due on which day, which days are worked, and what is late on top."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import flask
from flask import Response, request

from gateway.documents.resource import Resource
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.days import day_of, days_left, month_said
from gateway.pages.own_words import of_division
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from gateway.pages.work.due import due_of
from gateway.pages.work.facts import flags, title_of
from gateway.pages.work.phase import state_word
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.problems import Refusal
from infra.kernel.base.workdays import YearNotice, is_workday

TASKS = "tasks"
MOST = 200
A_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
SATURDAY = 5


@dataclass(frozen=True)
class DatedWork:
    """`late`: its day has passed, and its clock was not stopped."""

    title: str
    href: str
    state: str
    about: str
    flags: list[tuple[str, str]]
    day: date
    left: str
    late: bool


@dataclass(frozen=True)
class CalendarDay:
    """`word` says what the day is otherwise than its weekday lets one think; `off`: nobody works."""

    day: date
    off: bool
    word: str
    works: list[DatedWork]


class MonthPage:
    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._sessions = gateway.services, sessions
        self._resource = next(each for each in resources if each.collection == TASKS)

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("month-page", __name__)
        routes.add_url_rule("/tasks/calendar", view_func=self.show)
        return routes

    def show(self) -> Response:
        """A service that does not answer leaves its part out, and the page says so."""
        reader = reader_of(self._sessions).signed_in()
        calendars = self._listed("members", ListCall("calendars", reader.caller, limit=MOST))
        now = str((calendars or self._services.call("outcomes", "now", {}))["now"])
        today = day_of(now)
        first = _month_asked(request.args.get("month", "")) or today.replace(day=1)
        tasks = self._listed("outcomes", _until(reader.caller, max(_after(first), today)))
        works = list(self._works(reader, tasks or {"items": [], "names": {}}, today))
        notices, names = _entered(calendars["items"] if calendars else [])
        days = [_day(day, works, notices, names) for day in _days(first)]
        return page(
            self._sessions,
            reader,
            "month.html",
            said=month_said(first),
            late=[one for one in works if one.late],
            days=days,
            blank=first.weekday() + 1,
            due=sum(len(one.works) for one in days),
            today=today,
            before=_address(first - timedelta(days=1)),
            after=_address(_after(first)),
            this="" if first == today.replace(day=1) else _address(today),
            provisional=any(is_workday(one.day, notices)[1] for one in days),
            silent=tasks is None or calendars is None,
            unread=tasks is None,
            more=bool(tasks and tasks["next"]),
        )

    def _listed(self, service: str, call: ListCall) -> dict[str, Any] | None:
        try:
            return self._services.call(service, "queued", call)
        except Refusal:
            return None

    def _works(self, reader: PageReader, found: Mapping[str, Any], today: date) -> Iterator[DatedWork]:
        for record in found["items"]:
            if due := due_of(TASKS, record):
                yield self._work(reader, record, found, day_of(due), today)

    def _work(
        self, reader: PageReader, record: Mapping[str, Any], found: Mapping[str, Any], day: date, today: date
    ) -> DatedWork:
        names, lang = found["names"], reader.lang
        own_words = of_division(found, record, lang)
        return DatedWork(
            title=title_of(self._resource, record, lang, names),
            href=f"/{TASKS}/{record['id']}",
            state=state_word(self._resource, str(record["state"]), lang, own_words),
            about=_("报进展") if record["state"] == "tracking" else "",
            flags=flags(record, lang),
            day=day,
            left=days_left(day.isoformat(), today.isoformat()),
            late=day < today and record["state"] != "paused",
        )


def _until(caller: Caller, end: date) -> ListCall:
    """What is due before that day, and all that is late by today: also while another month is looked at."""
    return ListCall(TASKS, caller, mine=True, due_before=end.isoformat(), sort="due", limit=MOST)


def _month_asked(said: str) -> date | None:
    """Its first day; None for what is no month of this century."""
    found = A_MONTH.fullmatch(said)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _after(first: date) -> date:
    """The first day of the month after it."""
    return (first + timedelta(days=31)).replace(day=1)


def _days(first: date) -> Iterator[date]:
    day = first
    while day < _after(first):
        yield day
        day += timedelta(days=1)


def _address(day: date) -> str:
    month = f"{day:%Y-%m}"
    return f"/tasks/calendar?month={month}" if A_MONTH.fullmatch(month) else ""


def _entered(calendars: Sequence[Mapping[str, Any]]) -> tuple[list[YearNotice], dict[date, str]]:
    """The notices that an administrator entered, and what their holidays are called."""
    notices, names = list[YearNotice](), dict[date, str]()
    for one in calendars:
        called = {day: str(holiday["name"]) for holiday in one["days_off"] for day in _from_to(holiday)}
        workdays = tuple(map(date.fromisoformat, one["workdays"]))
        notices.append(YearNotice(one["year"], one["edition"], tuple(called), workdays))
        names |= called
    return notices, names


def _from_to(holiday: Mapping[str, str]) -> Iterator[date]:
    day, last = date.fromisoformat(holiday["first"]), date.fromisoformat(holiday["last"])
    while day <= last:
        yield day
        day += timedelta(days=1)


def _day(
    day: date, works: Sequence[DatedWork], notices: Sequence[YearNotice], names: Mapping[date, str]
) -> CalendarDay:
    worked, weekend = is_workday(day, notices)[0], day.weekday() >= SATURDAY
    word = _("调休上班") if worked and weekend else names.get(day, "") or ("" if worked or weekend else _("放假"))
    return CalendarDay(day, not worked, word, [one for one in works if one.day == day])
