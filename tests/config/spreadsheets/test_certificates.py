"""Identity numbers: check digit and birth date are errors, an unknown region is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.spreadsheets.certificates import (
    check_digit,
    gender,
    region_is_known,
    resident_number_fault,
)

KNOWN = "11010519491231002X"


def test_the_number_of_the_standards_example_is_right() -> None:
    assert resident_number_fault(KNOWN) is None
    assert gender(KNOWN) == "2"
    assert region_is_known(KNOWN)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("110105194912310021", "certno_check"),
        ("11010519491331002X", "certno_birth"),
        ("110105491231002", "certno_length"),
        ("1101051949123100X2", "certno_form"),
        ("11010519491231002A", "certno_form"),
    ],
)
def test_faults(number: str, code: str) -> None:
    found = resident_number_fault(number)
    assert found is not None
    assert found[0] == code


@given(st.dates().filter(lambda day: 1900 <= day.year <= 2100), st.integers(0, 999), st.integers(0, 16))
def test_any_single_wrong_digit_is_found(born: object, serial: int, place: int) -> None:
    body = f"620702{born:%Y%m%d}{serial:03d}"
    number = body + check_digit(body)
    assert resident_number_fault(number) is None
    wrong = str((int(number[place]) + 1) % 10)
    assert resident_number_fault(number[:place] + wrong + number[place + 1 :]) is not None
