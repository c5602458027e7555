"""Figures for Prometheus: this gateway's requests, and what each service says of itself at the moment of asking."""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector

from gateway.standing import Standing

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")


class Metrics:
    """One registry for each gateway, so that two of them in one process do not mix their figures."""

    def __init__(self, standings: Callable[[], list[Standing]]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "shangliang_http_requests", "HTTP requests answered", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "shangliang_http_request_seconds", "Time to answer", ("method", "route"), registry=self._registry
        )
        self._registry.register(ServiceFigures(standings))

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        known = method if method in METHODS else "OTHER"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(known, route).observe(seconds)

    def text(self) -> bytes:
        return generate_latest(self._registry)


class ServiceFigures(Collector):
    """The services' own figures."""

    def __init__(self, standings: Callable[[], list[Standing]]) -> None:
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
        yield _commands(found)
        yield _refusals(found)


_GAUGES = (
    ("shangliang_position", "Events numbered so far", "position"),
    ("shangliang_parked_events", "Events that could not be applied and wait for a person", "parked"),
    ("shangliang_unnumbered_events", "Committed events without a position yet", "unnumbered"),
    ("shangliang_due_commands", "Commands of the system whose time has come", "due"),
)


def _gauge(name: str, says: str, values: list[tuple[tuple[str, ...], float]]) -> Metric:
    family = GaugeMetricFamily(name, says, labels=("service",))
    for labels, value in values:
        family.add_metric(labels, value)
    return family


def _lag(found: list[Standing]) -> Metric:
    family = GaugeMetricFamily("shangliang_lag_events", "Events not yet applied", labels=("service", "producer"))
    for each in found:
        for producer, events in (each.status or {}).get("lag", {}).items():
            family.add_metric((each.service, producer), float(events))
    return family


def _commands(found: list[Standing]) -> Metric:
    family = SummaryMetricFamily("shangliang_command_seconds", "Time to carry out", labels=("service", "command"))
    for each in found:
        for command, figures in (each.status or {}).get("commands", {}).items():
            family.add_metric((each.service, command), int(figures["count"]), float(figures["seconds"]))
    return family


def _refusals(found: list[Standing]) -> Metric:
    family = CounterMetricFamily("shangliang_refused_commands", "Commands refused", labels=("service", "refusal"))
    for each in found:
        for refusal, count in (each.status or {}).get("refusals", {}).items():
            family.add_metric((each.service, refusal), float(count))
    return family
