"""An instruction on the topic of the story, and one that was withdrawn."""

from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    body = {
        "written_on": {"collection": "topics", "id": left.stage.ids["topic"]},
        "leader_name": "周明 𠮷",
        "office": "县委书记",
        "date": "2026-01-05",
        "secrecy": "internal",
        "text": "请公安局牵头。",
    }
    left.made("/v1/instructions", body, left.officer)
    withdrawn = left.made("/v1/instructions", body, left.officer)
    left.api.done(f"/v1/instructions/{withdrawn}/withdraw", {"reason": "重复登记"}, left.officer)
