"""What is only kept on record: pairs, contributions, demonstration sites, agreements and brands; one that ended of each."""

from typing import Any

from operations.demo.cast import COUNTY
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    office = left.cast.organisations["county_office"]
    here, owned = {"division": COUNTY}, {"division": COUNTY, "organisation": office}
    made: dict[str, tuple[dict[str, Any], str]] = {
        "pairs": (
            {**here, "kind": "school", "ours": "临泽一中", "partner": "北京某中学", "partner_place": "北京市"},
            "end",
        ),
        "contributions": (
            {**here, "kind": "effort", "text": "义诊", "receiver": "沙河镇", "giver": "县医院"},
            "withdraw",
        ),
        "demonstration-sites": ({**owned, "name": "化音村", "text": "村规民约"}, "end"),
        "agreements": (
            {
                **here,
                "form": "agreement",
                "title": "合作",
                "text": "互访",
                "organisations": [office],
                "outside": ["大同市政协"],
                "signed_on": "2026-01-05",
            },
            "end",
        ),
        "brands": ({**owned, "name": "四邻联动", "story": "邻里商量邻里事"}, "end"),
    }
    for collection, (body, how) in made.items():
        first = left.made(f"/v1/{collection}", body, left.officer)
        left.api.done(f"/v1/{collection}/{first}/{how}", {"reason": "到期"}, left.officer)
        left.made(f"/v1/{collection}", body, left.officer)
