"""What the gateway is told when it starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from infra.kernel.base.calls import CommandCall
from infra.kernel.storage.files import SiteFiles


@dataclass(frozen=True)
class ProviderSettings:
    """An office's own directory, by OpenID Connect.

    issuer      its address, as it calls itself
    name_claim  what of its word about somebody is the login name of his account here
    called      what the link to it says, where that is not 用单位账号登录
    """

    issuer: str
    client_id: str
    client_secret: str
    name_claim: str = "preferred_username"
    called: str = ""


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
    provider          by whom people may sign in besides by password
    """

    token_public_key: str | None
    rate_limit: int
    demo_clock: bool
    advance: Callable[[CommandCall], dict[str, Any]]
    files: SiteFiles
    public_url: str | None = None
    token_private_key: str | None = None
    provider: ProviderSettings | None = None


def provider_of(environment: Mapping[str, str]) -> ProviderSettings | None:
    """None where OIDC_ISSUER names none. Raises ValueError where only half of it is said."""
    issuer = environment.get("OIDC_ISSUER", "")
    if not issuer:
        return None
    missing = [name for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET") if not environment.get(name)]
    if missing:
        raise ValueError(
            f"OIDC_ISSUER 须与 {'、'.join(missing)} 一起设置 set {' and '.join(missing)} beside OIDC_ISSUER"
        )
    said = {"name_claim": environment.get("OIDC_NAME_CLAIM"), "called": environment.get("OIDC_CALLED")}
    return ProviderSettings(
        issuer,
        environment["OIDC_CLIENT_ID"],
        environment["OIDC_CLIENT_SECRET"],
        **{name: value for name, value in said.items() if value},
    )
