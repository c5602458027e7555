"""The pages over a county in its ordinary year: a browser, real services without a broker, everybody in his real office."""

import html
import json
import re
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import msgspec
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.app import create_app
from gateway.http.session_cookie import SESSION, new_session, signed
from gateway.http.settings import GatewaySettings
from infra.kernel.access.identity import Verifier, new_key_pair
from infra.kernel.base.problems import REFUSALS
from infra.kernel.entrypoints.service import EventSourcedService
from infra.kernel.reading.for_pages import ForPages
from infra.kernel.reading.with_parts import WithParts
from infra.kernel.storage.file_stores import FilesInMemory
from infra.kernel.storage.files import SiteFiles
from services.meetings.service import MeetingsService
from services.members.service import MembersService
from services.topics.service import TopicsService
from tests.unit.kernel.library.running import Library
from tests.unit.ordinary_year.year import OrdinaryYear

PRIVATE_KEY, PUBLIC_KEY = new_key_pair()


def reading(of: Library) -> tuple[ForPages, WithParts]:
    """How pages read a service at work."""
    pages = ForPages(of.records, of.own, of.lifecycles, of.personal, of.directory, of.lookups_at, of.clock)
    streams = of.handler.streams
    return pages, WithParts(of.records, pages, of.lifecycles, streams, of.directory, of.lookups_at, of.clock)


@dataclass
class ServicesOfTheYear:
    """Asked as over the wire, with JSON. What follows from a command has happened when it is answered."""

    year: OrdinaryYear
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._of: dict[str, EventSourcedService] = {}
        for service in (MembersService, TopicsService, MeetingsService):
            of = self.year.suite.services[service.name].at_work
            pages, with_parts = reading(of)
            at_work = SimpleNamespace(
                verifier=Verifier(PUBLIC_KEY), handler=of.handler, lifecycles=of.lifecycles, records=of.records,
                measured=lambda name, work: work(), pages=pages, with_parts=with_parts,
            )  # fmt: skip
            self._of[service.name] = service()
            self._of[service.name].runtime = cast("Any", at_work)

    def call(self, service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        self.asked.append(f"{service}.{method}")
        if method == "session":
            return self._session(cast("dict[str, str]", payload)["account"])
        told = getattr(self._of[service], method)(json.loads(msgspec.json.encode(payload)))
        if "refused" in told:
            refused = dict(told["refused"])
            raise REFUSALS[refused.pop("name")](**refused)
        self.year.suite.settle()
        return cast("dict[str, Any]", json.loads(json.dumps(told["answer"])))

    def _session(self, name: str) -> dict[str, Any]:
        """Whoever is in office is signed in by his name."""
        who = self.year.staff[name]
        office = {
            "id": name, "role": who.roles[0], "organisation": who.organisation, "organisation_name": who.organisation,
            "division": who.division,
        }  # fmt: skip
        return {"person": who.person, "name": name, "offices": [office]}


class Browser:
    """Of one of the staff, or of anybody."""

    def __init__(self, year: OrdinaryYear, who: str = "") -> None:
        self.services = ServicesOfTheYear(year)
        files = SiteFiles(FilesInMemory())
        settings = GatewaySettings(PUBLIC_KEY, 0, True, _nobody_advances, files, token_private_key=PRIVATE_KEY)
        self._client = FlaskClient(create_app(self.services, settings, _nobody_listens))
        if who:
            self._client.set_cookie(SESSION, signed(new_session(who, "s1", who), PRIVATE_KEY))

    def read(self, address: str) -> str:
        answer = self._client.get(address)
        assert answer.status_code == 200, answer.text
        return answer.text

    def asked_for(self, address: str) -> list[str]:
        """What the services are asked for one page."""
        self.services.asked.clear()
        self.read(address)
        return list(self.services.asked)

    def tap(self, page: str, address: str, nth: int = 0) -> TestResponse:
        """The button that leads there, with the fields of the form that it names."""
        buttons = re.findall(
            rf'<button[^>]* form="(\w+)" formaction="{re.escape(address)}" name="key" value="([^"]+)"', page
        )
        form, key = buttons[nth]
        fields = re.search(rf'<form id="{form}".*?</form>', page, re.DOTALL)
        assert fields is not None
        return self._client.post(address, data={**hidden(fields[0]), "key": key})

    def send(self, address: str, to: str = "", **fields: str) -> TestResponse:
        """The form of a page, filled in, to the page's own address or to another."""
        page = self.read(address)
        sent = re.search(rf'<form[^>]*(?:action="{re.escape(to or address)}").*?</form>', page, re.DOTALL)
        return self._client.post(to or address, data={**hidden(sent[0] if sent else page), **fields})

    def posts(self, address: str, **fields: str) -> TestResponse:
        """What is sent as it is."""
        return self._client.post(address, data=fields)


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def _nobody_advances(asked: object) -> Any:
    raise AssertionError("the clock is not asked")


def _nobody_listens(caller: str, left_at: str | None) -> Any:
    raise AssertionError("nobody listens")
