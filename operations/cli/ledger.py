"""`shangliang verify`: the ledger and the record, checked from the command line."""

import os
from pathlib import Path

import click

from operations.cli.site import site_of


@click.command()
@click.option("--ledger", default=None, metavar="DIR|URL", help="another ledger than this site's own; needs --key")
@click.option("--key", "keys", multiple=True, metavar="VKEY", help="the key that the log signs with; may repeat")
@click.option(
    "--policy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="a tlog-policy: which witnesses must have cosigned; by default the site's own, if it has one",
)
@click.option(
    "--kept",
    multiple=True,
    type=click.Path(exists=True),
    metavar="PATH",
    help="checkpoints or receipts that were kept elsewhere: a file or a folder; may repeat",
)
@click.option("--skew", type=float, default=60.0, show_default=True, help="seconds that times may run backwards")
@click.pass_obj
def verify(
    data: Path, ledger: str | None, keys: tuple[str, ...], policy: Path | None, kept: tuple[str, ...], skew: float
) -> None:
    """Checks the whole record: one line and exit 0 when all holds, else every finding and exit 1."""
    from infra.kernel.access.site import SiteProblem
    from infra.ledger import verify_ledger
    from operations.verify.verify import CannotVerify, verify_foreign, verify_own

    asked = verify_ledger.Asked(
        keys=keys,
        policy=policy.read_text(encoding="utf-8", errors="replace") if policy else None,
        kept=[(where, verify_ledger.note_in(content)) for where, content in verify_ledger.kept_notes(kept)],
        skew=skew,
    )
    try:
        if ledger:
            report = verify_foreign(ledger, asked, os.environ.get("SHANGLIANG_TOKEN"), verify_ledger.shown)
        else:
            report = verify_own(site_of(data), _served_at(), asked, verify_ledger.shown)
    except (CannotVerify, SiteProblem) as problem:
        raise click.ClickException(str(problem)) from problem
    for finding in report.findings:
        click.echo(finding)
    if report.findings:
        raise SystemExit(1)
    click.echo(report.summary)


def _served_at() -> str:
    """Where this machine's gateway serves the ledger, on servers."""
    _, _, port = os.environ.get("HTTP_ADDRESS", "127.0.0.1:8000").rpartition(":")
    return f"http://127.0.0.1:{port}/v1/ledger"
