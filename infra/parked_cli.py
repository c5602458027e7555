"""`shangliang parked`: what could not be applied, seen from the command line."""

import json
from pathlib import Path

import click

from infra.site_cli import site_of


@click.group(invoke_without_command=True)
@click.pass_context
def parked(context: click.Context) -> None:
    """Events that could not be applied: list, retry, discard."""
    if context.invoked_subcommand is None:
        context.invoke(parked_list)


@parked.command("list")
@click.pass_obj
def parked_list(data: Path) -> None:
    """What is parked, and why; what does not fit is not here but noted in its service's log."""
    from infra.operating.parked import all_parked

    found = all_parked(site_of(data))
    for one in found:
        click.echo(json.dumps(one, ensure_ascii=False))
    if not found:
        click.echo("nothing is parked")


@parked.command("retry")
@click.argument("service")
@click.argument("number", type=int)
@click.pass_obj
def parked_retry(data: Path, service: str, number: int) -> None:
    """Tries a parked event again; what waits behind it on its stream follows."""
    _parked(data, service, number, None)


@parked.command("discard")
@click.argument("service")
@click.argument("number", type=int)
@click.option("--reason", required=True)
@click.pass_obj
def parked_discard(data: Path, service: str, number: int, reason: str) -> None:
    """Gives a parked event up for good; the reason is kept with it."""
    _parked(data, service, number, reason)


def _parked(data: Path, service: str, number: int, discarded_because: str | None) -> None:
    from infra.operating.parked import NotParked, discard, retry

    try:
        if discarded_because is None:
            retry(site_of(data), service, number)
        else:
            discard(site_of(data), service, number, discarded_because)
    except NotParked as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo("done")
