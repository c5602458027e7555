"""`shangliang parked`: what could not be applied or done, seen from the command line."""

import json
import time
from pathlib import Path

import click

from infra.kernel.access.site import Site, SiteProblem, lock
from operations.cli.site import site_of

# A running suite looks every two seconds, and parks again after five tries in a little over four.
TRIED_SECONDS = 15.0
LOOK_SECONDS = 0.2


@click.group(invoke_without_command=True)
@click.pass_context
def parked(context: click.Context) -> None:
    """Events that could not be applied, due times that could not be done: list, retry, discard."""
    if context.invoked_subcommand is None:
        context.invoke(parked_list)


@parked.command("list")
@click.pass_obj
def parked_list(data: Path) -> None:
    """What is parked, and why; what does not fit is not here but noted in its service's log."""
    from operations.tools.parked import all_parked

    found = all_parked(site_of(data))
    for one in found:
        click.echo(json.dumps(one, ensure_ascii=False))
    if not found:
        click.echo("nothing is parked")


@parked.command("retry")
@click.argument("service")
@click.argument("number")
@click.pass_obj
def parked_retry(data: Path, service: str, number: str) -> None:
    """Tries a parked event or due time again and says what became of it; exit 1 when it failed again."""
    from operations.tools.parked import NotParked, Tried, outcome_of, release

    site = site_of(data)
    try:
        release(site, service, number)
    except NotParked as problem:
        raise click.ClickException(str(problem)) from problem
    tried, deadline = Tried("waiting"), time.monotonic() + (0 if _nobody_serves(site) else TRIED_SECONDS)
    while (tried := outcome_of(site, service, number)).what == "waiting" and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
    match tried.what:
        case "done":
            click.echo("已处理 done")
        case "refused":
            click.echo(f"已不适用，不再处理 it does not fit any more, and is not tried again: {tried.why}")
        case "waiting":
            click.echo("等待系统启动后再试 waiting: it is tried again as soon as the suite runs and is not busy")
        case "parked":
            raise click.ClickException(f"再次失败 it failed again and is parked as before: {tried.why}")


@parked.command("discard")
@click.argument("service")
@click.argument("number")
@click.option("--reason", required=True)
@click.pass_obj
def parked_discard(data: Path, service: str, number: str, reason: str) -> None:
    """Gives a parked event or due time up for good; the reason is kept with it."""
    from operations.tools.parked import NotParked, discard

    try:
        discard(site_of(data), service, number, reason)
    except NotParked as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo("已放弃 discarded")


def _nobody_serves(site: Site) -> bool:
    """Known only of an embedded site, whose folder the running suite holds."""
    if site.folder is None:
        return False
    try:
        lock(site.folder).close()
    except SiteProblem:
        return False
    return True
