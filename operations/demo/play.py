"""The story of the school gate, step by step over HTTP: a resident's word becomes a closed outcome.

After the published report on Linze county (临泽县推进政协协商向基层延伸工作纪实): traffic at a school gate of 沙河镇, put in order
half a month after the consultation.
"""

from collections.abc import Callable
from typing import Any

from infra.kernel.access.site import Site
from operations.demo.acts import consult, handle, raise_topic
from operations.demo.cast import assemble
from operations.demo.client import Client, StoryStopped
from operations.demo.stage import Stage

__all__ = ["StoryStopped", "perform", "play"]


def play(url: str, site: Site, say: Callable[[str], None]) -> dict[str, Any]:
    """Plays the whole story; answers the ids of its records, and as `codes` what opens each submission. Raises StoryStopped."""
    stage = perform(Client(url), site, say)
    say(f"故事讲完了，系统继续运行：{stage.client.url}  The story is over; the suite goes on serving.")
    return {**stage.ids, "codes": stage.codes}


def perform(client: Client, site: Site, say: Callable[[str], None]) -> Stage:
    """The three acts with a client of one's own; answers the stage as they leave it. Raises StoryStopped."""
    stage = Stage(client, assemble(client, site), say)
    raise_topic.play(stage)
    consult.play(stage)
    handle.play(stage)
    return stage
