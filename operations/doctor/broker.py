"""What is wrong with the broker: reachable, everything declared as it must be, somebody at every queue."""

from collections.abc import Iterator

from infra.kernel.access.site import Site
from infra.kernel.entrypoints import BROKER_FAILURES
from infra.kernel.entrypoints.door import Declared, declared, refusal
from operations.doctor.finding import Finding
from operations.suite.services import follows

MANY_WAITING = 10_000
AGAIN = "stop the services, remove it in RabbitMQ, then: docker compose up -d (`shangliang migrate` declares it)"


def broker(site: Site) -> Iterator[Finding]:
    silent: set[str] = set()
    try:
        for one in declared(site.broker_url, follows()):
            yield from _of(one, silent)
    except BROKER_FAILURES as failure:
        if refused := refusal(site.broker_url, failure):
            yield Finding(refused, "see AMQP_URI and .env")
        else:
            yield Finding(
                f"the broker does not answer: {failure}", "docker compose ps rabbitmq; docker compose logs rabbitmq"
            )


def _of(one: Declared, silent: set[str]) -> Iterator[Finding]:
    """`silent`: the services of which it has been said already that they take nothing."""
    kind = "queue" if one.is_queue else "exchange"
    if not one.there:
        yield Finding(f"the broker has no {kind} {one.name}", "shangliang migrate declares it")
        return
    if one.otherwise:
        yield Finding(f"the {kind} {one.name} is not what it must be: {one.otherwise}", AGAIN)
    service = one.name.removeprefix("rpc-").removesuffix(".news")
    if one.is_queue and not one.readers and service not in silent:
        silent.add(service)
        yield Finding(
            f"nobody takes what comes into the queue {one.name}: is {service} running?",
            f"docker compose ps {service}; docker compose logs {service}",
        )
    if one.waiting > MANY_WAITING:
        yield Finding(f"{one.waiting} messages wait in the queue {one.name}", f"docker compose logs {service}")
