"""Connections to a server's database: used again, never more than there may be, thrown away when they failed."""

import eventlet
import psycopg2
import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.pool import NullPool

from infra.kernel.storage.connections import Connections


def connections(most: int = 1) -> Connections:
    """Of another make than psycopg2's, which is no matter here."""
    return Connections(create_engine("sqlite://", poolclass=NullPool), most, 0.05)


def test_the_one_used_last_is_used_again() -> None:
    ours = connections()
    with ours.cursor() as first:
        pass
    with ours.cursor() as again:
        assert again.connection is first.connection
        assert again.execute("SELECT 1").fetchone() == (1,)


def test_who_finds_none_free_in_time_is_told_so_and_it_is_free_afterwards() -> None:
    ours = connections()
    with ours.cursor(), pytest.raises(NoneFree), ours.cursor():
        pass
    with ours.cursor():
        pass


def test_two_at_once_have_one_each() -> None:
    ours = connections(most=2)
    with ours.cursor() as one, ours.cursor() as other:
        assert one.connection is not other.connection


@pytest.mark.parametrize(
    "failure", [psycopg2.OperationalError, psycopg2.InterfaceError, eventlet.Timeout, GeneratorExit]
)
def test_one_that_failed_or_whose_wait_was_broken_off_is_thrown_away(failure: type[BaseException]) -> None:
    ours = connections()
    with pytest.raises(failure), ours.cursor() as failed:
        raise failure
    with ours.cursor() as next_one:
        assert next_one.connection is not failed.connection


def test_with_one_that_the_server_has_left_go_all_that_wait() -> None:
    ours = connections(most=2)
    with ours.cursor() as failed:
        with ours.cursor() as waiting:
            pass
        with pytest.raises(psycopg2.OperationalError), ours.cursor():
            raise psycopg2.OperationalError
    with ours.cursor() as still_good, ours.cursor() as new:
        assert still_good.connection is failed.connection
        assert new.connection is not waiting.connection


def test_a_statement_that_was_refused_does_no_harm_to_its_connection() -> None:
    ours = connections()
    with pytest.raises(psycopg2.IntegrityError), ours.cursor() as refused:
        raise psycopg2.IntegrityError
    with ours.cursor() as again:
        assert again.connection is refused.connection


def test_closing_leaves_none_behind() -> None:
    ours = connections()
    with ours.cursor() as first:
        pass
    ours.close()
    with ours.cursor() as again:
        assert again.connection is not first.connection
