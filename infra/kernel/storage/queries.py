"""Queries that are put together on the spot, compiled once for each shape: lists with filters and rights.

Two queries have one shape when they differ in values only. SQLAlchemy tells a shape by its cache key, the one under
which its own connections keep what they compile; ours are raw cursors, so it is kept here.
"""

from typing import Any

KEPT_AT_MOST = 500
"""Shapes; a caller's rights and filters make one. SQLAlchemy keeps as many."""


class CompiledQueries:
    """The text and values of queries in one dialect."""

    def __init__(self, dialect: Any, kept_at_most: int = KEPT_AT_MOST) -> None:
        self._dialect, self._kept_at_most = dialect, kept_at_most
        self.kept: dict[Any, Any] = {}

    def text_and_values(self, query: Any) -> tuple[str, list[Any]]:
        """What a raw cursor executes. A list of values has a place for each of them, so its text is made each time."""
        key = query._generate_cache_key()
        if key is None:
            return _expanded(query.compile(dialect=self._dialect), None)
        compiled = self.kept.get(key.key)
        if compiled is None:
            compiled = query.compile(dialect=self._dialect, cache_key=key)
            self._keep(key.key, compiled)
        if compiled.post_compile_params:
            return _expanded(compiled, key.bindparams)
        values = compiled.construct_params(extracted_parameters=key.bindparams)
        return str(compiled), [values[name] for name in compiled.positiontup]

    def _keep(self, shape: Any, compiled: Any) -> None:
        if len(self.kept) >= self._kept_at_most:
            self.kept.clear()
        self.kept[shape] = compiled


def _expanded(compiled: Any, given: Any) -> tuple[str, list[Any]]:
    expanded = compiled.construct_expanded_state(compiled.construct_params(extracted_parameters=given))
    return expanded.statement, list(expanded.positional_parameters)
