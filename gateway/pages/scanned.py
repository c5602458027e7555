"""A code to scan within a page: no further request, no script, as large as the page's sheet says."""

import segno
from markupsafe import Markup


def code_to_scan(text: str) -> Markup:
    return Markup(segno.make(text, micro=False, error="m").svg_inline(omitsize=True, border=4))  # noqa: S704 squares only
