"""Which site a command of the command line is about."""

import os
from pathlib import Path

import click

from infra.kernel.access.site import Site, SiteProblem, embedded_site, server_site


def site_of(data: Path, may_be_new: bool = False) -> Site:
    """The servers' site when the environment names one, else the embedded one under `data`."""
    on_servers = bool(os.environ.get("DATABASE_URL"))
    if not on_servers and not may_be_new and not any(data.glob("*.sqlite")):
        raise click.ClickException(f"there is no site under {data}: `shangliang up` makes one, or name another --data")
    try:
        return server_site(dict(os.environ)) if on_servers else embedded_site(data, demo_clock=False)
    except SiteProblem as problem:
        raise click.ClickException(str(problem)) from problem
