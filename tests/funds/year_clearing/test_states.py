"""Which act is open in which state of a year, and of one institution's year: every pair."""

from __future__ import annotations

import pytest

from funds.models import InstitutionYear, YearClearing
from funds.rules.year_clearing import INSTITUTION, YEAR, after

OF_YEAR = {
    ("compute", "open"): "computed",
    ("compute", "computed"): "computed",
    ("send", "computed"): "sent",
    ("send_back", "computed"): "open",
    ("send_back", "sent"): "open",
    ("uphold", "sent"): "open",
    ("review", "sent"): "reviewed",
}
OF_INSTITUTION = {
    ("send", "computed"): "sent",
    ("confirm", "sent"): "confirmed",
    ("confirm", "answered"): "confirmed",
    ("object", "sent"): "objected",
    ("reject", "objected"): "answered",
}


@pytest.mark.parametrize("state", YearClearing.State.values)
@pytest.mark.parametrize("act", YEAR)
def test_acts_on_a_year(act: str, state: str) -> None:
    assert after(YEAR, act, state) == OF_YEAR.get((act, state))


@pytest.mark.parametrize("state", InstitutionYear.State.values)
@pytest.mark.parametrize("act", INSTITUTION)
def test_acts_on_an_institutions_year(act: str, state: str) -> None:
    assert after(INSTITUTION, act, state) == OF_INSTITUTION.get((act, state))
