"""The desk's middle: how far the agenda is, who speaks and who is next, how much each side has spoken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.pages.meeting.told import DeskTold, OneTap, there, voices
from gateway.pages.translated import _
from gateway.pages.work.phase import state_word
from gateway.records import participants
from gateway.records.meeting_pack import speaking

NOT_TOLD: Mapping[str, Any] = {"state": ""}
"""Of more people than the desk is told."""


@dataclass(frozen=True)
class RunningTime:
    """Since when something runs, as the server counts it; `planned` minutes, None where none are."""

    seconds: int
    planned: int | None

    @property
    def said(self) -> str:
        """Minutes and seconds: 2:14."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}"

    @property
    def over(self) -> int:
        """How many minutes it is over what was planned."""
        return max(0, self.seconds // 60 - self.planned) if self.planned else 0


@dataclass(frozen=True)
class PointOnTheAgenda:
    """`mark` is tick, at or open; `number` where it may be begun now."""

    title: str
    mark: str
    planned: int | None
    minutes: int | None
    clock: RunningTime | None
    tap: OneTap | None
    number: int | None


@dataclass(frozen=True)
class Turn:
    """A turn on the speaking order; `waits_for`: where its speaker is who is not in the room."""

    name: str
    about: str
    mark: str
    clock: RunningTime | None
    minutes: int | None
    tap: OneTap | None
    waits_for: str
    more: str


@dataclass(frozen=True)
class CourseOfTheMeeting:
    """`may_speak` are (id, name) of who can be put on the order."""

    agenda: list[PointOnTheAgenda]
    now: PointOnTheAgenda | None
    turns: list[Turn]
    spoken: int
    balance: Sequence[Mapping[str, Any]]
    may_speak: list[tuple[str, str]]


def course_of(told: DeskTold) -> CourseOfTheMeeting:
    agenda = [_point(told, number, point) for number, point in enumerate(told.record["agenda"], start=1)]
    speeches = sorted(told.part("speeches"), key=lambda one: (one["state"] != "speaking", one["number"]))
    return CourseOfTheMeeting(
        agenda=agenda,
        now=next((one for one in agenda if one.clock), None),
        turns=[_turn(told, one) for one in speeches if one["state"] in ("speaking", "listed")],
        spoken=sum(one["state"] == "spoken" for one in speeches),
        balance=speaking([dict(one) for one in speeches]),
        may_speak=_may_speak(told) if told.may_make("speeches") else [],
    )


def _point(told: DeskTold, number: int, point: Mapping[str, Any]) -> PointOnTheAgenda:
    begun = next((one for one in told.part("agenda") if one["number"] == number), None)
    planned = point.get("minutes")
    if begun is None:
        running = any(one["state"] == "begun" for one in told.part("agenda"))
        may = told.may_make("agenda") and not running
        return PointOnTheAgenda(point["title"], "open", planned, None, None, None, number if may else None)
    if begun["state"] == "done":
        return PointOnTheAgenda(point["title"], "tick", planned, begun["minutes"], None, None, None)
    address = f"{told.address}/agenda/{begun['id']}/finish_point"
    tap = OneTap("plain", address, _("完成这一项")) if "finish_point" in begun["allowed_commands"] else None
    clock = RunningTime(told.seconds_since(begun["begun_at"]), planned)
    return PointOnTheAgenda(point["title"], "at", planned, None, clock, tap, None)


def _turn(told: DeskTold, one: Mapping[str, Any]) -> Turn:
    speaker = next((each for each in told.guests if each["id"] == one["participant"]), NOT_TOLD)
    speaks, address = one["state"] == "speaking", f"{told.address}/speeches/{one['id']}"
    clock = RunningTime(told.seconds_since(one["begun_at"]), one["planned"]) if speaks else None
    away = not speaks and not there([speaker])
    waits_for = state_word(participants.RESOURCE, str(speaker["state"]), told.lang, told.own_words) if away else ""
    another = any(each["state"] == "speaking" for each in told.part("speeches"))
    command, word = ("end_speech", _("讲完了")) if speaks else ("begin_speech", _("请发言"))
    may = command in one["allowed_commands"] and not waits_for and (speaks or not another)
    return Turn(
        name=told.called(speaker),
        about=str(one["group"] or told.name(speaker.get("organisation"))),
        mark="at" if speaks else "open",
        clock=clock,
        minutes=one["minutes"],
        tap=OneTap("plain", f"{address}/{command}", word) if may else None,
        waits_for=waits_for,
        more=f"{address}/move_speaker?to=parent" if "move_speaker" in one["allowed_commands"] else "",
    )


def _may_speak(told: DeskTold) -> list[tuple[str, str]]:
    """Who is there and waits for no turn yet."""
    waiting = {one["participant"] for one in told.part("speeches") if one["state"] == "listed"}
    return [(str(one["id"]), told.called(one)) for one in there(voices(told.guests)) if one["id"] not in waiting]
