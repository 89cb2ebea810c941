"""The arithmetic of codes: the standard's own examples, drift, replay, recovery codes."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from institutions.rules.second_factor import (
    LETTERS,
    RECOVERY_CODES,
    STEP_SECONDS,
    address_for_app,
    digest_of,
    in_groups,
    is_code_of,
    matching_step,
    new_recovery_codes,
    new_secret,
)

SECRET = base64.b32encode(b"12345678901234567890").decode()
# RFC 6238, appendix B, SHA-1: the last six of its eight digits.
EXAMPLES = [
    (59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"),
    (20000000000, "353130"),
]  # fmt: skip


@pytest.mark.parametrize(("at", "code"), EXAMPLES)
def test_the_standards_examples(at: int, code: str) -> None:
    assert matching_step(SECRET, code, at=at, after=-1) == at // STEP_SECONDS
    assert matching_step(SECRET, f" {code[:3]} {code[3:]} ", at=at, after=-1) == at // STEP_SECONDS


@given(steps=st.integers(-5, 5))
def test_a_clock_may_be_wrong_by_one_step(steps: int) -> None:
    found = matching_step(SECRET, "005924", at=1234567890 + steps * STEP_SECONDS, after=-1)
    assert (found is not None) == (abs(steps) <= 1)


def test_a_code_opens_once_and_none_before_it_any_more() -> None:
    at = 1234567890
    used = at // STEP_SECONDS
    assert matching_step(SECRET, "005924", at=at, after=used - 1) == used
    assert matching_step(SECRET, "005924", at=at, after=used) is None
    assert matching_step(SECRET, "005924", at=at + STEP_SECONDS, after=used) is None


@given(typed=st.text(max_size=12))
def test_nothing_typed_breaks_it(typed: str) -> None:
    assert matching_step(SECRET, typed, at=59, after=-1) in (None, 0, 1, 2)
    assert not is_code_of(digest_of("abcd-efgh-jkmn-pqrs"), typed)


def test_recovery_codes() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == RECOVERY_CODES
    assert all(set(code.replace("-", "")) <= set(LETTERS) for code in codes)
    digest = digest_of(codes[0])
    assert codes[0] not in digest
    assert digest != digest_of(codes[0]), "salted"
    assert is_code_of(digest, codes[0])
    assert is_code_of(digest, codes[0].upper().replace("-", " "))
    assert not is_code_of(digest, codes[1])


def test_what_the_picture_says() -> None:
    secret = new_secret()
    address = address_for_app(secret, user_name="clerk.east", issuer="统筹")
    assert address.startswith("otpauth://totp/%E7%BB%9F%E7%AD%B9:clerk.east?")
    assert f"secret={secret}" in address
    assert in_groups(secret).replace(" ", "") == secret
