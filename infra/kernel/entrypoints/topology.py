"""What must be on the broker before any service starts: exchanges of news, a queue of news and one of requests each.

The same as `infra/rabbitmq/definitions.json` holds; declaring what is there already changes nothing. Services declare
nothing of one another's: their users of the broker may not.
"""

from collections.abc import Mapping

from kombu import Connection, Exchange, Queue
from nameko.rpc import RPC_QUEUE_TEMPLATE, get_rpc_exchange

from infra.kernel.entrypoints.channel import PATIENCE, news_exchange, news_queue


def exchanges(follows: Mapping[str, list[str]]) -> list[Exchange]:
    """`follows` says whose news each service takes."""
    producers = dict.fromkeys(producer for followed in follows.values() for producer in followed)
    return [get_rpc_exchange({}), *map(news_exchange, producers)]


def queues(follows: Mapping[str, list[str]]) -> list[Queue]:
    requests = get_rpc_exchange({})
    found = [
        Queue(RPC_QUEUE_TEMPLATE.format(service), requests, routing_key=f"{service}.*", durable=True)
        for service in follows
    ]
    for service, producers in follows.items():
        found.append(news_queue(service, [producer for producer in producers if producer != service]))
    return found


class NewsIsTaken(Exception):
    """A service takes news out of its queue: it must be stopped first."""


def forget_news(uri: str, follows: Mapping[str, list[str]]) -> None:
    """Drops what waits in the queues of news, which are declared again. Raises NewsIsTaken or one of BROKER_FAILURES.

    For a site whose logs were put back to an earlier time: what waits there was numbered by logs that are no more.
    """
    declare(uri, follows)
    with Connection(uri, connect_timeout=5, transport_options=PATIENCE) as connection:
        channel = connection.default_channel
        news = [queue for queue in queues(follows) if not queue.name.startswith("rpc-")]
        if taken := [one.name for one in news if channel.queue_declare(one.name, passive=True).consumer_count]:
            raise NewsIsTaken(" ".join(taken))
        for queue in news:
            channel.queue_delete(queue.name)
    declare(uri, follows)


def declare(uri: str, follows: Mapping[str, list[str]]) -> None:
    """Raises one of BROKER_FAILURES."""
    with Connection(uri, connect_timeout=5, transport_options=PATIENCE) as connection:
        channel = connection.default_channel
        for entity in (*exchanges(follows), *queues(follows)):
            entity(channel).declare()
