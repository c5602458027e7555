"""Terms of the words of records, by which PostgreSQL finds them: an index of arrays (GIN) over a function of its own.

SQLite has no such index: it reads the words of a collection through, which are in a narrow table for that (ADR 30).
"""

from typing import Any

from sqlalchemy import ARRAY, DDL, Boolean, ColumnElement, Text, event, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from infra.kernel.storage.tables import RECORD_WORDS

# Every character, and every two in a row: whoever looks for one, two or more finds them by what is in the index.
TERMS = r"""
CREATE OR REPLACE FUNCTION record_terms(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $terms$
  SELECT string_to_array(words, NULL)
    || string_to_array(regexp_replace(words, '(..)', '\1' || chr(31), 'g'), chr(31))
    || string_to_array(regexp_replace(substr(words, 2), '(..)', '\1' || chr(31), 'g'), chr(31))
$terms$
"""
INDEX = "CREATE INDEX record_words_by_term ON record_words USING gin (record_terms(open || chr(10) || kept))"
for made in (TERMS, INDEX):
    event.listen(RECORD_WORDS, "after_create", DDL(made).execute_if(dialect="postgresql"))  # type: ignore[no-untyped-call]

INDEXED = "record_terms(record_words.open || chr(10) || record_words.kept)"


class HasTerms(FunctionElement[bool]):
    """The words have each of these terms."""

    type = Boolean()
    inherit_cache = True


@compiles(HasTerms)
def _everywhere(element: HasTerms, compiler: Any, **options: Any) -> str:
    return "1 = 1"


@compiles(HasTerms, "postgresql")
def _by_the_index(element: HasTerms, compiler: Any, **options: Any) -> str:
    return f"{INDEXED} @> CAST({compiler.process(element.clauses, **options)} AS text[])"


def has_terms(terms: list[str]) -> ColumnElement[bool]:
    return HasTerms(literal(terms, ARRAY(Text)))
