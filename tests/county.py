"""The divisions of one county: what the story needs of the 44,703 that are shipped, where loading all is another test's."""

import csv
import gzip
import io

from operations.demo.cast import COUNTY
from services.members.division.load import SHIPPED


def county() -> bytes:
    """The one county's lines of the file that is shipped, with those above it."""
    header, *lines = csv.reader(io.StringIO(gzip.decompress(SHIPPED.read_bytes()).decode()))
    code = header.index("code")
    kept = io.StringIO()
    csv.writer(kept).writerows(
        [header, *(line for line in lines if COUNTY.startswith(line[code]) or line[code].startswith(COUNTY))]
    )
    return gzip.compress(kept.getvalue().encode())
