"""`shangliang account`."""

import sys
from pathlib import Path

import click
import structlog

from operations.cli.site import site_of

MOST_TYPED = 4096


@click.command()
@click.option("--person", required=True, metavar="ID")
@click.option(
    "--name", default=None, metavar="NAME", help="login name of a new account; by default what the person is called"
)
@click.pass_obj
def account(data: Path, person: str, name: str | None) -> None:
    """Sets a person's password, read from standard input; makes the account where there is none."""
    from operations.tools.accounts import AccountRefused, set_password

    # A command leaves a line in the log; what is printed is the answer alone.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    typed = sys.stdin.isatty()
    password = (
        click.prompt("密码 password", hide_input=True) if typed else sys.stdin.readline(MOST_TYPED).rstrip("\r\n")
    )
    try:
        click.echo(f"{set_password(site_of(data), person, name, password)}: 密码已设置 password set")
    except AccountRefused as refused:
        raise click.ClickException(str(refused)) from refused
