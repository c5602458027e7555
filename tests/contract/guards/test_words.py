"""One word, one thing: a class that is searched for is found once, or means the same wherever it is found."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.contract.guards.reading import ROOT, sources
from tests.contract.guards.test_grid import WITHOUT_LIFECYCLES

# Lifecycles name the same things alike (State, Facts, Amend), and copies and reactions call an event by its producer's name.
GRID = "the services' grid"
COPIES_OF_SEVERAL_SERVICES = tuple(
    Path("infra/kernel/news", name)
    for name in (
        "standard_copies.py",
        "copies_of_offices.py",
        "copies_of_labels.py",
        "copies_of_marks.py",
        "copies_of_places.py",
        "copies_of_persons.py",
        "endings.py",
    )
)
# Handed to strangers as one file, it says again what the ledger's formats are.
STANDS_ALONE = Path("infra/ledger/verify_ledger.py")

# What is named twice and is the same thing, and what that is.
ONE_THING = {
    "Document": "a piece of the interface's document, as JSON",
    "Record": "a record as it is shown, as JSON",
    "TrackedOutcome": "what a tracking code shows of an outcome: the dataclass, and its schema",
    "View": "a function that answers a request",
}


def words_of_two_meanings(words: Mapping[Path, list[str]]) -> dict[str, list[str]]:
    """Names that stand in several files, and in which."""
    homes: dict[str, set[str]] = defaultdict(set)
    for file, names in words.items():
        for name in names:
            homes[name].add(_home(file))
    return {name: sorted(found) for name, found in homes.items() if len(found) > 1 and name not in ONE_THING}


def named_in(source: str) -> list[str]:
    """The public classes and types of a file."""
    return [name for name in _named(ast.parse(source)) if name[0].isupper() and not name.isupper()]


def _named(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case (
                ast.ClassDef(name=name)
                | ast.AnnAssign(target=ast.Name(id=name))
                | ast.Assign(targets=[ast.Name(id=name)])
            ):
                yield name


def _home(file: Path) -> str:
    in_grid = file.parts[0] == "services" and file.parts[1] not in WITHOUT_LIFECYCLES
    return GRID if in_grid or file in COPIES_OF_SEVERAL_SERVICES else str(file)


FILES = [file.relative_to(ROOT) for file in sources("infra", "gateway", "services", "operations")]
OURS = {file: named_in((ROOT / file).read_text(encoding="utf-8")) for file in FILES if file != STANDS_ALONE}


def test_no_class_is_named_as_another_that_is_something_else() -> None:
    assert words_of_two_meanings(OURS) == {}


@pytest.mark.parametrize(
    ("file", "line", "word"),
    [
        ("gateway/live/stream.py", "class Subscription(Protocol): ...", "Subscription"),
        ("gateway/live/bookmark.py", "Place: TypeAlias = dict[str, int]", "Place"),
        ("infra/kernel/storage/whole_streams.py", "Row = tuple[Any, ...]", "Row"),
        ("services/audit/witnessed.py", "class Witness: ...", "Witness"),
        ("services/meetings/meeting/domain.py", "class Period: ...", "Period"),
    ],
)
def test_shown_red_a_word_that_is_taken(file: str, line: str, word: str) -> None:
    planted = {**OURS, Path(file): [*OURS[Path(file)], *named_in(line)]}
    assert [*words_of_two_meanings(planted)] == [word]


def test_what_is_excused_is_there_more_than_once() -> None:
    names = [name for found in OURS.values() for name in found]
    assert [name for name in ONE_THING if names.count(name) < 2] == []
