"""Which language a reader wants: Chinese, unless he chose otherwise."""

from flask import Response, request

YEAR_SECONDS = 365 * 24 * 3600
LOCALES = {"zh": "zh-CN", "en": "en"}


def language() -> str:
    """What the address says, else what the reader chose before, else Chinese, whatever language the browser was made in."""
    for asked in (request.args.get("lang"), request.cookies.get("lang")):
        if asked in LOCALES:
            return asked
    return "zh"


def remember_language(response: Response) -> None:
    """Says which language the page is in, and keeps a choice that the address made."""
    response.headers["Content-Language"] = LOCALES[language()]
    if request.args.get("lang") in LOCALES:
        response.set_cookie("lang", language(), max_age=YEAR_SECONDS, httponly=True, samesite="Lax")
