"""A service's database that refuses one event, so that whatever would record it fails: a trigger, for as long as wanted."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from tests.servers.deployment import Deployment

ALWAYS = 1_000_000
# nextval is not undone with the transaction that was refused, so it counts every try.
REFUSAL = """
CREATE SEQUENCE tries;
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('tries') <= {times} THEN RAISE EXCEPTION 'refused for a test'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refused BEFORE INSERT ON events FOR EACH ROW
    WHEN (NEW.type = '{event_type}' AND NEW.payload LIKE '%{containing}%') EXECUTE FUNCTION refuse()
"""
NO_REFUSAL = "DROP TRIGGER refused ON events; DROP FUNCTION refuse(); DROP SEQUENCE tries"


@contextmanager
def refusing(
    servers: Deployment, service: str, event_type: str, times: int = ALWAYS, containing: str = ""
) -> Iterator[Callable[[], int]]:
    """The first `times` tries to write such an event fail. Yields what tells how many tries there were."""
    _change(servers, service, REFUSAL.format(times=times, event_type=event_type, containing=containing))
    try:
        yield lambda: int(
            servers.rows(service, "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM tries")[0][0]
        )
    finally:
        _change(servers, service, NO_REFUSAL)


def _change(servers: Deployment, service: str, statements: str) -> None:
    with closing(servers.database(service, "operator")) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statements)
