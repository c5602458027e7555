"""A service dies at one moment of its work, again and again: its clients ask again, and everything happened once."""

from collections.abc import Callable

import pytest

from tests.servers.deployment import Deployment
from tests.servers.story import again, found_sound, play

Tell = Callable[[str], None]
# Each service dies whenever it has come to its moment so many times since its start.
EACH_ITS_MOMENT = {
    "members": "before-commit:25",
    "topics": "committed:12",
    "meetings": "numbered:20",
    "outcomes": "effect-applied:4",
}
MOMENTS = {
    "before-commit": 9,
    "committed": 9,
    "numbered": 12,
    "published": 12,
    "before-news-is-taken": 15,
    "news-taken": 15,
    "effect-applied": 3,
}


def play_with(servers: Deployment, tell: Tell, failpoints: dict[str, str]) -> None:
    with servers.failing(failpoints):
        client = play(servers, {})
        deaths = {service: servers.restarts(service) for service in failpoints}
    assert min(deaths.values()) > 0, f"not all came to their moment: {deaths}"
    found_sound(servers, tell, f"{failpoints}: died {deaths} times, {again(client)}")


def test_every_service_dies_at_another_moment(servers: Deployment, tell: Tell) -> None:
    play_with(servers, tell, EACH_ITS_MOMENT)


@pytest.mark.faults
@pytest.mark.parametrize("moment", MOMENTS)
def test_services_die_at(moment: str, servers: Deployment, tell: Tell) -> None:
    play_with(servers, tell, dict.fromkeys(("topics", "meetings", "outcomes"), f"{moment}:{MOMENTS[moment]}"))
