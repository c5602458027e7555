"""Every sentence of the pages is there in English, and the compiled catalogue is that of its text."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

PAGES = Path(__file__).parents[3] / "gateway/pages"
CATALOGUE = PAGES / "translations/en/LC_MESSAGES/messages.po"
FILLED = re.compile(r"%\(\w+\)s")
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]


def sentences() -> Iterator[str]:
    found = extract_from_dir(str(PAGES), METHODS, keywords={"_": None})
    yield from (message if isinstance(message, str) else message[0] for _file, _line, message, *_rest in found)


def english() -> dict[str, str]:
    catalogue = read_po(io.BytesIO(CATALOGUE.read_bytes()))
    return {str(one.id): str(one.string) for one in catalogue if one.id}


def test_every_sentence_has_its_english() -> None:
    there = english()
    assert len(set(sentences())) > 200
    assert [one for one in sentences() if not there.get(one)] == []


def test_no_english_is_left_of_a_sentence_that_is_gone() -> None:
    assert set(english()) - set(sentences()) == set()


def test_the_compiled_catalogue_is_that_of_its_text() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        assert {str(one.id): str(one.string) for one in read_mo(compiled) if one.id} == english()


def test_what_is_filled_in_is_filled_in_in_both() -> None:
    wrong = [one for one, said in english().items() if sorted(FILLED.findall(one)) != sorted(FILLED.findall(said))]
    assert wrong == []
