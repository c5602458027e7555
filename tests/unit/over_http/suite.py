"""The HTTP interface over the four services in one process: real requests, tokens and codes, real services, no broker."""

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import msgspec
from flask.testing import FlaskClient

from gateway.app import create_app
from gateway.http.settings import GatewaySettings
from infra.kernel.access.identity import Claims, Verifier, make_token, new_key_pair
from infra.kernel.access.places import Actor, KnownOrganisation, Place
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import digest
from infra.kernel.base.problems import REFUSALS
from infra.kernel.commands.folding import Folded, Lifecycles
from infra.kernel.commands.marks import Mark, Marks
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.entrypoints.service import EventSourcedService
from infra.kernel.lookups.named import ORGANISATION
from infra.kernel.storage.file_stores import FilesInMemory
from infra.kernel.storage.files import SiteFiles
from services.meetings.service import MeetingsService
from services.members.service import MembersService
from services.outcomes.service import OutcomesService
from services.topics.service import TopicsService
from tests.contract.places_to_act import DIVISIONS, ITS_CODE, KINDS, put_there
from tests.contract.walk import ITS_PARENT, THE_RECORD
from tests.unit.kernel.library.running import NOON, Library, databases

CLASSES: tuple[type[EventSourcedService], ...] = (MembersService, TopicsService, MeetingsService, OutcomesService)
PRIVATE_KEY, PUBLIC_KEY = new_key_pair()
Headers = dict[str, str]
MARK = Mark(1, stamp(NOON), stamp(NOON))


@dataclass
class Around:
    """Where the record that is asked about stands, whatever it says itself."""

    place: Place = field(default_factory=lambda: Place(""))

    def put(self, lifecycle: Lifecycle) -> Lifecycle:
        """What stands there, and what is made there."""
        there = replace(
            put_there(lifecycle, self.place),
            place=lambda state, record_id: self.place,
            place_of_new=lambda lookups, state, command: self.place,
        )
        if not lifecycle.tracking:
            return there
        return replace(there, tracking=lambda lookups, state, code: code in (ITS_CODE, digest(ITS_CODE)))


class InOneProcess:
    """The services, asked as over the wire: nothing but JSON goes there and comes back."""

    def __init__(self, around: Around) -> None:
        self.libraries: dict[str, Library] = {}
        self._asked: dict[str, EventSourcedService] = {}
        for service in CLASSES:
            of = Library(*databases(), lifecycles=Lifecycles(around.put(one) for one in service.lifecycles))
            of.expected_news.arrives = lambda: True
            self.libraries[service.name], self._asked[service.name] = of, service()
            self._asked[service.name].runtime = cast(
                "Any",
                SimpleNamespace(
                    verifier=Verifier(PUBLIC_KEY),
                    handler=of.handler,
                    lifecycles=of.lifecycles,
                    measured=lambda name, work: work(),
                ),
            )

    def call(self, service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        told = getattr(self._asked[service], method)(json.loads(msgspec.json.encode(payload)))
        if "refused" in told:
            refused = dict(told["refused"])
            raise REFUSALS[refused.pop("name")](**refused)
        answer: dict[str, Any] = told["answer"]
        return answer


def document_of(name: str, kind: str, division: str) -> str:
    return msgspec.json.encode(KnownOrganisation(name, name, kind, division)).decode()


def all_organisations() -> Iterator[tuple[str, str, str]]:
    """One of each kind in every division: its id, what is known of it, the division."""
    for division in dict.fromkeys(DIVISIONS.values()):
        for kind in sorted({*KINDS.values()}):
            name = f"{kind} of {division}"
            yield name, document_of(name, kind, division), division


class OverHttp:
    """Every division has one organisation of each kind, of which the services have heard."""

    def __init__(self) -> None:
        self.around = Around()
        self.services = InOneProcess(self.around)
        settings = GatewaySettings(PUBLIC_KEY, 0, True, _nobody_advances, SiteFiles(FilesInMemory()))
        self.client = FlaskClient(create_app(self.services, settings, _nobody_listens))
        for name, document, division in all_organisations():
            self._know(name, document, division)

    def stands(self, lifecycle: Lifecycle, state: Any, place: Place) -> Place:
        """From now on the record is there, and that it stands here is known. Answers where, with codes that there are."""
        self.around.place = replace(
            place,
            tracking=_as_digests(place.tracking),
            attendee_codes=_as_digests(place.attendee_codes),
            participants=_as_digests(place.participants),
        )
        for name, kind in (
            (place.council, "council"),
            *((one, "department") for one in (*place.leads, *place.co_handlers)),
        ):
            if name:
                self._is_known(name, kind, place.division)
        of = next(
            one for one in self.services.libraries.values() if lifecycle.collection in one.lifecycles.by_collection
        )
        owner, parent = of.lifecycles.owner(lifecycle), ITS_PARENT if lifecycle.parent_field else None
        its_marks = {(owner.collection, parent or THE_RECORD): MARK, (lifecycle.collection, THE_RECORD): MARK}
        of.handler.streams.keep(Folded(lifecycle.stream_of(THE_RECORD, parent), state, 1, Marks(its_marks)))
        return self.around.place

    def _is_known(self, name: str, kind: str, division: str) -> None:
        self._know(name, document_of(name, kind, division), division)

    def _know(self, name: str, document: str, division: str) -> None:
        for of in self.services.libraries.values():
            of.know(ORGANISATION, name, document, parent=division)

    def post(self, path: str, body: Mapping[str, Any], headers: Headers) -> int:
        """The status of the answer. A record of that version there is not, so whatever is allowed changes none."""
        sent = {**headers, "Idempotency-Key": str(uuid.uuid4()), "If-Match": '"99"'}
        return int(self.client.post(path, json=body, headers=sent).status_code)


THE_CODE = "the code that opens it"


def _as_digests(codes: tuple[str, ...]) -> tuple[str, ...]:
    return (digest(THE_CODE),) if codes else ()


def credentials(actor: Actor) -> Headers:
    """What he sends along: a token, or a code."""
    headers: Headers = {}
    if actor.roles or actor.person:
        headers["Authorization"] = f"Bearer {_token(actor.roles or ('PUB',), actor)}"
    for header, code in (("Tracking-Code", actor.tracking), ("Participant-Code", actor.participant)):
        if code is not None:
            headers[header] = THE_CODE if code == digest(THE_CODE) else code
    return headers


@cache
def _token(roles: tuple[str, ...], actor: Actor) -> str:
    return make_token(PRIVATE_KEY, Claims(roles, actor.organisation, actor.division, actor.person), hours=1)


def _nobody_advances(asked: object) -> Any:
    raise AssertionError("the clock is not asked")


def _nobody_listens(caller: str, left_at: str | None) -> Any:
    raise AssertionError("nobody listens")
