"""The pages there are, as a list made from the routes: which address, and who opens it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import requests

from gateway.documents.who_may import LIFECYCLES
from gateway.routes import RESOURCES
from tests.system.api import token
from tests.system.told import COUNTY, TOWN, Told

MAIN = ("submissions", "topics", "meetings", "outcomes", "tasks", "venues", "organisations", "members")
"""Kinds of which a list is opened; the lists of the others are made alike."""
BY_ROLE = {
    "ADM": "系统管理员",
    "SEC": "安全管理员",
    "AUD": "审计管理员",
    "OFF": "县政协办公室主任田华",
    "STN": "站长李工",
    "CHAIR": "议事会主席赵强",
    "LIA": "联络员孙敏",
    "REC": "记录员周洁",
    "PARTY": "镇党委书记郑磊",
    "DISP": "镇党政办主任何平",
    "HND": "交警大队大队长高翔",
    "CO": "住建局副局长林涛",
}
"""Who acts in which role, as the front page of a demo offers them."""
MOST_FORMS = 3
"""Of the commands of one record."""
NOBODY = ""


@dataclass(frozen=True)
class Address:
    """`person` is who opens it, by name; NOBODY is whoever has not signed in. `status` is the answer that it must have."""

    path: str
    person: str = NOBODY
    status: int = 200


@dataclass(frozen=True)
class BrowsedSite:
    told: Told

    @property
    def url(self) -> str:
        return self.told.suite.url

    @cached_property
    def room(self) -> str:
        """A room for consultations, of which the story has none."""
        council = self.told.organisations()["council"]
        room = {"name": "城区协商议事室", "division": TOWN, "tier": "hall", "organisation": council}
        return str(self.told.api.done("/v1/venues", room, token(self.told.site, "ADM"))["id"])

    @cached_property
    def cookies(self) -> dict[str, str]:
        """Of everybody's session, by name."""
        return {name: self.session(name).cookies["session"] for name in dict.fromkeys(BY_ROLE.values())}

    def session(self, name: str) -> requests.Session:
        opened = requests.Session()
        opened.headers["Accept"] = "text/html"
        page = opened.get(self.url, timeout=60).text
        person = {name: one for one, name in re.findall(r'name="person" value="([^"]+)">([^<]+)<', page)}[name]
        form = {"csrf": re.findall(r'name="csrf" value="([^"]+)"', page)[0], "person": person, "next": "/f"}
        assert opened.post(f"{self.url}/sign-in", data=form, timeout=60).status_code == 200
        return opened

    def addresses(self) -> list[Address]:
        return [*self._of_anybody(), *self._of_workers(), *self._records(), *self._creations()]

    def _of_anybody(self) -> Iterator[Address]:
        story = self.told.ids
        for path in ("/", "/sign-in", "/places", f"/d/{TOWN}", f"/d/{COUNTY}", f"/d/{TOWN}/wall", f"/screen/{self.room}",
                     f"/s/{TOWN}", "/f", "/notices", "/verify", "/site", "/v1/docs", "/topics", f"/topics/{story['topic']}",
                     f"/meetings/{story['meetings'][1]}", f"/outcomes/{story['outcome']}",
                     f"/f/{next(iter(story['codes'].values()))}"):  # fmt: skip
            yield Address(path)
        history = self.told.history("topics", story["topic"])
        receipt = f"/v1/receipts/{history[0]['id']}?as=html"
        yield Address(receipt, BY_ROLE["AUD"])
        yield Address(receipt, status=404)
        yield Address(f"/s/{'9' * 6}", status=404)
        yield Address("/nothing", status=404)

    def _of_workers(self) -> Iterator[Address]:
        office, department = BY_ROLE["OFF"], BY_ROLE["HND"]
        for path in ("/", "/sign-in", "/me", "/work", "/records", *(f"/{one}" for one in MAIN)):
            yield Address(path, office)
        meeting = f"/meetings/{self.told.ids['meetings'][0]}"
        yield from (Address(f"{meeting}/{one}", office) for one in ("participants", "items"))
        yield from (Address("/work", BY_ROLE[role]) for role in ("STN", "CHAIR", "PARTY", "HND"))
        yield from (
            Address(path, BY_ROLE["DISP"]) for path in ("/tasks/calendar", "/supervision", "/supervision?kind=soon")
        )
        yield from (Address(path, department) for path in ("/tasks/calendar", "/tasks/calendar?month=2026-10"))
        yield Address("/supervision", department, status=403)
        yield from (Address(path, BY_ROLE["ADM"]) for path in ("/import", "/import/venues"))
        yield Address("/import/venues", department, status=403)
        yield from (Address(path, BY_ROLE["SEC"]) for path in ("/site/accounts", "/site/accounts?of=people"))
        yield Address("/site/accounts", department, status=403)
        yield Address(f"/topics/{self.told.ids['topic']}/reopen", department, status=403)
        yield Address("/topics?q=没有这样的题目", office)

    def _records(self) -> Iterator[Address]:
        """One of every kind that the story has, as whoever may act on it sees it, and forms of its commands."""
        for resource in RESOURCES:
            if resource.parent is not None or resource.collection in ("divisions", "screening-lists"):
                continue
            shown = self.told.api.items(f"/v1/{resource.collection}", self.told.auditor, limit=1)
            for record in shown:
                path = f"/{resource.collection}/{record['id']}"
                person, forms = self._who_acts(path, tuple(LIFECYCLES[resource.collection].commands))
                yield Address(path, person)
                yield from (Address(form, person) for form in forms[:MOST_FORMS])

    def _who_acts(self, path: str, commands: tuple[str, ...]) -> tuple[str, list[str]]:
        """Whoever of these finds most to do there."""
        found: list[tuple[str, list[str]]] = []
        for role in ("OFF", "STN", "CHAIR", "PARTY", "DISP", "HND", "ADM", "SEC", "AUD"):
            name = BY_ROLE[role]
            page = requests.get(
                f"{self.url}{path}",
                headers={"Accept": "text/html"},
                cookies={"session": self.cookies[name]},
                timeout=60,
            )
            if page.status_code == 200:
                forms = [f"{path}/{one}" for one in commands if f'href="{path}/{one}"' in page.text]
                found.append((name, forms))
        return max(found, key=lambda one: len(one[1]))

    def _creations(self) -> Iterator[Address]:
        """The form that makes a record, of each kind, opened by who may."""
        meeting = self.told.ids["meetings"][0]
        for resource in RESOURCES:
            if resource.creating is None or resource.parent not in (None, "meetings"):
                continue
            roles = [role for way in LIFECYCLES[resource.collection].commands[resource.creating] for role in way.roles]
            person = next((BY_ROLE[role] for role in roles if role in BY_ROLE), None)
            if person is not None:
                inside = f"/meetings/{meeting}" if resource.parent else ""
                yield Address(f"{inside}/{resource.collection}/new", person)
