"""A sentence of a page in the reader's language: written in Chinese where it stands, looked up for any other."""

from flask_babel import gettext


def _(sentence: str, **values: object) -> str:
    """`%(name)s` in it is filled in."""
    return str(gettext(sentence, **values))
