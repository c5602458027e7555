"""What a provider of the tests knows: this site, and two people."""

SITES = [f"site-{number}" for number in range(40)]
"""Who does not come for a code is at a site of its own: of several codes of one site the provider's memory may find another."""
CLIENT_SECRET = "secret-of-the-site"
PASSWORD = "correct horse battery"
KNOWN = ("wang.an", "liu.ben")
"""Whom it knows: the first has an account here."""
