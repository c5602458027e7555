"""What is of the outcome of the story: its profile, and of each other kind one record that has begun and one that has ended."""

from datetime import datetime

from infra.kernel.base.clock import day_in_china
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    chair = left.cast.headers["chair"]
    outcome = left.api.items("/v1/outcomes", chair)[0]
    of_it, after_it = {"outcome": outcome["id"]}, str(day_in_china(datetime.fromisoformat(outcome["updated_at"])))
    left.made("/v1/outcome-profiles", {**of_it, "kind": "decision"}, chair)
    effect = {**of_it, "what": "停车位", "number": 60, "unit": "个", "on": after_it}
    covenant = {**of_it, "title": "小河村村规民约", "clauses": [{"kind": "obligation", "text": "垃圾分类"}]}
    project = {**of_it, "name": "减速带工程", "funds": [{"source": "fiscal", "yuan": 120000}]}
    for collection, body, ending, by in (
        ("measured-effects", effect, "withdraw", left.officer),
        ("projects", project, "cancel", chair),
        ("covenants", covenant, "drop", chair),
    ):
        left.made(f"/v1/{collection}", body, chair)
        ended = left.made(f"/v1/{collection}", body, chair)
        left.api.done(f"/v1/{collection}/{ended}/{ending}", {"reason": "调整"}, by)
