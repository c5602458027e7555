"""`shangliang backup` and `shangliang restore`, seen from the command line."""

import os
from pathlib import Path

import click

from operations.cli.site import site_of

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.pass_obj
def backup(data: Path, folder: Path) -> None:
    """A site, running or not, into a new folder: all databases as of one instant, and the keys."""
    from operations.backup.backup import back_up
    from operations.backup.format import BackupRefused
    from operations.backup.noted import note_backup

    site = site_of(data)
    try:
        manifest = back_up(site, folder, click.echo)
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    if not note_backup(site, manifest.taken_at):
        click.echo("it could not be noted on the site that it was backed up; the backup is whole")
    click.echo(f"backed up as of {manifest.taken_at}; whoever has {folder} can read and be anyone: lock it away")


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.pass_obj
def restore(data: Path, folder: Path) -> None:
    """A backup onto an empty site; it is checked first, and nothing that is there is overwritten."""
    from operations.backup.format import BackupRefused
    from operations.backup.restore import restore_embedded, restore_servers

    try:
        if os.environ.get("DATABASE_URL"):
            manifest = restore_servers(site_of(data), folder, click.echo)
        else:
            manifest = restore_embedded(data, folder, click.echo)
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"restored as it was at {manifest.taken_at}")
