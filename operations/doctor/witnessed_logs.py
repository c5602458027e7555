"""What is wrong with the list of the logs that this site witnesses: people wrote it."""

from collections.abc import Iterator

from infra.kernel.access.site import Site
from operations.doctor.finding import Finding
from services.audit.witnessed_logs import NoListOfLogs, witnessed_logs


def bad_lines(site: Site) -> Iterator[Finding]:
    """Where the ledger's folder is."""
    try:
        bad = witnessed_logs(site.ledger).bad_lines if site.ledger is not None else ()
    except NoListOfLogs as problem:
        yield Finding(f"nothing is witnessed: {problem}", "make the file readable, or take it away")
        return
    for line in bad:
        yield Finding(
            f"{site.ledger}/{line}", "put that log's vkey there, or take the line out; the others are witnessed"
        )
