"""What every view of one gateway shares."""

from dataclasses import dataclass

from flask import g

from gateway.http.checks import Identity
from gateway.http.rate_limit import RateLimit
from gateway.http.services import Services
from gateway.http.settings import GatewaySettings
from infra.kernel.access.identity import Verifier


@dataclass(frozen=True)
class Gateway:
    services: Services
    settings: GatewaySettings
    verifier: Verifier | None
    limit: RateLimit


def identity_of_request() -> Identity:
    """Who calls; read once for each request, before its view."""
    found: Identity = g.identity
    return found
