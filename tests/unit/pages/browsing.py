"""A county in its ordinary year as browsers see it: real pages over real services in one process, no broker."""

import html
import json
import re
from collections import Counter
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import msgspec
from flask import Flask
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
from services.outcomes.service import OutcomesService
from services.topics.service import TopicsService
from tests.unit.kernel.library.running import Library
from tests.unit.ordinary_year.year import OrdinaryYear

SERVICES: tuple[type[EventSourcedService], ...] = (MembersService, TopicsService, MeetingsService, OutcomesService)
PRIVATE_KEY, PUBLIC_KEY = new_key_pair()


def reading(of: Library) -> tuple[ForPages, WithParts]:
    """How pages read a service at work."""
    pages = ForPages(of.records, of.own, of.lifecycles, of.personal, of.directory, of.lookups_at, of.clock)
    streams = of.handler.streams
    return pages, WithParts(of.records, pages, of.lifecycles, streams, of.directory, of.lookups_at, of.clock)


class ServicesOfTheYear:
    """Asked as over the wire: nothing but JSON goes there and comes back. After a command its news moves.

    `asked` are the methods, by how often; `in_order` each with its service.
    """

    def __init__(self, year: OrdinaryYear) -> None:
        self.year, self.asked, self.in_order = year, Counter[str](), list[str]()
        self._of: dict[str, EventSourcedService] = {}
        for kind in SERVICES:
            self._of[kind.name] = kind()
            self._of[kind.name].runtime = cast("Any", _runtime(year.suite.services[kind.name].at_work))

    def call(self, service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        self.asked[method] += 1
        self.in_order.append(f"{service}.{method}")
        sent = json.loads(msgspec.json.encode(payload))
        if method == "session":
            return self._session(sent["account"])
        told = getattr(self._of[service], method)(sent)
        if "refused" in told:
            refused = dict(told["refused"])
            raise REFUSALS[refused.pop("name")](**refused)
        if method == "command":
            self.year.suite.settle()
        return cast("dict[str, Any]", json.loads(json.dumps(told["answer"])))

    def _session(self, who: str) -> dict[str, Any]:
        of = self.year.staff[who]
        office = {
            "id": self.year.offices.get(who, who),
            "role": of.roles[0],
            "organisation": of.organisation,
            "organisation_name": of.organisation and f"{who}的单位",
            "division": of.division,
        }
        return {"person": of.person, "name": who, "offices": [office]}


def _runtime(of: Library) -> SimpleNamespace:
    pages, with_parts = reading(of)
    return SimpleNamespace(
        verifier=Verifier(PUBLIC_KEY),
        handler=of.handler,
        lifecycles=of.lifecycles,
        measured=lambda name, work: work(),
        records=of.records,
        pages=pages,
        with_parts=with_parts,
        database=of.own,
        clock=SimpleNamespace(now=of.clock),
        lookups_at=of.lookups_at,
        personal=of.personal,
    )


class Connected:
    """To the services of whichever browser asks: a gateway takes seconds to make, so all of them share one."""

    to: ServicesOfTheYear

    def call(self, service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        return self.to.call(service, method, payload, timeout)


@cache
def _gateway() -> tuple[Flask, Connected]:
    connected, files = Connected(), SiteFiles(FilesInMemory())
    settings = GatewaySettings(PUBLIC_KEY, 0, True, _nobody_advances, files, None, token_private_key=PRIVATE_KEY)
    return create_app(connected, settings, _nobody_listens), connected


class Browser:
    """Of somebody who is in office in that year, by his name there; of anybody without one."""

    def __init__(self, year: OrdinaryYear, who: str | None = None) -> None:
        self.services = ServicesOfTheYear(year)
        app, self._connected = _gateway()
        self._client = FlaskClient(app)
        if who is not None:
            cookie = new_session(who, "session", year.offices.get(who, who))
            self._client.set_cookie(SESSION, signed(cookie, PRIVATE_KEY))

    def page(self, address: str, status: int = 200) -> str:
        self._connected.to = self.services
        answer = self._client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == status, (address, answer.status_code, answer.text)
        return str(answer.text)

    def asked_for(self, address: str) -> list[str]:
        """What the services are asked for one page."""
        self.services.in_order.clear()
        self.page(address)
        return list(self.services.in_order)

    def posts(self, address: str, **fields: str) -> TestResponse:
        """What is sent as it is."""
        self._connected.to = self.services
        return self._client.post(address, data=fields, headers={"Accept": "text/html"})

    def sends(self, address: str, form: dict[str, str], status: int = 303) -> str:
        """What comes back: the page, or where it leads on."""
        answer = self.posts(address, **form)
        assert answer.status_code == status, (address, answer.status_code, answer.text)
        return str(answer.headers["Location"] if status == 303 else answer.text)

    def send(self, address: str, to: str = "", **fields: str) -> TestResponse:
        """The form of a page, filled in, to the page's own address or to another."""
        page = self.page(address)
        sent = re.search(rf'<form[^>]*(?:action="{re.escape(to or address)}").*?</form>', page, re.DOTALL)
        return self.posts(to or address, **{**hidden_fields(sent[0] if sent else page), **fields})

    def tap(self, page: str, address: str, nth: int = 0) -> TestResponse:
        """The button that leads there, with the fields of the form that it names."""
        buttons = re.findall(
            rf'<button[^>]* form="(\w+)" formaction="{re.escape(address)}" name="key" value="([^"]+)"', page
        )
        form, key = buttons[nth]
        fields = re.search(rf'<form id="{form}".*?</form>', page, re.DOTALL)
        assert fields is not None
        return self.posts(address, **{**hidden_fields(fields[0]), "key": key})


def hidden_fields(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def _nobody_advances(asked: object) -> Any:
    raise AssertionError("the clock is not asked")


def _nobody_listens(caller: str, left_at: str | None) -> Any:
    raise AssertionError("nobody listens")
