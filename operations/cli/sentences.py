"""The command line says in a sentence, not in a traceback, that a disk is full or cannot be written, or a database damaged."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from infra.kernel.storage.writable import said


class InSentences(click.Group):
    """The command group, whose object is the site's folder."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            if sentence := _sentence(error, ctx.params["data"]):
                raise click.ClickException(sentence) from error
            raise


def _sentence(error: Exception, data: Path) -> str | None:
    sentences = (_damage(one) or said(one, _place_of(one, data)) for one in _with_causes(error))
    return next((sentence for sentence in sentences if sentence), None)


def _damage(error: BaseException) -> str | None:
    """Of these two SQLite has no error class of its own, only the one of which all others are."""
    if type(error) is not sqlite3.DatabaseError:
        return None
    return f"数据库损坏 a database is damaged: {error}; `shangliang doctor` says which: bring it back from the backup"


def _place_of(error: BaseException, data: Path) -> Path:
    """The folder of the site, unless another file is named."""
    named = getattr(error, "filename", None)
    return data if named is None or Path(named).resolve().is_relative_to(data.resolve()) else Path(named)


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    while one is not None:
        yield one
        one = one.__cause__ or one.__context__
