"""A real provider, Canaille, on 127.0.0.1, its records in memory: `python -m tests.unit.gateway.real_provider PORT BACK`."""

import sys
from typing import Any

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

from tests.unit.gateway.known_there import CLIENT_SECRET, KNOWN, PASSWORD, SITES


def main(port: int, back: str) -> None:
    key = RSAKey.generate_key(2048, {"kid": "one"}).as_dict(private=True)
    app = create_app(
        {
            "SECRET_KEY": "only for these tests" * 2,
            "SERVER_NAME": f"127.0.0.1:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {"DATABASE": "memory", "LOGGING": {"version": 1}, "ENABLE_PASSWORD_COMPROMISSION_CHECK": False},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [key]},
        }
    )
    with app.app_context():
        for name in KNOWN:
            known = {"user_name": name, "display_name": name, "family_name": name, "emails": [f"{name}@example.cn"]}
            Backend.instance.save(models.User(**known, formatted_name=name, password=PASSWORD))
        for site in [_site(name, back) for name in SITES]:
            Backend.instance.save(site)
            site.audience = [site]
            Backend.instance.save(site)
    server = make_server("127.0.0.1", port, app, threaded=True)
    print("ready", flush=True)  # noqa: T201 whoever started it waits for that
    server.serve_forever()


def _site(name: str, back: str) -> Any:
    return models.Client(
        client_id=name,
        client_secret=CLIENT_SECRET,
        client_name=name,
        client_uri=back,
        redirect_uris=[back],
        grant_types=["authorization_code"],
        response_types=["code"],
        scope=["openid", "profile", "email"],
        token_endpoint_auth_method="client_secret_basic",
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
