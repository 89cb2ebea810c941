"""The sheet of receipts from insurer and aid: several claims on one slip, parts, faults by row and column."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from config.models import ImportRun
from config.scoping import system_scope
from funds.models import PayerRemittance
from funds.services.insurer.give_back import check_given_back
from institutions.models import Agency, User
from tests.cast import Cast
from tests.claims.spreadsheets.sheets import bring, found

from .test_insurer import claims, cleared

pytestmark = pytest.mark.django_db
Row = dict[str, Any]


@pytest.fixture
def sheet(cast: Cast, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    good = {
        "fund_pay_type": "390200", "insutype": "390", "month": "2020-03", "laid_out_by": "990102",
        "county": "990101", "amount": "10.00", "received_on": "2020-06-01", "evidence": "HD1",
    }  # fmt: skip

    def run(*rows: Row, user: User | None = None, agency: Agency | None = None) -> ImportRun:
        given = [{**good, **row} for row in rows]
        return bring(tmp_path, "payer_receipts", given, user or cast.finance_city, agency or cast.city)

    return run


@pytest.mark.duty("ZY-14")
def test_one_slip_pays_several_claims_in_part(cast: Cast, sheet: Any) -> None:
    cleared(cast, "unified")
    run = sheet({}, {"fund_pay_type": "610100", "amount": "20.00"})
    assert found(run) == []
    found_now = claims(cast.finance_city)
    assert (found_now["hifmi_pay"].waiting, found_now["maf_pay"].waiting) == (10, 20)
    with system_scope():
        for money in PayerRemittance.objects.all():
            assert money.entered_by == cast.finance_city
            check_given_back(money=money, acting_user=cast.reviewer_city)
    # What is open stays; the same sheet again changes nothing, a booked amount is not changed.
    after = claims(cast.finance_city)
    assert (after["hifmi_pay"].open, after["maf_pay"].state) == (20, "settled")
    assert found(sheet({}, {"fund_pay_type": "610100", "amount": "20.00"})) == []
    assert found(sheet({"amount": "11.00"})) == [(2, "evidence", "payer_money_booked")]
    with system_scope():
        assert PayerRemittance.objects.count() == 2
    # More than is open is told, and taken in: what came is a fact.
    run = sheet({"evidence": "HD2", "amount": "25.00"})
    assert (found(run), found(run, "warning")) == ([], [(2, "amount", "payer_money_beyond")])
    assert claims(cast.finance_city)["hifmi_pay"].waiting == Decimal(25)


def test_a_county_with_a_book_of_its_own_brings_what_another_laid_out(cast: Cast, sheet: Any) -> None:
    cleared(cast, "graded")
    with system_scope():
        east, west = (User.objects.get(username=f"finance.{code}") for code in ("990101", "990102"))
    assert found(sheet({}, user=east, agency=cast.east)) == []
    assert claims(east)["hifmi_pay"].waiting == 10
    refused = found(sheet({"evidence": "HD2"}, user=west, agency=cast.west))
    assert {code for _row, _at, code in refused} == {"out_of_scope", "payer_money_not_kept_here"}


@pytest.mark.parametrize(
    ("wrong", "column", "code"),
    [
        ({"amount": "0"}, "amount", "payer_money_amount"),
        ({"received_on": "2020-06-16"}, "received_on", "payer_money_to_come"),
        ({"month": "2020-04"}, "month", "payer_money_no_claim"),
        ({"laid_out_by": "990101"}, "month", "payer_money_no_claim"),
        ({"county": "770101"}, "county", "unknown_reference"),
        ({"fund_pay_type": "310100"}, "fund_pay_type", "not_a_choice"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(
    cast: Cast, sheet: Any, wrong: Row, column: str, code: str
) -> None:
    cleared(cast, "unified")
    run = sheet({"evidence": "HD9", "amount": "1.00"}, wrong)
    row, at, said = found(run)[0]
    assert (row, at) == (3, column)
    assert said == code or code == "not_a_choice"
