"""The peer's service."""

import uuid
from typing import Any

from nameko.events import EventDispatcher
from nameko.extensions import DependencyProvider
from nameko.rpc import rpc
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

from benchmarks.peer_nameko.models import Division, Venue
from benchmarks.peer_nameko.schemas import VenueSchema

POOL = 10


class DivisionNotFound(Exception):
    """There is no such division."""


class DatabaseSession(DependencyProvider):  # type: ignore[misc]
    """A session for each worker."""

    def setup(self) -> None:
        engine = create_engine(self.container.config["DB_URI"], pool_size=POOL)
        self._make, self._sessions = sessionmaker(engine), dict[Any, Session]()

    def get_dependency(self, worker_ctx: Any) -> Session:
        session = self._sessions[worker_ctx] = self._make()
        return session

    def worker_teardown(self, worker_ctx: Any) -> None:
        self._sessions.pop(worker_ctx).close()


class VenuesService:
    """Creates venues."""

    name = "peer_venues"
    db = DatabaseSession()
    event_dispatcher = EventDispatcher()

    @rpc  # type: ignore[untyped-decorator]
    def create_venue(self, values: dict[str, str]) -> dict[str, Any]:
        if self.db.get(Division, values["division"]) is None:
            raise DivisionNotFound(values["division"])
        venue = Venue(id=str(uuid.uuid4()), state="active", **values)
        self.db.add(venue)
        self.db.commit()
        shown: dict[str, Any] = VenueSchema().dump(venue)
        self.event_dispatcher("venue_created", {"venue": shown})
        return shown
