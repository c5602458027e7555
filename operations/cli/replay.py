"""`shangliang replay`, `compare`, `export` and `rebuild-site`: what can be had from the ledger alone."""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from infra.kernel.access.site import SiteProblem, embedded_site, lock
from operations.cli.site import site_of


def the_ledger(of: Path | None, keys: Sequence[str], data: Path) -> Any:
    """The named ledger, or the site's own; signed with one of the keys, where any is named. Raises ClickException."""
    from infra.ledger.directory import LedgerDirectory
    from infra.ledger.verify_ledger import Unreadable, vkeys_in
    from operations.replay.replaying import CannotReplay, log_in, sealed_log
    from services.audit.keys import LOG, read_keys_but_witness

    try:
        vkeys = [vkey for text in keys for vkey in vkeys_in(text)]
        if of is not None:
            return sealed_log(LedgerDirectory(log_in(of)), vkeys)
        ledger = _own_ledger(data)
        return sealed_log(LedgerDirectory(ledger / LOG), vkeys or [read_keys_but_witness(ledger).vkey])
    except (CannotReplay, SiteProblem, Unreadable) as cannot:
        raise click.ClickException(str(cannot)) from cannot


def _own_ledger(data: Path) -> Path:
    ledger = site_of(data).ledger
    if ledger is None:
        raise click.ClickException("LEDGER_DIR is not set here: name the ledger's folder with --ledger")
    return ledger


def shown_progress(label: str) -> Callable[[int, int], None]:
    """A bar on a terminal, a line every tenth elsewhere; on standard error, since the result goes to standard output."""
    said = [-1]

    def show(done: int, of: int) -> None:
        tenth = done * 10 // max(of, 1)
        if tenth == said[0]:
            return
        said[0] = tenth
        end = "" if sys.stderr.isatty() and done < of else "\n"
        click.echo(
            f"\r{label}: {done} of {of}" if sys.stderr.isatty() else f"{label}: {done} of {of}", err=True, nl=bool(end)
        )

    return show


_LEDGER = click.option(
    "--ledger", type=click.Path(path_type=Path, exists=True), default=None, help="by default the site's own"
)
_KEYS = click.option(
    "--key", "keys", multiple=True, metavar="VKEY",
    help="the key that the log signs with; by default the one that the ledger gives for itself; may repeat",
)  # fmt: skip


@click.command()
@click.option(
    "--until",
    "said",
    default=None,
    metavar="TIME|INDEX",
    help="a time with offset, or an entry's index; all by default",
)
@click.option("--stream", default=None, metavar="ID", help="only this stream, for example topic-0190…")
@click.option("--collection", default=None, help="only these records, for example topics")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=None,
              help="keep the read tables there; a replay that was broken off goes on")  # fmt: skip
@_LEDGER
@_KEYS
@click.pass_obj
def replay(data: Path, said: str | None, stream: str | None, collection: str | None, into: Path | None,
           ledger: Path | None, keys: tuple[str, ...]) -> None:  # fmt: skip
    """The state as it was, from the ledger alone: a JSON object a record, personal fields withheld."""
    from operations.replay.replaying import CannotReplay, records_at, stream_at, until_said

    log = the_ledger(ledger, keys, data)
    try:
        until = until_said(said)
        if stream:
            _print(stream_at(log, until, stream), collection)
            return
        with tempfile.TemporaryDirectory() as passing:
            folder = into or Path(passing) / "replay"
            site = embedded_site(folder, demo_clock=False)
            with lock(folder):
                _print(records_at(log, until, site, shown_progress("replay")), collection)
    except SiteProblem as problem:
        raise click.ClickException(str(problem)) from problem
    except CannotReplay as cannot:
        raise click.ClickException(str(cannot)) from cannot


def _print(found: Any, collection: str | None) -> None:
    for record in found:
        if collection is None or record["collection"] == collection:
            click.echo(json.dumps(record, ensure_ascii=False))


@click.command()
@click.option("--since", "earlier", required=True, metavar="TIME|INDEX")
@click.option("--until", "later", default=None, metavar="TIME|INDEX", help="now by default")
@_LEDGER
@_KEYS
@click.pass_obj
def compare(data: Path, earlier: str, later: str | None, ledger: Path | None, keys: tuple[str, ...]) -> None:
    """What changed between two moments, and by whom: a JSON object a record."""
    from operations.replay.comparing import changes
    from operations.replay.replaying import CannotReplay, until_said

    log = the_ledger(ledger, keys, data)
    try:
        for change in changes(log, until_said(earlier), until_said(later)):
            click.echo(json.dumps(change, ensure_ascii=False))
    except CannotReplay as cannot:
        raise click.ClickException(str(cannot)) from cannot


@click.command()
@click.argument("into", type=click.Path(path_type=Path))
@click.option("--period", required=True, metavar="DAY..DAY", help="both days included, as in 2026-01-01..2026-12-31")
@_LEDGER
@_KEYS
@click.pass_obj
def export(data: Path, into: Path, period: str, ledger: Path | None, keys: tuple[str, ...]) -> None:
    """An archive of a period: its entries, all hashes, files, schemas, the verifier, and how to check it."""
    from infra.kernel.storage.file_stores import store_at
    from operations.replay.archive import days_said, write_archive
    from operations.replay.replaying import CannotReplay

    log = the_ledger(ledger, keys, data)
    try:
        since, until = days_said(period)
        done = write_archive(log, since, until, into, None if ledger else store_at(site_of(data).files))
    except CannotReplay as cannot:
        raise click.ClickException(str(cannot)) from cannot
    click.echo(f"{into}: entries {done.first} to {done.end - 1} of {done.size}; README.md there says how to check them")


@click.command("rebuild-site")
@click.pass_obj
def rebuild_site(data: Path) -> None:
    """Every service's database made again on an empty machine, from the ledger's folder (DATA/ledger, or LEDGER_DIR)."""
    from operations.replay import site_rebuild
    from operations.replay.replaying import CannotReplay

    site = site_of(data, may_be_new=True)
    try:
        with lock(site.folder) if site.folder else nullcontext():
            counted = site_rebuild.rebuild_site(site, shown_progress("rebuild-site"))
    except (CannotReplay, SiteProblem) as cannot:
        raise click.ClickException(str(cannot)) from cannot
    for name, events in counted.items():
        click.echo(f"{name}: {events} events")
    click.echo("keys of persons are not in the ledger: bring the database personal back from a backup")
    click.echo("the key as a witness for others is set aside: whoever has this site as a witness needs its new one")
