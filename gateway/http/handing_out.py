"""Hands out files of the ledger: open to any page of the web, packed where that helps, kept as long as they hold.

Pages of others may read what is public (CORS): no cookie and no token goes with it, so nobody's rights are lent to them.
"""

import gzip

from flask import Response, request

from gateway.http.conditional import tagged

TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
FRESH = "public, max-age=1"
FOR_EVER = "public, max-age=31536000, immutable"
FOR_AUDITORS = "private, max-age=31536000, immutable"

LEAST_PACKED = 1024  # what is shorter goes in one packet either way
QUICKLY = 1  # JSON shrinks to a fifth at once; the last tenth would hold up every other request


def handed_out(content: bytes, content_type: str, how_long: str) -> Response:
    response = Response(content, content_type=content_type)
    response.headers["Cache-Control"] = how_long
    return tagged(response)


def packed(response: Response) -> Response:
    """The same as gzip for whoever takes that, never twice. Hashes do not shrink: their tiles are not given to this."""
    response.vary.add("Accept-Encoding")
    content = response.get_data()
    if response.content_encoding or len(content) < LEAST_PACKED or not request.accept_encodings["gzip"]:
        return response
    response.set_data(gzip.compress(content, QUICKLY, mtime=0))
    response.content_encoding = "gzip"
    etag, _weak = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)  # the same content in other bytes
    return response


def open_to_pages(response: Response) -> Response:
    """For answers and refusals alike; not for what is an auditor's."""
    if not response.headers.get("Cache-Control", "").startswith("private"):
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
