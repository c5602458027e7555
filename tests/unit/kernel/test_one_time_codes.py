"""Codes of one use, held against RFC 6238's own examples."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from infra.kernel.access.one_time_codes import (
    RECOVERY_CODES,
    STEP_SECONDS,
    address_for_a_device,
    as_one_word,
    code_at,
    is_a_secret,
    new_recovery_codes,
    new_secret,
    recovery_number,
    step_of,
)

SECRET = base64.b32encode(b"12345678901234567890").decode()
NOON = 1_772_424_000


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_examples_of_rfc_6238_appendix_b(seconds: int, code: str) -> None:
    assert code_at(SECRET, seconds // STEP_SECONDS, digits=8) == code
    assert step_of(SECRET, code[2:], seconds) == seconds // STEP_SECONDS


@pytest.mark.parametrize(("away", "is_heard"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_before_or_behind_and_no_more(away: int, is_heard: bool) -> None:
    here = NOON // STEP_SECONDS
    assert step_of(SECRET, code_at(SECRET, here + away), NOON) == (here + away if is_heard else None)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} "])
def test_blanks_do_not_matter(typed: str) -> None:
    code = code_at(SECRET, NOON // STEP_SECONDS)
    assert step_of(SECRET, typed.format(f"{code[:3]} {code[3:]}"), NOON) is not None


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "١٢٣٤٥٦", "-12345", "\x00" * 6, "9" * 9999]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert step_of(SECRET, typed, NOON) is None


def test_a_device_is_told_all_that_it_reckons_with() -> None:
    secret = new_secret()
    told = urlsplit(address_for_a_device(secret, "王安"))
    assert (told.scheme, told.netloc) == ("otpauth", "totp")
    said = {name: value for name, (value,) in parse_qs(told.query).items()}
    assert {"secret": secret, "digits": "6", "period": "30", "algorithm": "SHA1"}.items() <= said.items()


def test_a_secret_is_twenty_bytes_of_base_32() -> None:
    assert is_a_secret(new_secret())
    assert len({new_secret() for _ in range(50)}) == 50
    for wrong in ("", "AAAA", "0" * 32, "字" * 32, new_secret().lower(), new_secret() + new_secret()):
        assert not is_a_secret(wrong)


def test_ten_recovery_codes_say_which_they_are_however_they_are_typed() -> None:
    codes = new_recovery_codes()
    assert [recovery_number(one) for one in codes] == list(range(RECOVERY_CODES))
    assert recovery_number(f" {codes[3].lower().replace('-', ' ')}") == 3
    assert as_one_word(codes[3].lower().replace("-", " ")) == as_one_word(codes[3])
    assert len(set(codes)) == RECOVERY_CODES
    for wrong in ("", "123456", codes[3][1:], codes[3] + "A", "X" + codes[3][1:], "٣" + codes[3][1:]):
        assert recovery_number(wrong) is None
