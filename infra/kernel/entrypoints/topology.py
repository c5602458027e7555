"""What must be on the broker before any service starts: exchanges of news, a queue of news and one of requests each.

The same as `infra/rabbitmq/definitions.json` holds; declaring what is there already changes nothing.
"""

from collections.abc import Mapping

from kombu import Connection, Queue
from nameko.rpc import RPC_QUEUE_TEMPLATE, get_rpc_exchange

from infra.kernel.entrypoints.channel import PATIENCE, news_exchange, news_queue


def declare(uri: str, follows: Mapping[str, list[str]]) -> None:
    """`follows` says whose news each service takes. Raises one of BROKER_FAILURES."""
    with Connection(uri, connect_timeout=5, transport_options=PATIENCE) as connection:
        channel = connection.default_channel
        requests = get_rpc_exchange({})
        for service in follows:
            news_exchange(service)(channel).declare()
            Queue(RPC_QUEUE_TEMPLATE.format(service), requests, routing_key=f"{service}.*", durable=True)(
                channel
            ).declare()
        for service, producers in follows.items():
            others = [producer for producer in producers if producer != service]
            news_queue(service, others)(channel).declare()
