"""Whether a caller has the answer already: ETag, `If-None-Match` and 304 for what is read (RFC 9110, 8.8.3 and 13).

With `If-Match` a GET, too, is answered only while it holds, else 412 and nothing of what was asked for.

A strong ETag promises the same bytes. What a GET answers depends on more than the record's version: on who asks
(`allowed_commands`, personal fields), on `as_of`, and on a key that has been destroyed since. So the ETag of what is read
is made of the answer itself. A record's begins with its version, `"VERSION-DIGEST"`, and `If-Match` looks at that part
alone: a command is refused because the record moved on, not because its reader saw less of it. The answer of a command
keeps `"VERSION"`, as the HTTP contract says; it is no representation that a later GET could repeat.

`Vary` names the headers on which the answer depends. What anyone may read may be kept, and is asked after each time.
What was answered to a token or a code may hold personal fields and is kept by no cache (OWASP ASVS 14.3.2); a client
that keeps it in its own store may still ask with `If-None-Match`.
"""

import hashlib

from flask import Response, request

from infra.kernel.base.problems import VersionMismatch

DEPENDS_ON = ("Authorization", "Capacity", "Tracking-Code", "Participant-Code")
FOR_ANYONE = "public, no-cache"
FOR_ONE = "no-store"
DIGITS = 16


def reading(response: Response, version: int | None = None) -> Response:
    """The answer of a GET whose content depends on who asks; 304 without it where the caller named its ETag."""
    credentials = any(name in request.headers for name in DEPENDS_ON)
    response.headers.setdefault("Cache-Control", FOR_ONE if credentials else FOR_ANYONE)
    response.vary.update(DEPENDS_ON)
    return tagged(response, "" if version is None else f"{version}-")


def document(response: Response) -> Response:
    """The answer of a GET that is the same for everybody and changes at most when the suite is updated."""
    response.headers.setdefault("Cache-Control", FOR_ANYONE)
    return tagged(response)


def tagged(response: Response, before: str = "") -> Response:
    """The answer with its ETag, or 304. What `before` says stands in the ETag before the digest. Raises VersionMismatch."""
    digest = hashlib.sha256(f"{response.content_type}\n".encode() + response.get_data())
    etag = before + digest.hexdigest()[:DIGITS]
    # Flask would answer 412 with the whole content, and knows no `"VERSION"`.
    if request.if_match and not any(request.if_match.contains(one) for one in (etag, before.removesuffix("-"))):
        raise VersionMismatch(
            "与 If-Match 所指已不相同，请不带条件重新读取 It is not what If-Match names; read it again"
        )
    response.set_etag(etag)
    response.make_conditional({name: said for name, said in request.environ.items() if name != "HTTP_IF_MATCH"})
    return response
