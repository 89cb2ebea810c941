"""What others owe or have not told stops a closing or is accepted by name: each condition met and unmet (NB-17)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import Coverage
from funds.models import (
    BankLine,
    BankMatch,
    BookPeriod,
    Clearing,
    OutOfAreaMonth,
    OutOfAreaPart,
    PayerRemittance,
    PeriodRequest,
    ProvinceReceipt,
    Statement,
    StatementLine,
)
from funds.services.close_period import PeriodRefused
from funds.services.closing.ask import agree, ask_to_close
from funds.services.closing.conditions import findings, warnings_of
from funds.services.subsidies.receive import check_receipt, enter_receipt
from funds.services.treasury_transfers import record_transfer
from tests.cast import Cast, make_coverage, make_person
from tests.funds.collection.test_bank import open_account
from tests.support.policies import put_policy_in_force

from .conftest import Year, open_city_book

FEBRUARY = Month(2022, 2)
NOW = dt.datetime(2022, 3, 8, 4, tzinfo=dt.UTC)


@pytest.fixture
def city(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Year:
    """Residents' book of February 2022 under the policy that names treasury, quarters and province; it is 8 March."""
    with system_scope():
        put_policy_in_force(cast, "ningbo.yaml")
        year = open_city_book(cast, "390", FEBRUARY)
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return year


def told(year: Year) -> dict[str, str]:
    """Keys of what is unmet for February, and whether it stops or warns."""
    with acting_as(year.cast.finance_city):
        found = [one for one in findings(year.period(FEBRUARY)) if one.unmet]
        return {one.condition.key: "stops" if one.stops else "warns" for one in found}


def test_receipts_left_in_the_treasury_are_told(city: Year) -> None:
    with system_scope():
        city.move("treasury", "employer_contribution", 500, dt.date(2022, 2, 20), county=None)
    assert told(city)["treasury_moved"] == "warns"
    with acting_as(city.cast.finance_city):
        record_transfer(
            unit=city.cast.city, insutype="390", day_of_receipts=dt.date(2022, 2, 20), moved_on=dt.date(2022, 3, 2),
            number="J1", amount=Decimal(5), acting_user=city.cast.finance_city,
        )  # fmt: skip
    assert "treasury_moved" not in told(city)


def test_a_subsidy_that_waits_stops_and_one_not_paid_in_is_told(city: Year) -> None:
    cast = city.cast
    assert "subsidies_paid_in" not in told(city)
    with system_scope():
        make_coverage(make_person(cast.east), period=(dt.date(2022, 1, 1), dt.date(2023, 1, 1)))
    assert told(city)["subsidies_paid_in"] == "warns"
    with acting_as(cast.finance_city):
        receipt = enter_receipt(
            county=cast.east, insutype="390", year=2022, quarter=1, payer="county", amount=Decimal(1),
            received_on=dt.date(2022, 2, 27), voucher_no="V1", acting_user=cast.finance_city,
        )  # fmt: skip
    assert told(city)["subsidies_booked"] == "stops"
    with system_scope():
        city.close(Month(2022, 1))
    # What stops the month is not to be accepted.
    with (
        acting_as(cast.finance_city),
        translation.override("en"),
        pytest.raises(PeriodRefused, match="1 subsidies"),
    ):
        ask_to_close(
            period=city.period(FEBRUARY), acting_user=cast.finance_city, accepted=["subsidies_booked"]
        )
    with acting_as(cast.reviewer_city):
        check_receipt(receipt=receipt, acting_user=cast.reviewer_city)
    assert "subsidies_booked" not in told(city)


def cleared(cast: Cast, part: str, amount: int) -> Statement:
    clearing = Clearing.unscoped.create(
        area=cast.area,
        month=FEBRUARY.first,
        insutype="390",
        state="posted",
        started_by=cast.finance_city,
        reviewed_by=cast.reviewer_city,
        reviewed_at=NOW,
    )
    statement = Statement.unscoped.create(
        clearing=clearing, institution=cast.hospital_east, payer=cast.city, bill_count=1, medfee_sumamt=amount,
        fund_appy_sum=amount, det_sumamt=0, dpst_sumamt=0, act_dfr_amt=amount,
    )  # fmt: skip
    StatementLine.unscoped.create(
        statement=statement, insu_county=cast.east, fund_part=part, bill_count=1, approved=amount, deposit=0,
        payable=amount,
    )  # fmt: skip
    return statement


def test_what_insurer_and_aid_owe_is_told_and_what_they_gave_back_is_booked_first(city: Year) -> None:
    cast = city.cast
    with system_scope():
        cleared(cast, "hifmi_pay", 30)
    assert told(city)["claims_settled"] == "warns"
    with system_scope():
        money = PayerRemittance.objects.create(
            fund_part="hifmi_pay", insutype="390", month=FEBRUARY.first, laid_out_by=cast.city, insu_county=cast.east,
            amount=30, received_on=dt.date(2022, 2, 28), evidence="A1", entered_by=cast.finance_city,
        )  # fmt: skip
    assert told(city)["given_back_booked"] == "stops"
    with system_scope():
        PayerRemittance.objects.filter(pk=money.pk).update(
            state="booked", checked_by=cast.reviewer_city, booked_on=dt.date(2022, 2, 28)
        )
    assert not {"given_back_booked", "claims_settled"} & told(city).keys()


def test_the_provinces_list_and_money_are_told(city: Year) -> None:
    cast = city.cast
    with system_scope():
        statement = cleared(cast, "hifp_pay", 30)
        OutOfAreaPart.unscoped.create(statement=statement, amount=30)
    assert told(city)["province_listed"] == "warns"
    with system_scope():
        month = OutOfAreaMonth.objects.create(area=cast.area, month=FEBRUARY.first, insutype="390")
        receipt = ProvinceReceipt.objects.create(
            area=cast.area, insutype="390", amount=1, received_on=dt.date(2022, 2, 3), evidence="1",
            entered_by=cast.finance_city,
        )  # fmt: skip
    assert (told(city)["province_listed"], told(city)["province_receipts_booked"]) == ("warns", "warns")
    with system_scope():
        OutOfAreaMonth.objects.filter(pk=month.pk).update(
            state="confirmed", confirmed_by=cast.reviewer_city, confirmed_at=NOW
        )
        ProvinceReceipt.objects.filter(pk=receipt.pk).update(checked_by=cast.reviewer_city)
    assert not {"province_listed", "province_receipts_booked"} & told(city).keys()


def test_bank_lines_not_in_the_books_are_told(city: Year) -> None:
    bank = open_account(city.cast, opening=10)
    with system_scope():
        line = BankLine.objects.create(
            bank=bank, n=1, day=dt.date(2022, 2, 5), serial="S1", received=2, paid=0, before=10, balance=12
        )
        found = [one for one in findings(city.period(FEBRUARY)) if one.condition.key == "bank_matched"]
        # The line is not there, and what both began with differs.
        assert len(found[0].unmet) == 2
        city.move("expenditure_account", "fund_balance", 1000, dt.date(2022, 1, 1), kind="opening")
        entry = city.move("expenditure_account", "interest_income", 200, dt.date(2022, 2, 5))
        leg = entry.legs.get(account__subject__role="expenditure_account")
        for given in ({"line": line}, {"leg": leg}):
            BankMatch.objects.create(fund_account=bank.fund_account, group=1, how="amount_day", **given)
    assert "bank_matched" not in told(city)


def asked_for(client: Client, user: Any, period: BookPeriod, **values: Any) -> Any:
    client.force_login(user)
    return client.post(reverse("funds:ask_close", args=[period.pk]), {"submission": uuid4(), **values})


def test_each_warning_is_accepted_by_name_on_the_page(city: Year, client: Client) -> None:
    cast = city.cast
    with system_scope():
        city.close(Month(2022, 1))
        city.move("treasury", "employer_contribution", 500, dt.date(2022, 2, 20))
        city.move("clearing_suspense", "fiscal_special_account", 9, dt.date(2022, 2, 20))
        period = city.period(FEBRUARY)
        warned = warnings_of(period)
    assert {"treasury_moved", "suspense_empty"} <= set(warned)
    with (
        acting_as(cast.finance_city),
        translation.override("en"),
        pytest.raises(PeriodRefused, match="by name"),
    ):
        ask_to_close(period=period, acting_user=cast.finance_city, accepted=warned[1:])
    assert asked_for(client, cast.finance_city, period).status_code == 422
    assert asked_for(client, cast.finance_city, period, accepted=warned[1:]).status_code == 422
    assert asked_for(client, cast.finance_city, period, accepted=warned).status_code == 302
    with system_scope():
        request = PeriodRequest.objects.get(period=period)
    assert [one["key"] for one in request.accepted] == warned
    # The second person reads what was accepted, and by whom.
    client.force_login(cast.reviewer_city)
    page = client.get(reverse("funds:agree_month", args=[request.pk])).content.decode()
    treasury = next(one for one in request.accepted if one["key"] == "treasury_moved")
    assert treasury["told"][0] in page
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        PeriodRequest.objects.filter(pk=request.pk).update(accepted=[])
    # What nobody has accepted came up since: it is asked for anew.
    with system_scope():
        make_coverage(make_person(cast.east), period=(dt.date(2022, 1, 1), dt.date(2023, 1, 1)))
    with (
        acting_as(cast.reviewer_city),
        translation.override("en"),
        pytest.raises(PeriodRefused, match="by name"),
    ):
        agree(request=request, acting_user=cast.reviewer_city)
    with system_scope():
        Coverage.objects.update(effective=False)
    with acting_as(cast.reviewer_city):
        agree(request=request, acting_user=cast.reviewer_city)
    assert city.period(FEBRUARY).state == "closed"
