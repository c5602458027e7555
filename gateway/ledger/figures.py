"""How the ledger and its witnesses stand, for Prometheus."""

from collections.abc import Iterator
from typing import Any

from prometheus_client.core import GaugeMetricFamily, Metric

from gateway.http.standing import ServiceStanding

_OF_THE_LEDGER = (
    ("shangliang_ledger_sealed_entries", "Entries under this site's own signature", "sealed"),
    ("shangliang_ledger_published_entries", "Entries that enough witnesses have cosigned", "published"),
    ("shangliang_ledger_checkpoint_age_seconds", "Age of the newest checkpoint", "checkpoint_age"),
)


def ledger_figures(found: list[ServiceStanding]) -> Iterator[Metric]:
    sealing = [each.status for each in found if each.status and "sealed" in each.status]
    for name, says, member in _OF_THE_LEDGER:
        family = GaugeMetricFamily(name, says)
        for status in sealing:
            if status[member] is not None:
                family.add_metric((), float(status[member]))
        yield family
    up = GaugeMetricFamily("shangliang_witness_up", "1 when the witness cosigns what it is shown", labels=("witness",))
    behind = GaugeMetricFamily(
        "shangliang_witness_behind_entries", "Entries that the witness has not cosigned yet", labels=("witness",)
    )
    for witness in (one for status in sealing for one in status["witnesses"]):
        up.add_metric((witness["name"],), 1.0 if witness["state"] == "ok" else 0.0)
        behind.add_metric((witness["name"],), float(witness["behind"]))
    yield from (up, behind)
    yield from _witnessed([status["witnessed"] for status in sealing if "witnessed" in status])


def _witnessed(found: list[dict[str, Any]]) -> Iterator[Metric]:
    """This site as a witness for others."""
    logs = GaugeMetricFamily("shangliang_witnessed_logs", "Logs that this site witnesses")
    bad = GaugeMetricFamily(
        "shangliang_witnessed_logs_bad_line", "1 for a line of witnessed-logs that names no log", labels=("line",)
    )
    for one in found:
        logs.add_metric((), float(one["logs"]))
        for number in one["bad_lines"]:
            bad.add_metric((str(number),), 1.0)
    yield from (logs, bad)
