"""Tokens: what is never put into one, and which are good."""

import time
from dataclasses import replace
from itertools import combinations, permutations
from typing import Any

import jwt
import pytest

from infra.kernel.access.identity import (
    AUDIENCE,
    EXCLUSIVE,
    TOKEN_ROLES,
    Claims,
    ClaimsRefused,
    Verifier,
    caller_name,
    make_token,
    new_key_pair,
)
from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller
from infra.kernel.base.problems import Unauthenticated

PRIVATE, PUBLIC = new_key_pair()
CHAIR = Claims(("CHAIR",), organisation="council", division="620723101", person="ana")


@pytest.mark.parametrize("roles", [*combinations(EXCLUSIVE, 2), *permutations(("ADM", "CHAIR"), 2)])
def test_an_administrator_has_no_other_role_in_a_token(roles: tuple[str, ...]) -> None:
    with pytest.raises(ClaimsRefused):
        make_token(PRIVATE, Claims(roles, organisation="council"), hours=1)


@pytest.mark.parametrize("role", ["SYS", "SELF", "ATT", "nobody"])
def test_what_only_the_system_or_a_participant_is_never_stands_in_a_token(role: str) -> None:
    assert role not in TOKEN_ROLES
    with pytest.raises(ClaimsRefused):
        make_token(PRIVATE, Claims((role,), organisation="council"), hours=1)


def test_a_role_that_acts_for_an_organisation_needs_one() -> None:
    with pytest.raises(ClaimsRefused):
        make_token(PRIVATE, Claims(("CHAIR",)), hours=1)


def test_a_good_token_says_who_calls() -> None:
    actor = Verifier(PUBLIC).actor(Caller(token=make_token(PRIVATE, CHAIR, hours=1)))
    assert (actor.roles, actor.organisation, actor.division, actor.person) == (
        ("CHAIR",), "council", "620723101", "ana",
    )  # fmt: skip


@pytest.mark.parametrize("hours", [-1.0, -0.001])
def test_an_expired_token_is_no_token(hours: float) -> None:
    with pytest.raises(Unauthenticated):
        Verifier(PUBLIC).claims(make_token(PRIVATE, CHAIR, hours))


def test_a_token_made_where_the_clock_is_ahead_is_good() -> None:
    """When it was made is the gateway's word; when it ends is judged by the clock of whoever is asked."""
    made = int(time.time()) + 3600
    said = {"aud": AUDIENCE, "iat": made, "exp": made + 60, "jti": "x", "roles": ["AUD"]}
    token = jwt.encode({**said, "organisation": None, "division": None, "person": None}, PRIVATE, "EdDSA")
    assert Verifier(PUBLIC).claims(token).roles == ("AUD",)


@pytest.mark.parametrize(
    "wrong", [{"organisation": ["council"]}, {"division": 620723101}, {"person": {}}, {"roles": "AUD"}, {"jti": 7}]
)
def test_a_token_whose_claims_are_of_another_kind_is_no_token(wrong: dict[str, Any]) -> None:
    """Also one that the site's own key has signed: another program may have made it."""
    said = {"aud": AUDIENCE, "iat": 1, "exp": int(time.time()) + 60, "jti": "x", "roles": ["CHAIR"]}
    claims = {**said, "organisation": "council", "division": "620723101", "person": "ana", **wrong}
    with pytest.raises(Unauthenticated):
        Verifier(PUBLIC).claims(jwt.encode(claims, PRIVATE, "EdDSA"))


def test_a_token_of_another_site_is_no_token() -> None:
    other, _ = new_key_pair()
    with pytest.raises(Unauthenticated):
        Verifier(PUBLIC).claims(make_token(other, CHAIR, hours=1))


def test_a_token_whose_claims_were_changed_is_no_token() -> None:
    head, _, signature = make_token(PRIVATE, CHAIR, hours=1).split(".")
    _, others, _ = make_token(PRIVATE, Claims(("AUD",)), hours=1).split(".")
    with pytest.raises(Unauthenticated):
        Verifier(PUBLIC).claims(f"{head}.{others}.{signature}")


def test_two_tokens_that_name_nobody_never_share_their_keys() -> None:
    one, other = Actor(roles=("PUB",), token_id="one"), Actor(roles=("PUB",), token_id="other")
    assert caller_name(one, "key") != caller_name(other, "key")


def test_two_tokens_of_one_office_that_name_nobody_never_share_their_keys() -> None:
    """Two desks of one office count 1, 2, 3: neither is given the other's answer."""
    one = Actor(roles=("STN",), organisation="station", division="620723", token_id="one")
    assert caller_name(one, "1") != caller_name(replace(one, token_id="other"), "1")


def test_a_person_keeps_his_keys_when_his_token_is_renewed() -> None:
    one = Actor(person="ana", roles=("STN",), organisation="station", division="620723", token_id="one")
    assert caller_name(one, "1") == caller_name(replace(one, token_id="renewed"), "1")
