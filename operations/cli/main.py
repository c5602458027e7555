"""The `shangliang` command."""

import json
import os
import signal
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from infra.kernel.access.identity import TOKEN_ROLES, ClaimsRefused
from infra.kernel.access.site import Site, SiteProblem, lock, server_site
from operations.cli.account import account
from operations.cli.backup import backup, restore
from operations.cli.ledger import verify
from operations.cli.parked import parked
from operations.cli.replay import compare, export, rebuild_site, replay
from operations.cli.sentences import InSentences
from operations.cli.site import site_of
from operations.suite import starting


@click.group(cls=InSentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data", type=click.Path(path_type=Path), default=Path("var"), show_default=True, help="the site's folder"
)
@click.pass_context
def main(context: click.Context, data: Path) -> None:
    """Shangliang 商量: consultation records of the CPPCC, from a resident's word to a closed outcome."""
    # Eventlet says of itself at every import that it is in bug-fix mode; an operator can do nothing about it.
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    # Printing into a pipe that nobody reads any more (`| head`) ends quietly. Not at import: tests import this module.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    # What is made under the data folder is nobody else's to read: words, names, and the keys that open them.
    os.umask(0o077)
    starting.begin()
    context.obj = data


@main.command()
@click.option("--port", type=int, default=8000, show_default=True, help="0 takes a free one")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--demo", is_flag=True, help="allow the demo clock")
@click.pass_obj
def up(data: Path, port: int, host: str, demo: bool) -> None:
    """The whole suite in one process, on SQLite under the data folder."""
    green()
    from operations.suite.embedded import serve

    try:
        serve(data, host, port, demo, _say)
    except SiteProblem as problem:
        raise click.ClickException(str(problem)) from problem


@main.command()
@click.argument("services", nargs=-1, required=True, metavar="SERVICE…")
@click.pass_obj
def run(data: Path, services: tuple[str, ...]) -> None:
    """The named services (or `gateway`) as nameko processes; settings from the environment."""
    green()
    from infra.kernel.storage.green_postgres import make_green
    from operations.suite.servers import serve

    make_green()
    try:
        serve(server_site(dict(os.environ)), list(services), os.environ.get("HTTP_ADDRESS", "127.0.0.1:8000"))
    except SiteProblem as problem:
        raise click.ClickException(str(problem)) from problem


@main.command()
@click.option("--url", default=None, help="where the suite serves; by default the one that runs on the data folder")
@click.pass_obj
def demo(data: Path, url: str | None) -> None:
    """Plays the story of the school gate over HTTP against a running suite, one line a step."""
    from operations.demo.play import StoryStopped, play

    site = site_of(data)
    try:
        play(url or serving_at(data), site, _say)
    except StoryStopped as stopped:
        raise click.ClickException(str(stopped)) from stopped


@main.command()
@click.pass_obj
def migrate(data: Path) -> None:
    """Brings every database up to date; on servers it also begins a new site and declares the broker's topology."""
    from infra.kernel.storage.lost import must_be_whole
    from infra.kernel.storage.migrate import migrate as upgrade
    from operations.suite.servers import bring_up_to_date
    from operations.suite.services import WITH_DATABASES

    site = site_of(data, may_be_new=True)
    try:
        must_be_whole(site)
        changed = upgrade(site, list(WITH_DATABASES)) if site.folder else bring_up_to_date(site, _say)
    except SiteProblem as problem:
        raise click.ClickException(str(problem)) from problem
    _say("up to date" + (f": {' '.join(changed)}" if changed else ""))


@main.command()
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(TOKEN_ROLES), help="may repeat")
@click.option("--organisation", default=None, metavar="ID")
@click.option("--division", default=None, metavar="CODE", help="by default the organisation's")
@click.option("--person", default=None, metavar="ID")
@click.option("--hours", type=float, default=12.0, show_default=True)
@click.pass_obj
def token(
    data: Path, roles: tuple[str, ...], organisation: str | None, division: str | None, person: str | None, hours: float
) -> None:
    """Prints a bearer token."""
    from operations.tools.tokens import TokenRefused, token_for

    try:
        click.echo(token_for(site_of(data), roles, organisation, division, person, hours))
    except (TokenRefused, ClaimsRefused) as refused:
        raise click.ClickException(str(refused)) from refused


@main.command()
@click.option("--service", default=None)
@click.option("--stream", default=None, metavar="ID", help="for example topic-0190…")
@click.option("--after", type=int, default=-1, show_default=True, help="only positions above this one")
@click.option("--follow", is_flag=True, help="go on as events are recorded, until interrupted")
@click.pass_obj
def events(data: Path, service: str | None, stream: str | None, after: int, follow: bool) -> None:
    """Recorded events, a JSON object a line."""
    from operations.tools.events import UnknownService, recorded

    try:
        for event in recorded(site_of(data), service, stream, after, follow):
            click.echo(json.dumps(event, ensure_ascii=False))
    except UnknownService as unknown:
        raise click.ClickException(str(unknown)) from unknown


@main.command()
@click.pass_obj
def lag(data: Path) -> None:
    """How far each service is behind what the others have recorded."""
    from operations.tools.lag import lags

    for one in lags(site_of(data)):
        click.echo(f"{one.service:10} ← {one.producer:10} {one.behind:8} behind  (at {one.cursor} of {one.head})")


@main.command()
@click.argument("service")
@click.option("--dump", type=click.Path(path_type=Path), default=None, help="write the canonical dump there as well")
@click.pass_obj
def rebuild(data: Path, service: str, dump: Path | None) -> None:
    """Read tables of a service made anew from the log. The embedded suite must be stopped."""
    from operations.tools.rebuild import CannotRebuild, canonical_dump, rebuild_service

    site = site_of(data)
    held = _held(site)
    try:
        with click.progressbar(length=1, label=service, file=sys.stderr) as bar:
            counted = rebuild_service(site, service, _progress(bar))
        if dump:
            dump.write_text(canonical_dump(site, service), encoding="utf-8")
    except CannotRebuild as problem:
        raise click.ClickException(str(problem)) from problem
    finally:
        held()
    _say(f"{service}: rebuilt from {counted} events")


@main.group()
def load() -> None:
    """Loads reference data."""


@load.command("divisions")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", default=None, help="where the file comes from; by default its name")
@click.pass_obj
def load_divisions(data: Path, file: Path, source: str | None) -> None:
    """Divisions from a CSV file (code, name, level, parent[, counts_in_coverage, valid_from, valid_until, successor]).

    A bad line loads nothing; what is otherwise than known is renamed, moved, ended or amended.
    """
    from operations.tools.divisions import load_file
    from services.members.division.columns import DivisionsRefused

    try:
        _say(load_file(site_of(data), file, source or file.name))
    except DivisionsRefused as refused:
        raise click.ClickException(f"{file}: {refused}") from refused


@main.command()
@click.option("--person", required=True, metavar="ID", help="a person's id, or the `submitter` of a submission")
@click.option("--reason", required=True)
@click.pass_obj
def forget(data: Path, person: str, reason: str) -> None:
    """Destroys a person's key: what was encrypted for this person can never be read again."""
    from operations.tools.forget import NobodyKnown, forget_person

    try:
        forget_person(site_of(data), person, reason)
    except NobodyKnown as nobody:
        raise click.ClickException(str(nobody)) from nobody
    _say(f"{person}: key destroyed 密钥已销毁")


@main.command()
@click.pass_obj
def doctor(data: Path) -> None:
    """What is wrong with this installation and what to do about it; exit 1 when anything is."""
    from operations.doctor.doctor import findings

    found = findings(data, dict(os.environ))
    for finding in found:
        click.echo(f"✗ {finding.what}\n  → {finding.remedy}")
    if found:
        sys.exit(1)
    _say("nothing is wrong")


def green() -> None:
    """Makes this process eventlet's, before anything else of it is imported; a peer that hangs up must not end it."""
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    import eventlet
    import eventlet.debug

    eventlet.monkey_patch()
    eventlet.debug.hub_exceptions(False)


main.add_command(account)
main.add_command(parked)
main.add_command(verify)
main.add_command(replay)
main.add_command(compare)
main.add_command(export)
main.add_command(rebuild_site)
main.add_command(backup)
main.add_command(restore)


def serving_at(data: Path) -> str:
    """The address that the suite on this folder wrote down when it began to serve."""
    try:
        return (data / "serving").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return "http://127.0.0.1:8000"


def _held(site: Site) -> Callable[[], None]:
    """Keeps an embedded suite from starting meanwhile; refuses when one runs."""
    if site.folder is None:
        return lambda: None
    try:
        return lock(site.folder).close
    except SiteProblem as problem:
        raise click.ClickException(str(problem)) from problem


def _progress(bar: Any) -> Callable[[int, int], None]:
    def show(done: int, of: int) -> None:
        bar.length = max(of, 1)
        bar.update(done - bar.pos)

    return show


def _say(line: str) -> None:
    click.echo(line)


if __name__ == "__main__":
    main()
