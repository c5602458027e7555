"""A column that has one of several values, which are handed over as one: the statement's text is the same for any number of them."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, Column, ColumnElement, Text, any_, bindparam, func, select

from infra.kernel.storage.database import Database


def one_of(database: Database, column: Column[Any], name: str) -> ColumnElement[bool]:
    """The condition; under `name` it wants what `several` makes."""
    if database.on_sqlite:
        return column.in_(select(func.json_each(bindparam(name)).table_valued("value").c.value))
    return column == any_(bindparam(name, type_=ARRAY(Text)))


def several(database: Database, values: Iterable[str]) -> str | list[str]:
    """As the database takes them: a JSON list or an array."""
    return json.dumps(list(values)) if database.on_sqlite else list(values)
