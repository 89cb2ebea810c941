"""What the province lists is owed once, to the fen: listed twice, taken back, confirmed while a list comes in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Settlement
from config.errors import DomainError
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import OutOfAreaLine, OutOfAreaMonth, OutOfAreaPart, Payment, ProvinceDue
from funds.services.bill_lists.explaining import not_explained
from funds.services.out_of_area.advances import enter_advance
from funds.services.out_of_area.compare import compare_month
from funds.services.out_of_area.decide import brought_to, confirm_month, explain
from funds.services.out_of_area.prepare import prepare_province_payments
from funds.services.payments.approve import approve_batch
from funds.spreadsheets.out_of_area import OutOfAreaList
from institutions.models import Duty, User
from institutions.services.duties import SamePerson
from tests.cast import Cast, make_institution, make_user
from tests.funds.clearing.conftest import APRIL, MARCH, MAY, SCHEME, Town, build_town

from .conftest import DESIGNATION, Take
from .test_month import DUE, account, elsewhere, listed, outcomes

pytestmark = pytest.mark.django_db
IN_APRIL, IN_MAY = {"trt_month": "4"}, {"trt_month": "5"}


@pytest.fixture
def town(cast: Cast) -> Town:
    """Unified pooling: what is owed is the same for both ways of keeping books."""
    return build_town(cast, sections=DESIGNATION)


def month_of(month: Month) -> OutOfAreaMonth:
    return OutOfAreaMonth.unscoped.select_related("area").get(month=month.first, insutype=SCHEME)


def confirmed(month: Month, town: Town, handler: User) -> OutOfAreaMonth:
    """Every difference explained, then confirmed by another person."""
    with system_scope():
        found = compare_month(month_of(month))
        differing = list(not_explained(found).values_list("pk", flat=True))
    with acting_as(handler):
        if differing:
            explain(month=found, lines=differing, explanation="已核实", acting_user=handler)
    with system_scope():
        return confirm_month(
            month=found, seen=found.owed, notice="3号", due_on=DUE, acting_user=town.cast.reviewer_city
        )


def dues() -> dict[int, Decimal]:
    with system_scope():
        owed = ProvinceDue.objects.filter(kind="month").values_list("statement_month__month", "amount")
        return {month.month: amount for month, amount in owed}


def taken_back(one: Settlement, fen: int, **given: Any) -> dict[str, Any]:
    amount = str(Decimal(-fen) / 100)
    return {**listed(one), "medfee_sumamt": amount, "optins_pay_sumamt": amount, **given}


def test_what_a_confirmed_month_owes_no_earlier_one_owes(town: Town, take: Take, handler: User) -> None:
    one, other = elsewhere(town, 30_000), elsewhere(town, 20_000)
    elsewhere(town, 5_000, month=APRIL)
    town.pay_everything(town.cleared())
    town.pay_everything(town.cleared(APRIL))
    take(listed(one), **IN_APRIL)
    confirmed(APRIL, town, handler)
    # March's list comes late, and names the same; once by its number, once by the visit alone.
    with system_scope():
        type(one.bill).unscoped.filter(pk=one.bill_id).update(mdtrt_id="V1")
    for again in (listed(one), {**listed(one), "setl_sn": "A1", "mdtrt_id": "V1"}):
        take(again, listed(other))
        with system_scope():
            month = month_of(MARCH)
            assert outcomes(month) == {"twice": 1, "agrees": 1}
            assert (month.listed, month.owed) == (500, 200)
    confirmed(MARCH, town, handler)
    assert dues() == {3: 200, 4: 300}


def test_what_an_open_list_names_is_still_owed_by_the_one_confirmed_first(
    town: Town, take: Take, handler: User
) -> None:
    one, other = elsewhere(town, 30_000), elsewhere(town, 20_000)
    elsewhere(town, 5_000, month=APRIL)
    town.pay_everything(town.cleared())
    town.pay_everything(town.cleared(APRIL))
    take(listed(one), listed(other))
    take(listed(one), **IN_APRIL)
    confirmed(APRIL, town, handler)
    take(listed(other))
    confirmed(MARCH, town, handler)
    assert dues() == {3: 200, 4: 300}


def test_money_taken_back_lowers_the_next_month(town: Town, take: Take, handler: User) -> None:
    one = elsewhere(town, 30_000)
    town.pay_everything(town.cleared())
    for month in (APRIL, MAY):
        elsewhere(town, 50_000, month=month)
        town.pay_everything(town.cleared(month))
    take(listed(one))
    confirmed(MARCH, town, handler)
    take(taken_back(one, 30_000), **IN_APRIL)
    april = confirmed(APRIL, town, handler)
    assert (april.owed, april.state) == (-300, "confirmed")
    assert dues() == {3: 300}
    take({"setl_sn": "X1", "medfee_sumamt": "500", "optins_pay_sumamt": "500"}, **IN_MAY)
    with system_scope():
        assert brought_to(month_of(MAY)) == -300
    may = confirmed(MAY, town, handler)
    assert may.owed == 500
    assert dues() == {3: 300, 5: 200}
    with system_scope():
        assert "-300.00" in ProvinceDue.objects.get(amount=200).reasoning
        assert brought_to(may) == -300


def test_lines_of_one_bill_are_compared_together(town: Town, take: Take) -> None:
    """Paid, taken back and paid anew for less within one list: what is left is what the bill came to."""
    one = elsewhere(town, 30_000)
    paid_too_much = {**listed(one, 35_000), "seqno": "1"}
    take(paid_too_much, taken_back(one, 5_000))
    with system_scope():
        month = month_of(MARCH)
        assert outcomes(month) == {"agrees": 2}
        assert (month.listed, month.owed, month.ours) == (300, 300, 300)
        ours = OutOfAreaLine.objects.exclude(our_amount=None).values_list("our_amount", flat=True)
        assert list(ours) == [300]


def test_an_explanation_is_of_its_settlement_not_of_its_number_in_the_list(
    town: Town, take: Take, handler: User
) -> None:
    unknown = {"medfee_sumamt": "90", "optins_pay_sumamt": "60"}
    take({"setl_sn": "X1", **unknown}, {"setl_sn": "X2", **unknown})
    with acting_as(handler):
        lines = list(OutOfAreaLine.objects.values_list("pk", flat=True))
        explain(month=month_of(MARCH), lines=lines, explanation="待补传", acting_user=handler)
    take({"setl_sn": "X3", **unknown}, {"setl_sn": "X2", **unknown})
    with system_scope():
        kept = dict(OutOfAreaLine.objects.values_list("setl_sn", "explanation"))
        assert kept == {"X3": "", "X2": "待补传"}


def test_only_what_was_seen_is_confirmed(town: Town, take: Take) -> None:
    one, other = elsewhere(town, 30_000), elsewhere(town, 20_000)
    town.pay_everything(town.cleared())
    take(listed(one), listed(other))
    with system_scope(), pytest.raises(DomainError, match="look again"):
        confirm_month(
            month=month_of(MARCH), seen=Decimal(300), notice="3号", due_on=DUE,
            acting_user=town.cast.reviewer_city,
        )  # fmt: skip


def test_a_month_confirmed_since_the_check_takes_no_list(
    town: Town, take: Take, handler: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = elsewhere(town, 30_000)
    town.pay_everything(town.cleared())
    take(listed(one))
    confirmed(MARCH, town, handler)
    # As if it had been open when the rows were checked.
    kept = tuple(check for check in OutOfAreaList.checks if check.code != "elsewhere_confirmed")
    monkeypatch.setattr(OutOfAreaList, "checks", kept)
    with pytest.raises(DomainError, match="nothing of it changes"):
        take(listed(one, 99_900))
    with system_scope():
        assert OutOfAreaLine.objects.get().optins_pay_sumamt == 300


def test_an_area_that_pays_itself_owes_the_province_nothing(cast: Cast, take: Take, handler: User) -> None:
    town = build_town(cast, sections=DESIGNATION.replace("value: province", "value: institution"))
    one = elsewhere(town, 30_000)
    town.pay_everything(town.cleared())
    take(listed(one))
    with pytest.raises(DomainError, match="does not pay institutions elsewhere through the province"):
        confirmed(MARCH, town, handler)
    assert dues() == {}


def test_an_institution_of_another_of_our_areas_is_paid_by_the_province_too(town: Town) -> None:
    cast = town.cast
    abroad = cast.elsewhere
    with system_scope():
        hospital = make_institution(
            "H98010100009", "邻市医院", area=abroad.area, county=abroad, level="3", admdvs="980101"
        )
    town.settle(hospital, cast.east, 30_000)
    town.cleared()
    with system_scope():
        assert OutOfAreaPart.objects.get().amount == 300
        assert not Payment.objects.filter(payer=cast.city).exists()


def test_who_entered_an_advance_does_not_approve_its_payment(town: Town) -> None:
    """Nor whoever confirmed a month, though a third person prepared the batch."""
    cast = town.cast
    with system_scope():
        both = make_user("both.city", "市级两职", cast.city, Duty.FINANCE, Duty.APPROVE)
        enter_advance(
            area=cast.area, insutype=SCHEME, year=2021, amount=Decimal(900), notice="预1", due_on=DUE,
            acting_user=both,
        )  # fmt: skip
        account(cast)
        batch = prepare_province_payments(area=cast.area, insutype=SCHEME, acting_user=cast.finance_city)
        with pytest.raises(SamePerson):
            approve_batch(batch=batch, acting_user=both)
        assert approve_batch(batch=batch, acting_user=cast.approver_city).approved_by == cast.approver_city


def test_not_explained_are_those_that_differ(town: Town, take: Take, handler: User, client: Client) -> None:
    one, other = elsewhere(town, 30_000), elsewhere(town, 20_000)
    take(listed(one), listed(other, 20_100))
    client.force_login(handler)
    with system_scope():
        page = reverse("funds:out_of_area_lines", args=[month_of(MARCH).pk])
    shown = client.get(f"{page}?open=yes").content.decode()
    assert other.bill.setl_id in shown
    assert one.bill.setl_id not in shown
