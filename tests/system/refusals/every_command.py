"""Each command of each lifecycle over HTTP, refused by role, refused by place, and refused from a wrong state.

The bodies are the examples of the interface's own document; the records are those that a story has left behind.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from operations.demo.cast import COUNTY, Cast
from tests.contract.published import OURS, PublishedRow
from tests.contract.test_who_may_do_what import rows_of
from tests.documented import documented
from tests.system.api import Api, Headers, refused, token
from tests.system.suite import RunningSuite

FAR = "620724101"
NESTED = {
    "attendance": ("meeting", "participants"),
    "consensus_item": ("meeting", "items"),
    "pre_work": ("meeting", "pre-work"),
    "working_note": ("meeting", "notes"),
    "notice_round": ("meeting", "notices"),
    "invitation": ("meeting", "invitations"),
    "meeting_format": ("meeting", "formats"),
    "effect": ("meeting", "effects"),
    "option": ("meeting", "options"),
    "suggestion": ("meeting", "suggestions"),
    "speech": ("meeting", "speeches"),
    "agenda_point": ("meeting", "agenda"),
    "booking": ("venue", "bookings"),
    "contest_entry": ("contest", "entries"),
}
HOLDERS = {
    "OFF": "county_office",
    "STN": "station_head",
    "CHAIR": "chair",
    "LIA": "liaison",
    "REC": "recorder",
    "MEM": "member",
    "PARTY": "party",
    "DISP": "dispatch",
}
OF_AN_OUTCOME = ("/v1/projects", "/v1/covenants", "/v1/outcome-profiles", "/v1/measured-effects")
OF_NO_PLACE = ("ADM", "SEC", "SYS", "LEAD")
"""Whoever holds these may act everywhere, or holds no token for it."""
Record = dict[str, Any]


@dataclass
class EveryCommand:
    """`elsewhere` is an organisation of another county, for which a machine's token speaks in any role."""

    suite: RunningSuite
    cast: Cast
    elsewhere: str
    topic: str
    seen: Counter[str] = field(default_factory=Counter)
    not_refused_by_state: set[str] = field(default_factory=set)

    @property
    def api(self) -> Api:
        return Api(self.suite.url)

    def refuse_all(self) -> None:
        for lifecycle in OURS.values():
            records = [] if lifecycle.name == "clock" else self._records(lifecycle.name)
            if not lifecycle.table:
                continue
            for command, rows in rows_of(lifecycle.name).items():
                self._refuse(lifecycle.name, command, rows, records)

    def _records(self, lifecycle: str) -> list[Record]:
        """Each with its `address`."""
        reader, collection = token(self.suite.site, "AUD"), OURS[lifecycle].collection
        if lifecycle not in NESTED:
            listed = self.api.items(f"/v1/{collection}", reader, limit=200)
            return [{**one, "address": f"/v1/{collection}/{one['id']}"} for one in listed]
        owner, nested = NESTED[lifecycle]
        if lifecycle == "working_note":
            reader = self.cast.headers["recorder"]  # nobody else finds them
        return [
            {**one, "address": f"{of['address']}/{nested}/{one['id']}"}
            for of in self._records(owner)
            for one in self.api.items(f"{of['address']}/{nested}", reader, limit=200)
        ]

    def _refuse(self, lifecycle: str, command: str, rows: list[PublishedRow], records: list[Record]) -> None:
        """By role, by place for each role that has one, and by state where a record is in one that does not fit."""
        if lifecycle == "clock":
            self._refused_by_right("/v1/clock/advance", "/v1/clock/advance", rows)
            return
        assert records or lifecycle == "vote", f"nothing of {lifecycle} is there"
        if self._is_only_the_systems(lifecycle, rows):
            return
        if not rows[0].came_from:
            meeting = records[0]["address"].split("/")[3] if records else ""
            path = self._creating_path(lifecycle)
            self._refused_by_right(path, path.replace("{parent}", meeting), rows)
            return
        general = self._template(lifecycle, command)
        self._refused_by_right(general, f"{records[0]['address']}/{command}", rows)
        fitting = {state for row in rows for state in row.came_from}
        for record in (one for one in records if one["state"] not in fitting):
            if (who := next(self._holders(lifecycle, rows, record), None)) is not None:
                self._ask(general, f"{record['address']}/{command}", who, 409, "not-allowed-in-state")
                return
        self.not_refused_by_state.add(f"{lifecycle}.{command}")

    def _refused_by_right(self, general: str, path: str, rows: list[PublishedRow]) -> None:
        self._ask(general, path, token(self.suite.site, "AUD"), 403, "not-permitted")
        for role in dict.fromkeys(role for row in rows for role in row.roles):
            if role == "PUB" and "{id}" in general:
                self._ask(general, path, {"Tracking-Code": "of another"}, 403, "not-permitted")
            elif role == "SELF" and general.startswith(("/v1/accounts", "/v1/evaluations")):
                another = token(self.suite.site, "PUB", person=self.cast.people["secretary"])
                self._ask(general, path, another, 403, "not-permitted")
            elif general == "/v1/votes":
                continue  # whoever is signed in may vote, and who is not is asked to
            elif role in ("ATT", "SELF"):
                self._ask(general, path, {"Participant-Code": "of another"}, 403, "not-permitted")
            elif role not in (*OF_NO_PLACE, "PUB") and general != "/v1/submissions":
                far = token(self.suite.site, role, organisation=self.elsewhere, division=FAR)
                self._ask(general, path, far, 403, "not-permitted")

    def _holders(self, lifecycle: str, rows: list[PublishedRow], record: Record) -> Iterator[Headers]:
        """Who may give the command from another state."""
        for role in dict.fromkeys(role for row in rows for role in row.roles):
            if role in HOLDERS:
                yield self.cast.headers[HOLDERS[role]]
            elif role in ("ADM", "SEC"):
                yield token(self.suite.site, role)
            elif role in ("HND", "CO") and lifecycle == "task":
                named = [record["lead"]] if role == "HND" else record["co_handlers"]
                yield from (token(self.suite.site, role, organisation=one, division=COUNTY) for one in named)

    def _ask(self, general: str, path: str, headers: Headers, status: int, problem: str) -> None:
        body = documented().document["paths"][general]["post"]["requestBody"]["content"]["application/json"]["example"]
        said = {name: value for name, value in body.items() if name != "occurred_at"} | self._that_is_there(general)
        refused(self.api.post(path, said, headers, str(uuid.uuid4())), status, problem)
        self.seen[str(status)] += 1

    def _that_is_there(self, general: str) -> Record:
        """By what is named it is judged who stands where; the rest fits together otherwise than in the example."""
        if general in ("/v1/meetings", "/v1/outcomes", "/v1/surveys", "/v1/scorings"):
            return {"topic": self.topic}
        if general in ("/v1/rule-citations", "/v1/taggings", "/v1/internal-markings"):
            return {"collection": "topics", "record": self.topic}
        if general in OF_AN_OUTCOME:
            return {"outcome": self._outcome}
        if general == "/v1/instructions":
            return {"written_on": {"collection": "topics", "id": self.topic}}
        if general == "/v1/postings":
            return {"organisation": self.cast.organisations["station"]}
        return {}

    @cached_property
    def _outcome(self) -> str:
        return str(self._records("outcome")[0]["id"])

    def _is_only_the_systems(self, lifecycle: str, rows: list[PublishedRow]) -> bool:
        """Nobody can send it: it has no address, and no role of people."""
        path = self._template(lifecycle, rows[0].command) if rows[0].came_from else self._creating_path(lifecycle)
        if "post" in documented().document["paths"].get(path, {}):
            return False
        assert {role for row in rows for role in row.roles} == {"SYS"}, path
        return True

    def _creating_path(self, lifecycle: str) -> str:
        return (
            f"/v1/{OURS[NESTED[lifecycle][0]].collection}/{{parent}}/{NESTED[lifecycle][1]}"
            if lifecycle in NESTED
            else f"/v1/{OURS[lifecycle].collection}"
        )

    def _template(self, lifecycle: str, command: str) -> str:
        return f"{self._creating_path(lifecycle)}/{{id}}/{command}"
