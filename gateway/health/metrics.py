"""Figures for Prometheus: this gateway's requests, and what each service says of itself at the moment of asking."""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector

from gateway.http.standing import ServiceStanding
from gateway.ledger.figures import ledger_figures
from infra.kernel.base.version import VERSION

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")


def method_of(method: str) -> str:
    """What a caller calls a method may be anything; figures and log lines know these."""
    return method if method in METHODS else "OTHER"


class Metrics:
    """One registry for each gateway, so that two of them in one process do not mix their figures."""

    def __init__(self, standings: Callable[[], list[ServiceStanding]]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "shangliang_http_requests", "HTTP requests answered", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "shangliang_http_request_seconds", "Time to answer", ("method", "route"), registry=self._registry
        )
        self._registry.register(ServiceFigures(standings))

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        known = method_of(method)
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(known, route).observe(seconds)

    def text(self) -> bytes:
        return generate_latest(self._registry)


class ServiceFigures(Collector):
    """The services' own figures."""

    def __init__(self, standings: Callable[[], list[ServiceStanding]]) -> None:
        self._standings = standings

    def describe(self) -> list[Metric]:
        """Nothing is known before it is asked; without this, registering would already ask every service."""
        return []

    def collect(self) -> Iterator[Metric]:
        found = self._standings()
        yield _gauge("shangliang_service_up", "1 when the service, its database and broker answer", [
            ((each.service,), 1.0 if each.ready else 0.0) for each in found
        ])  # fmt: skip
        yield _lag(found)
        for name, says, member in _GAUGES:
            yield _gauge(name, says, [
                ((each.service,), float(each.status.get(member, 0))) for each in found if each.status
            ])  # fmt: skip
        yield _broker(found)
        yield _build(found)
        yield _commands(found)
        yield _numbering(found)
        yield _refusals(found)
        yield from ledger_figures(found)


_GAUGES = (
    ("shangliang_position", "Events numbered so far", "position"),
    ("shangliang_parked_events", "Events that could not be applied and wait for a person", "parked"),
    ("shangliang_pending_events", "Events taken, whose commands are not carried out yet", "pending"),
    ("shangliang_unnumbered_events", "Committed events without a position yet", "unnumbered"),
    ("shangliang_unnumbered_seconds", "Age of the oldest event without a position", "unnumbered_seconds"),
    ("shangliang_due_commands", "Commands of the system whose time has come", "due"),
)


def _gauge(name: str, says: str, values: list[tuple[tuple[str, ...], float]]) -> Metric:
    family = GaugeMetricFamily(name, says, labels=("service",))
    for labels, value in values:
        family.add_metric(labels, value)
    return family


def _lag(found: list[ServiceStanding]) -> Metric:
    family = GaugeMetricFamily("shangliang_lag_events", "Events not yet applied", labels=("service", "producer"))
    for each in found:
        for producer, events in (each.status or {}).get("lag", {}).items():
            family.add_metric((each.service, producer), float(events))
    return family


def _broker(found: list[ServiceStanding]) -> Metric:
    """A service that does not answer cannot say how it stands with the broker: it has no line."""
    says = "1 when the service's last message went through to the broker"
    return _gauge("shangliang_broker_up", says, [
        ((each.service,), 1.0 if each.status["broker"] == "ok" else 0.0) for each in found if each.status
    ])  # fmt: skip


def _build(found: list[ServiceStanding]) -> Metric:
    family = GaugeMetricFamily("shangliang_build_info", "Which version runs; always 1", labels=("service", "version"))
    family.add_metric(("gateway", VERSION), 1.0)
    for each in found:
        if each.status and "version" in each.status:
            family.add_metric((each.service, each.status["version"]), 1.0)
    return family


def _commands(found: list[ServiceStanding]) -> Metric:
    labels = ("service", "replica", "command")
    family = SummaryMetricFamily("shangliang_command_seconds", "Time to carry out", labels=labels)
    for each in found:
        for command, figures in (each.status or {}).get("commands", {}).items():
            family.add_metric((*_who(each), command), int(figures["count"]), float(figures["seconds"]))
    return family


def _numbering(found: list[ServiceStanding]) -> Metric:
    says, labels = "From an event's being recorded to its position", ("service", "replica")
    family = SummaryMetricFamily("shangliang_numbering_seconds", says, labels=labels)
    for each in found:
        if each.status and (figures := each.status.get("numbering")):
            family.add_metric(_who(each), int(figures["count"]), float(figures["seconds"]))
    return family


def _refusals(found: list[ServiceStanding]) -> Metric:
    labels = ("service", "replica", "refusal")
    family = CounterMetricFamily("shangliang_refused_commands", "Commands refused", labels=labels)
    for each in found:
        for refusal, count in (each.status or {}).get("refusals", {}).items():
            family.add_metric((*_who(each), refusal), float(count))
    return family


def _who(standing: ServiceStanding) -> tuple[str, str]:
    """Each replica counts for itself, and any of them may have answered: without its name sums would jump."""
    return standing.service, (standing.status or {}).get("replica", "")
