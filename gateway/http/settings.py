"""What the gateway is told when it starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from infra.kernel.base.calls import CommandCall
from infra.kernel.storage.files import SiteFiles


@dataclass(frozen=True)
class GatewaySettings:
    """How this gateway runs.

    token_public_key  PEM of the Ed25519 key that tokens are checked with; None: no token is accepted
    rate_limit        requests a minute and address for callers without a token; 0 turns the limit off
    demo_clock        True where the domain clock may be moved
    advance           moves the clock, waits until all that falls due is applied, and returns the command's answer
    files             where uploads go and files are read from
    token_private_key what sessions are signed with and speak with; None: nobody signs in here
    public_url        where people find this site, when a web server stands in front: for what is printed
    """

    token_public_key: str | None
    rate_limit: int
    demo_clock: bool
    advance: Callable[[CommandCall], dict[str, Any]]
    files: SiteFiles
    public_url: str | None = None
    token_private_key: str | None = None
