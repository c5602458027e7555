"""Terms of the words of records, by which they are found: in each database an index of its own over the words (ADR 30).

PostgreSQL: an index of arrays (GIN) over a function of ours, kept with every row.
SQLite: a full-text index (FTS5) of single characters, brought up to date many records at a time by `term_index.py`. Every
writing of words has a number, which a trigger gives it; what is not yet in the index is read through.
"""

from typing import Any

from sqlalchemy import ARRAY, DDL, Boolean, ColumnElement, Text, event, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from infra.kernel.storage.tables import RECORD_WORDS
from infra.kernel.storage.words import phrase_of, terms_of

# Every character, and every two in a row: whoever looks for one, two or more finds them by what is in the index.
TERMS = r"""
CREATE OR REPLACE FUNCTION record_terms(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $terms$
  SELECT string_to_array(words, NULL)
    || string_to_array(regexp_replace(words, '(..)', '\1' || chr(31), 'g'), chr(31))
    || string_to_array(regexp_replace(substr(words, 2), '(..)', '\1' || chr(31), 'g'), chr(31))
$terms$
"""
INDEX = "CREATE INDEX record_words_by_term ON record_words USING gin (record_terms(open || chr(10) || kept))"
# What SQLite has besides begins with this name: no backup has it, and nothing is read from it but which words to look at.
OF_SQLITE = "record_terms"
# The index keeps no text: it is told which characters a number has, and answers numbers.
ON_SQLITE = (
    "CREATE VIRTUAL TABLE record_terms USING fts5(words, content='', tokenize='ascii')",
    "CREATE TABLE record_terms_numbers (number INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL)",
    "CREATE TRIGGER record_terms_added AFTER INSERT ON record_words BEGIN "
    "INSERT INTO record_terms_numbers (collection, id) VALUES (new.collection, new.id); END",
    "CREATE TRIGGER record_terms_changed AFTER UPDATE ON record_words WHEN new.open <> old.open OR new.kept <> old.kept "
    "BEGIN INSERT INTO record_terms_numbers (collection, id) VALUES (new.collection, new.id); END",
)
for dialect, made in (("postgresql", (TERMS, INDEX)), ("sqlite", ON_SQLITE)):
    for statement in made:
        event.listen(RECORD_WORDS, "after_create", DDL(statement).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]

INDEXED = "record_terms(record_words.open || chr(10) || record_words.kept)"
LAST_INDEXED = "coalesce((SELECT rowid FROM record_terms ORDER BY rowid DESC LIMIT 1), 0)"
# In this order: by what the index answers, and whatever it has not heard of yet.
NUMBERED = """record_words.id IN (
SELECT numbered.id FROM record_terms CROSS JOIN record_terms_numbers AS numbered ON numbered.number = record_terms.rowid
WHERE record_terms MATCH {phrase}
UNION ALL SELECT id FROM record_terms_numbers WHERE number > {last})"""


class HasTerms(FunctionElement[bool]):
    """The words have each of these terms: those of PostgreSQL's index, and the phrase for SQLite's."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> "HasTerms":
        """As it is: SQLAlchemy would compare it with 1, and SQLite then read all words through."""
        return self


@compiles(HasTerms, "sqlite")
def _by_numbers(element: HasTerms, compiler: Any, **options: Any) -> str:
    _terms, phrase = element.clauses
    return NUMBERED.format(phrase=compiler.process(phrase, **options), last=LAST_INDEXED)


@compiles(HasTerms, "postgresql")
def _by_the_index(element: HasTerms, compiler: Any, **options: Any) -> str:
    terms, _phrase = element.clauses
    return f"{INDEXED} @> CAST({compiler.process(terms, **options)} AS text[])"


def has_terms(text: str) -> ColumnElement[bool]:
    return HasTerms(literal(terms_of(text), ARRAY(Text)), literal(phrase_of(text)))
