"""How the gateway reaches the services: one call by name, a plain dict back, a refusal as an exception."""

from typing import Any, Protocol

SERVICES = ("members", "topics", "meetings", "outcomes")
AUDIT = "audit"


class Services(Protocol):
    """RPC to the services.

    Methods: `command` (CommandCall), `read` and `history` (ReadCall), `listing` (ListCall), `concerned`, `track`, `tracked_tasks`,
    `training`, `now`, `status`, `overview`, `reads`, `residents_words`; `news` and `head` for live updates;
    `whole`, `listed`, `queued`, `gathered`, `matter`, `waiting`, `choices` and `desk` for pages. The audit service has
    `checkpoint`, `checkpoints`, `kept`, `key`, `tile`, `bundle`, `blob`, `receipt`,
    `add_checkpoint`, `search` and `status`.
    """

    def call(self, service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, Any]:
        """The service's answer. Raises infra.kernel.base.problems.Refusal; Unavailable when it does not answer in time."""
