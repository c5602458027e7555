"""The HTTP interface as one Flask application. It has no rules of its own: services decide, the gateway translates."""

import time

import structlog
from flask import Flask, Response, g, request

from gateway import routes
from gateway.documents import docs_page, openapi, tables
from gateway.documents.shapes import state_component
from gateway.documents.who_may import LIFECYCLES
from gateway.health import health
from gateway.health.metrics import Metrics, method_of
from gateway.http import checks, problems
from gateway.http.context import Gateway
from gateway.http.rate_limit import RateLimit
from gateway.http.rules import RuleWhenAsked
from gateway.http.services import Services
from gateway.http.sessions import Sessions
from gateway.http.settings import GatewaySettings
from gateway.http.standing import Remembered, standings
from gateway.live import live
from gateway.live.stream import Join
from gateway.pages import catalogue, refused, routes_of_pages
from gateway.pages.front import FrontPages
from gateway.pages.well import WellSince
from infra.kernel.access.identity import Verifier
from infra.kernel.base import log_context

log = structlog.get_logger("shangliang.requests")

OPERATORS = ("/health", "/ready", "/metrics")
# Whoever writes a client reads the documents over and over, and must have requests left to try it.
UNLIMITED = (*OPERATORS, "/v1/openapi.json", "/v1/docs", "/v1/lifecycles")
# Whoever checks the whole ledger fetches thousands of its files; a witness is asked every few seconds by every county.
UNLIMITED_BELOW = ("/v1/ledger/", "/v1/witness/")
CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def create_app(services: Services, settings: GatewaySettings, join: Join) -> Flask:
    """The application for one gateway process."""
    app = Flask("gateway", static_url_path="/static", static_folder="pages/static", template_folder="pages/templates")
    app.url_rule_class = RuleWhenAsked
    # No redirect is made up from a Host header: an address with a doubled slash is simply unknown.
    app.url_map.merge_slashes = False
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config["MAX_FORM_MEMORY_SIZE"] = 0
    api = openapi.make_api(app, settings.public_url)
    for resource in (*routes.RESOURCES, routes.CLOCK):
        openapi.add_states(api, state_component(resource), LIFECYCLES[resource.collection])
    verifier = Verifier(settings.token_public_key) if settings.token_public_key else None
    limit = RateLimit(settings.rate_limit, time.monotonic)
    gateway = Gateway(services, settings, verifier, limit)
    keys = (settings.token_private_key, settings.token_public_key)
    sessions = Sessions(services, verifier, keys, secure=(settings.public_url or "").startswith("https://"))
    well = WellSince()
    asked = Remembered(lambda: well.seen(standings(services)))
    metrics = Metrics(asked.get)
    around = (tables.blueprint(), live.blueprint(join), health.blueprint(asked.get, metrics))
    for documented in (*routes.documented(gateway, sessions), *around):
        api.register_blueprint(documented)
    for undocumented in routes.undocumented(gateway):
        app.register_blueprint(undocumented)
    app.register_blueprint(docs_page.blueprint(lambda: openapi.finished(api)))
    app.register_blueprint(FrontPages(services, sessions, asked.get, settings.demo_clock, well).blueprint())
    catalogue.add_to(app)
    for pages_of in routes_of_pages.blueprints(gateway, sessions):
        app.register_blueprint(pages_of)
    problems.register(app, lambda refusal: refused.refused(sessions, refusal) if refused.wants_a_page() else None)
    _around_each_request(app, verifier, sessions, limit, metrics)
    return app


def _around_each_request(
    app: Flask, verifier: Verifier | None, sessions: Sessions, limit: RateLimit, metrics: Metrics
) -> None:
    def before() -> None:
        g.started = time.monotonic()
        g.correlation_id = checks.correlation_id(request)
        log_context.begin("gateway", g.correlation_id)
        by_session = (
            "Authorization" not in request.headers and not _unlimited() and sessions.cookie(request) is not None
        )
        g.identity = sessions.identity(request) if by_session else checks.identity(request, verifier)
        # A form of somebody signed in carries its token within: he is no stranger for that.
        if g.identity.actor is None and g.get("session") is None and not _unlimited():
            limit.count(request.remote_addr or "")

    def after(response: Response) -> Response:
        response.headers["X-Correlation-Id"] = g.correlation_id
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Content-Security-Policy"] = CONTENT_POLICY
        response.headers.setdefault("Cache-Control", "no-store")
        route = str(request.url_rule) if request.url_rule else "unmatched"
        seconds = time.monotonic() - g.started
        metrics.answered(request.method, route, response.status_code, seconds)
        if request.path not in OPERATORS:
            _tell(route, response, seconds)
        return response

    app.before_request(before)
    app.after_request(after)


def _unlimited() -> bool:
    return request.path in UNLIMITED or request.path.startswith(UNLIMITED_BELOW) or request.endpoint == "static"


def _tell(route: str, response: Response, seconds: float) -> None:
    """A line a request: the route, never the address itself, in which a code may stand; and by what name it was refused."""
    refused: dict[str, str] = {}
    if response.mimetype == "application/problem+json":
        problem: dict[str, str] = response.get_json()
        refused = {name: problem[name].rpartition(":")[2] for name in ("type", "rule") if problem.get(name)}
    log.info(
        "request",
        method=method_of(request.method),
        route=route,
        status=response.status_code,
        milliseconds=round(seconds * 1000, 1),
        **({"refusal": " ".join(refused.values())} if refused else {}),
    )
