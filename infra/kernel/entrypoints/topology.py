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
    return [get_rpc_exchange({}), *(news_exchange(service) for service in follows)]


def queues(follows: Mapping[str, list[str]]) -> list[Queue]:
    requests = get_rpc_exchange({})
    found = [
        Queue(RPC_QUEUE_TEMPLATE.format(service), requests, routing_key=f"{service}.*", durable=True)
        for service in follows
    ]
    for service, producers in follows.items():
        found.append(news_queue(service, [producer for producer in producers if producer != service]))
    return found


def declare(uri: str, follows: Mapping[str, list[str]]) -> None:
    """Raises one of BROKER_FAILURES."""
    with Connection(uri, connect_timeout=5, transport_options=PATIENCE) as connection:
        channel = connection.default_channel
        for entity in (*exchanges(follows), *queues(follows)):
            entity(channel).declare()
