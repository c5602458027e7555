"""What every view of one gateway shares."""

from dataclasses import dataclass

from flask import g

from gateway.checks import Identity
from gateway.services import Services
from gateway.settings import GatewaySettings
from infra.kernel.identity import Verifier


@dataclass(frozen=True)
class Gateway:
    services: Services
    settings: GatewaySettings
    verifier: Verifier | None


def identity_of_request() -> Identity:
    """Who calls; read once for each request, before its view."""
    found: Identity = g.identity
    return found
