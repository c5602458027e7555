"""A service whose database cannot be written answers 503 for a while, and goes on when it can; nothing is half done."""

import sqlite3
import uuid
from contextlib import closing

from tests.system.api import Api, eventually, refused, token
from tests.system.suite import RunningSuite
from tests.system.written import everything, traces

SUBMISSION = {"text": "校门口太危险", "division": "620723101", "channel": "web"}


def test_while_its_database_is_held_a_service_is_unavailable_and_recovers(suite: RunningSuite) -> None:
    api, key, correlation = Api(suite.url), str(uuid.uuid4()), str(uuid.uuid4())
    headers = {"X-Correlation-Id": correlation}
    before = everything(suite.folder)
    with closing(sqlite3.connect(suite.folder / "topics.sqlite", isolation_level=None)) as database:
        # Someone else writes and does not end: longer than the ten seconds that the service waits for its turn.
        database.execute("begin immediate")
        answer = api.post("/v1/submissions", SUBMISSION, headers, key)
        refused(answer, 503, "unavailable")
        assert int(answer.headers["Retry-After"]) >= 1
        database.execute("rollback")
    assert traces(suite.folder, [correlation], [key]) == []
    assert everything(suite.folder) == before
    again = eventually(
        lambda: api.post("/v1/submissions", SUBMISSION, headers, key), lambda one: one.status_code != 503
    )
    assert again.status_code == 201
    assert sorted(set(traces(suite.folder, [correlation], [key]))) == sorted([correlation, key])
    record = api.becomes(f"/v1/submissions/{again.json()['id']}", token(suite.site, "AUD"), "triaging")
    assert record["text"] == SUBMISSION["text"]
    assert api.get("/ready").status_code == 200
