"""A county in its ordinary year as browsers see it: real pages over real services in one process, no broker."""

import html
import json
import re
from collections import Counter
from types import SimpleNamespace
from typing import Any, cast

import msgspec
from flask.testing import FlaskClient

from gateway.app import create_app
from gateway.http.session_cookie import SESSION, new_session, signed
from gateway.http.settings import GatewaySettings
from infra.kernel.access.identity import Verifier, new_key_pair
from infra.kernel.base.problems import REFUSALS
from infra.kernel.entrypoints.service import EventSourcedService
from infra.kernel.reading.for_pages import ForPages
from infra.kernel.storage.file_stores import FilesInMemory
from infra.kernel.storage.files import SiteFiles
from services.meetings.service import MeetingsService
from services.members.service import MembersService
from services.outcomes.service import OutcomesService
from services.topics.service import TopicsService
from tests.unit.kernel.library.running import Library
from tests.unit.ordinary_year.year import OrdinaryYear

SERVICES: tuple[type[EventSourcedService], ...] = (MembersService, TopicsService, MeetingsService, OutcomesService)
PRIVATE_KEY, PUBLIC_KEY = new_key_pair()


class AllServicesOfTheYear:
    """Asked as over the wire: nothing but JSON goes there and comes back. After a command its news moves."""

    def __init__(self, year: OrdinaryYear) -> None:
        self.year, self.asked = year, Counter[str]()
        self._services: dict[str, EventSourcedService] = {}
        for kind in SERVICES:
            self._services[kind.name] = kind()
            self._services[kind.name].runtime = cast("Any", _runtime(year.suite.services[kind.name].at_work))

    def call(self, service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        self.asked[method] += 1
        sent = json.loads(msgspec.json.encode(payload))
        if method == "session":
            return self._session(sent["account"])
        told = getattr(self._services[service], method)(sent)
        if "refused" in told:
            refused = dict(told["refused"])
            raise REFUSALS[refused.pop("name")](**refused)
        if method == "command":
            self.year.suite.settle()
        answer: dict[str, Any] = json.loads(json.dumps(told["answer"]))
        return answer

    def _session(self, who: str) -> dict[str, Any]:
        of = self.year.staff[who]
        office = {
            "id": self.year.offices[who],
            "role": of.roles[0],
            "organisation": of.organisation,
            "organisation_name": of.organisation and f"{who}的单位",
            "division": of.division,
        }
        return {"person": of.person, "name": who, "offices": [office]}


def _runtime(of: Library) -> SimpleNamespace:
    return SimpleNamespace(
        verifier=Verifier(PUBLIC_KEY),
        handler=of.handler,
        lifecycles=of.lifecycles,
        measured=lambda name, work: work(),
        records=of.records,
        pages=ForPages(of.records, of.own, of.lifecycles, of.personal, of.directory, of.lookups_at, of.clock),
    )


class AtTheBrowser:
    """Of somebody who is in office in that year, by his name there; of anybody without one."""

    def __init__(self, year: OrdinaryYear, who: str | None = None) -> None:
        self.services = AllServicesOfTheYear(year)
        settings = GatewaySettings(
            PUBLIC_KEY, 0, True, _nobody_advances, SiteFiles(FilesInMemory()), None, token_private_key=PRIVATE_KEY
        )
        self._client = FlaskClient(create_app(self.services, settings, _nobody_listens))
        if who is not None:
            cookie = new_session(who, "session", year.offices[who])
            self._client.set_cookie(SESSION, signed(cookie, PRIVATE_KEY))

    def page(self, address: str, status: int = 200) -> str:
        answer = self._client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == status, (address, answer.status_code, answer.text)
        return str(answer.text)

    def sends(self, address: str, form: dict[str, str], status: int = 303) -> str:
        """What comes back: the page, or where it leads on."""
        answer = self._client.post(address, data=form, headers={"Accept": "text/html"})
        assert answer.status_code == status, (address, answer.status_code, answer.text)
        return str(answer.headers["Location"] if status == 303 else answer.text)


def hidden_fields(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def _nobody_advances(asked: object) -> Any:
    raise AssertionError("the clock is not asked")


def _nobody_listens(caller: str, left_at: str | None) -> Any:
    raise AssertionError("nobody listens")
