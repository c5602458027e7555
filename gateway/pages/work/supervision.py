"""`/supervision`: what is late, at risk, returned or found wanting, the latest first, and one act a row: to urge, then to supervise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import flask
from flask import Response, request

from gateway.documents.resource import Resource
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.days import day_of, days_left
from gateway.pages.own_words import of_division
from gateway.pages.reader import PageReader, new_key, reader_of
from gateway.pages.rendering import page
from gateway.pages.translated import _
from gateway.pages.work.divisions_offered import COUNTY, in_order, near_enough
from gateway.pages.work.facts import flags, title_of
from gateway.pages.work.onward import SUPERVISION
from gateway.pages.work.phase import act_word, state_word
from infra.kernel.base.calls import Choices, ListCall
from infra.kernel.base.problems import NotFound, NotPermitted, Refusal

TASKS = "tasks"
WHO = ("DISP", "SUP")
RUNNING = (
    "assigned", "signed", "return_requested", "handling", "co_waiting", "extension_requested", "reply_drafted",
    "reply_review", "rework",
)  # fmt: skip
"""In which a task is not answered, and its clock runs."""
LATE, SOON, RETURNED, DISSATISFIED = "late", "soon", "returned", "dissatisfied"
KINDS: Mapping[str, dict[str, Any]] = {
    LATE: {"state": list(RUNNING), "overdue": True},
    SOON: {"state": list(RUNNING), "overdue": False},
    RETURNED: {"state": ["return_requested"]},
    DISSATISFIED: {"state": ["rework"]},
}
"""What each is narrowed to."""
SOON_DAYS = 7
A_PAGE = 30


@dataclass(frozen=True)
class SupervisedRow:
    """`act` is the command that is offered beside it; `at_once`: it asks nothing, and is given here."""

    id: str
    title: str
    lead: str
    state: str
    flags: list[tuple[str, str]]
    due: str
    left: str
    late: bool
    act: str
    label: str
    at_once: bool
    version: int


class SupervisionPage:
    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._sessions = gateway.services, sessions
        self._resource = next(each for each in resources if each.collection == TASKS)

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("supervision-page", __name__)
        routes.add_url_rule(f"/{SUPERVISION}", view_func=self.show)
        return routes

    def show(self) -> Response:
        """Raises NotPermitted for whoever neither gives tasks out nor supervises them."""
        reader = reader_of(self._sessions).signed_in()
        if not any(role in WHO for role in reader.roles):
            raise NotPermitted(_("这一页归交办机构和督查机构用。您有这个身份的话，请先换身份。"))
        asked = _asked()
        found = self._services.call("outcomes", "queued", _call(reader, asked))
        today = day_of(found["now"]).isoformat()
        records = [one for one in found["items"] if asked["kind"] != SOON or _is_soon(one, today)]
        done = request.args.get("done", "")
        return page(
            self._sessions,
            reader,
            "supervision.html",
            kinds=_kinds(),
            asked=asked,
            rows=[self._row(reader, one, found, today) for one in records],
            now=found["now"],
            following=_narrowed(asked, found["next"]) if found["next"] and len(records) == len(found["items"]) else "",
            first=not request.args.get("cursor"),
            tabs={kind: _narrowed({**asked, "kind": kind}) for kind in KINDS},
            then=_narrowed(asked),
            done=act_word(self._resource, done, reader.lang) if done in self._resource.words else "",
            done_id=_an_id(request.args.get("of", "")),
            key=new_key,
            offered=self._offered(reader),
        )

    def _row(
        self, reader: PageReader, record: Mapping[str, Any], found: Mapping[str, Any], today: str
    ) -> SupervisedRow:
        lang, act = reader.lang, _act(reader, record)
        return SupervisedRow(
            id=str(record["id"]),
            title=title_of(self._resource, record, lang, found["names"]),
            lead=found["names"].get(str(record["lead"]), ""),
            state=state_word(self._resource, str(record["state"]), lang, of_division(found, record, lang)),
            flags=flags(record, lang),
            due=str(record["due"]),
            left=days_left(str(record["due"]), today),
            late=bool(record["overdue"]),
            act=act,
            label=act_word(self._resource, act, lang),
            at_once=act == "urge",
            version=int(record["version"]),
        )

    def _offered(self, reader: PageReader) -> dict[str, list[tuple[str, str]]]:
        """What the list may be narrowed to; nothing while that cannot be read."""
        division = (reader.office or {}).get("division") or ""
        kinds = ["organisations", *(["divisions"] if near_enough(division) else [])]
        try:
            found = self._services.call("members", "choices", Choices(kinds, reader.caller, division[:COUNTY] or None))
        except Refusal:
            return {"organisations": [], "divisions": []}
        named = {kind: [(one[0], one[1]) for one in found.get(kind, [])] for kind in ("organisations", "divisions")}
        return {**named, "divisions": in_order(named["divisions"])}


def _asked() -> dict[str, str]:
    """What is looked for; what is none of what there is, is not."""
    kind, division = request.args.get("kind", ""), request.args.get("division", "")
    return {
        "kind": kind if kind in KINDS else LATE,
        "division": division if division.isdecimal() and division.isascii() else "",
        "lead": _an_id(request.args.get("lead", "")),
    }


def _call(reader: PageReader, asked: Mapping[str, str]) -> ListCall:
    """The longest late first: sorted by the day that has passed."""
    return ListCall(
        TASKS,
        reader.caller,
        division=asked["division"] or None,
        lead=asked["lead"] or None,
        offers="urge",
        sort="due",
        limit=A_PAGE,
        cursor=request.args.get("cursor") or None,
        **KINDS[asked["kind"]],
    )


def _is_soon(record: Mapping[str, Any], today: str) -> bool:
    return (day_of(str(record["due"])) - day_of(today)).days <= SOON_DAYS


def _narrowed(asked: Mapping[str, str], cursor: str | None = None) -> str:
    """The line's address without its first stroke."""
    said = {name: value for name, value in asked.items() if value}
    return f"{SUPERVISION}?{urlencode(said | ({'cursor': cursor} if cursor else {}))}"


def _act(reader: PageReader, record: Mapping[str, Any]) -> str:
    """Who is urged already is supervised; what somebody wants to give back is decided on first by who gave it out."""
    if record["state"] == "return_requested" and "DISP" in reader.roles:
        return "reassign"
    return "supervise" if record["urged"] and "SUP" in reader.roles else "urge"


def _kinds() -> dict[str, tuple[str, str]]:
    """What each is called, and what is said where there is none."""
    return {
        LATE: (_("超期"), _("没有超期的任务。")),
        SOON: (_("七天内到期"), _("七天内没有要到期的任务。")),
        RETURNED: (_("申请退办"), _("没有单位申请退办。")),
        DISSATISFIED: (_("群众不满意"), _("没有因群众不满意要重办的任务。")),
    }


def _an_id(text: str) -> str:
    try:
        return checks.record_id(text)
    except NotFound:
        return ""
