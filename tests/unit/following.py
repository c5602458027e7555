"""What a service keeps of another one's record after one more of its events, by the service's own table COPIES."""

from typing import Any

from infra.kernel.contract.reactions import Copying


def after(copies: tuple[Copying, ...], known: Any, event: str, **told: Any) -> Any:
    """The copy after that event; `told` is what the event tells of what we use of it."""
    (row,) = (one for one in copies if one.event.__name__ == event and isinstance(known, one.into or object))
    assert row.keep is not None
    return row.keep(known, row.event(**told))
