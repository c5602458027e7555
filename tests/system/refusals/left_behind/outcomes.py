"""What is of the outcome of the story: a project, and one that was cancelled; a covenant, and a draft that was dropped."""

from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    chair = left.cast.headers["chair"]
    outcome = left.api.items("/v1/outcomes", chair)[0]["id"]
    covenant = {"outcome": outcome, "title": "小河村村规民约", "clauses": [{"kind": "obligation", "text": "垃圾分类"}]}
    project = {"outcome": outcome, "name": "减速带工程", "funds": [{"source": "fiscal", "yuan": 120000}]}
    for collection, body, ending in (("projects", project, "cancel"), ("covenants", covenant, "drop")):
        left.made(f"/v1/{collection}", body, chair)
        ended = left.made(f"/v1/{collection}", body, chair)
        left.api.done(f"/v1/{collection}/{ended}/{ending}", {"reason": "调整"}, chair)
