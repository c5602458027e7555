"""The story of the school gate, step by step over HTTP: a resident's word becomes a closed outcome.

After the published report on Linze county (临泽县推进政协协商向基层延伸工作纪实): traffic at a school gate of 沙河镇, put in order
half a month after the consultation.
"""

from collections.abc import Callable
from typing import Any

from infra.demo.acts import consult, handle, raise_topic
from infra.demo.cast import assemble
from infra.demo.client import Client, StoryStopped
from infra.demo.stage import Stage
from infra.kernel.site import Site

__all__ = ["StoryStopped", "play"]


def play(url: str, site: Site, say: Callable[[str], None]) -> dict[str, Any]:
    """Plays the whole story; answers the ids of its records. Raises StoryStopped."""
    client = Client(url)
    stage = Stage(client, assemble(client, site), say)
    raise_topic.play(stage)
    consult.play(stage)
    handle.play(stage)
    say(f"故事讲完了，系统继续运行：{client.url}  The story is over; the suite goes on serving.")
    return stage.ids
