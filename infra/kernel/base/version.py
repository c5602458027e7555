"""Which shangliang this is: the same as in pyproject.toml (a test compares them; an image has no package data)."""

VERSION = "0.1.0"
