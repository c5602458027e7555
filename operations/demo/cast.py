"""Who plays in the story: organisations, people and their offices in Linze county, made over HTTP, and tokens for them.

Names of people are made up; places and the matter are those of the published report on Linze (school-gate traffic, 沙河镇).
"""

from dataclasses import dataclass, field

from infra.kernel.access.identity import Claims, make_token
from infra.kernel.access.site import Site
from operations.demo.client import Client

COUNTY, TOWN = "620723", "620723101"

ORGANISATIONS = {
    "county_office": ("政协临泽县委员会办公室", "cppcc_office", COUNTY),
    "station": ("沙河镇委员工作站", "station", TOWN),
    "council": ("沙河镇协商议事会", "council", TOWN),
    "party": ("中共沙河镇委员会", "party", TOWN),
    "government": ("沙河镇人民政府", "government", TOWN),
    "dispatch": ("沙河镇党政综合办公室", "dispatch_office", TOWN),
    "traffic_police": ("临泽县公安局交警大队", "department", COUNTY),
    "construction": ("临泽县住房和城乡建设局", "department", COUNTY),
    "school": ("沙河镇城区学校", "department", TOWN),
}
PEOPLE = {
    "head": "站长李工",
    "chair": "议事会主席赵强",
    "liaison": "联络员孙敏",
    "recorder": "记录员周洁",
    "member": "政协委员汪荣",
    "lawyer": "政协委员、律师马骏",
    "secretary": "镇党委书记郑磊",
    "office_head": "县政协办公室主任田华",
    "dispatcher": "镇党政办主任何平",
    "traffic_officer": "交警大队大队长高翔",
    "engineer": "住建局副局长林涛",
}
CAPACITIES = {
    "county_office": (("OFF",), "county_office", "office_head"),
    "station_head": (("STN",), "station", "head"),
    "chair": (("CHAIR",), "council", "chair"),
    "liaison": (("LIA",), "council", "liaison"),
    "recorder": (("REC",), "council", "recorder"),
    "member": (("MEM",), "council", "member"),
    "lawyer": (("MEM",), "council", "lawyer"),
    "party": (("PARTY",), "party", "secretary"),
    "dispatch": (("DISP",), "dispatch", "dispatcher"),
    "traffic_police": (("HND", "CO"), "traffic_police", "traffic_officer"),
    "construction": (("HND", "CO"), "construction", "engineer"),
}


@dataclass
class Cast:
    """Ids by name, and the headers with which each capacity speaks."""

    administrator: dict[str, str]
    security: dict[str, str]
    organisations: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)


def bearer(site: Site, claims: Claims) -> dict[str, str]:
    if site.token_private_key is None:
        raise ValueError("the story needs TOKEN_PRIVATE_KEY to speak for its people")
    return {"Authorization": f"Bearer {make_token(site.token_private_key, claims, hours=2)}"}


def assemble(client: Client, site: Site) -> Cast:
    """Makes the organisations that are missing, people with their offices, and a token for each capacity."""
    cast = Cast(bearer(site, Claims(("ADM",))), bearer(site, Claims(("SEC",))))
    cast.organisations = _existing(client, cast, "organisations")
    for name, (title, kind, division) in ORGANISATIONS.items():
        if name not in cast.organisations:
            body = {"name": title, "kind": kind, "division": division}
            cast.organisations[name] = client.post("/v1/organisations", body, cast.administrator)["id"]
    for name, title in PEOPLE.items():
        cast.people[name] = client.post("/v1/people", {"name": title}, cast.administrator)["id"]
    for capacity, (roles, organisation, person) in CAPACITIES.items():
        _title, _kind, division = ORGANISATIONS[organisation]
        claims = Claims(roles, cast.organisations[organisation], division, cast.people[person])
        _grant(client, cast, claims)
        cast.headers[capacity] = bearer(site, claims)
    return cast


def _grant(client: Client, cast: Cast, claims: Claims) -> None:
    """What entitles the person to speak so: a membership for a member, else an office in each role."""
    for role in claims.roles:
        if role == "MEM":
            membership = {"person": claims.person, "committee_division": COUNTY, "sector": "农业界", "term": "第十届"}
            client.post("/v1/members", membership, cast.administrator)
        else:
            office = {"person": claims.person, "organisation": claims.organisation, "role": role}
            client.post("/v1/offices", office, cast.security)


def _existing(client: Client, cast: Cast, collection: str) -> dict[str, str]:
    """The story may be played again on the same site: its organisations are there then."""
    titles = {(title, division): name for name, (title, _kind, division) in ORGANISATIONS.items()}
    listed = client.get(f"/v1/{collection}?division={COUNTY}&limit=200", cast.administrator)["items"]
    return {
        titles[one["name"], one["division"]]: one["id"] for one in listed if (one["name"], one["division"]) in titles
    }
