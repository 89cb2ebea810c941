"""A month from start to close: what it pays, to the fen, and that the books prove it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from config.periods import Month
from config.scoping import system_scope
from funds.models import Entry, NetPosition, NettingLine, Payment, Statement, StatementLine
from funds.reads.balances import verify_balances
from funds.reads.payers import payers_of
from funds.reads.trial_balance import trial_balance
from funds.services.clearing.close import close_clearing, obligations_left

from .conftest import APRIL, MARCH, Town, open_with_cash


def a_month(town: Town) -> None:
    """East pays for both counties' people, West for its own and East's, one stay is outside the area."""
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 100_000)
    town.settle(cast.hospital_east, cast.west, 40_000, maf_pay=2_000)
    town.settle(cast.hospital_west, cast.west, 250_000)
    town.settle(cast.hospital_west, cast.east, 90_000, hifmi_pay=10_000)
    town.settle(cast.hospital_outside, cast.east, 30_000)
    town.deduct(cast.hospital_east, 14_000)


@pytest.mark.duty("JJ-17", "ZY-13")
def test_a_month_clears_pays_and_closes(town: Town) -> None:
    a_month(town)
    clearing = town.cleared()
    with system_scope():
        east = Statement.objects.get(clearing=clearing, payer=town.cast.east)
        # 1,420 approved; 140 deducted on the pooled part; 5 % of 1,260 held back.
        assert (east.fund_appy_sum, east.det_sumamt, east.dpst_sumamt) == (1420, 140, 63)
        assert east.act_dfr_amt == Decimal("1217.00")
        outside = Statement.objects.get(clearing=clearing, payer=town.cast.city)
        assert (outside.dpst_sumamt, outside.act_dfr_amt) == (0, 300)
        nets = {p.county_id: p.net for p in NetPosition.objects.filter(clearing=clearing)}
        # East owes West 955 for care there and the city 300; West owes East 360 - 18 + 20 = 362 for care there.
        assert nets == {town.cast.east.pk: Decimal("-893.00"), town.cast.west.pk: Decimal("593.00")}
        payable = Statement.objects.filter(clearing=clearing).aggregate(Sum("act_dfr_amt"))
        to_institutions = Payment.objects.filter(clearing=clearing, kind="institution").aggregate(
            Sum("amount")
        )
        assert payable["act_dfr_amt__sum"] == to_institutions["amount__sum"]
        matrix = NettingLine.objects.filter(clearing=clearing).aggregate(Sum("amount"))
        assert matrix["amount__sum"] == payable["act_dfr_amt__sum"]
        assert obligations_left(clearing, town.books) > 0
    clearing = town.pay_everything(clearing)
    assert clearing.state == "paid"
    with system_scope():
        assert obligations_left(clearing, town.books) == 0
        close_clearing(clearing=clearing, acting_user=town.cast.finance_city)
        assert clearing.state == "closed"
        _books_prove_it(town)


def _books_prove_it(town: Town) -> None:
    for book in town.books:
        assert trial_balance(books=[book], month=Month(2020, 6)).balanced
        assert verify_balances(book=book) == []
    closing = {
        line.code: line.closing for line in trial_balance(books=town.books, month=Month(2020, 6)).lines
    }
    assert closing["5001"] == 1_260_00 + 3_400_00 + 300_00
    # Laid out for others on subjects of their own: 20 for medical aid, 100 for the insurer.
    assert (closing["110105*"], closing["110104*"]) == (20_00, 100_00)
    assert closing["200101*"] == -(63_00 + 170_00)
    assert all(amount == 0 for code, amount in closing.items() if code.startswith("M"))
    assert closing.get("200103*", 0) == 0


@pytest.mark.duty("HG-13")
def test_under_graded_management_every_book_stands_alone(make_town) -> None:
    town = make_town(mode="graded")
    a_month(town)
    clearing = town.pay_everything(town.cleared())
    assert clearing.state == "paid"
    with system_scope():
        assert len(town.books) == 3
        assert obligations_left(clearing, town.books) == 0
        _books_prove_it(town)
        suspense = "200103*"
        for book in town.books:
            lines = {
                line.code: line.closing for line in trial_balance(books=[book], month=Month(2020, 6)).lines
            }
            assert lines.get(suspense, 0) == 0


@pytest.mark.duty("ZY-14")
def test_a_one_stop_bill_shows_what_fund_insurer_and_aid_owe(town: Town) -> None:
    """The institution is paid once; insurer's and aid's parts are lines of their own and no expense of the fund."""
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 70_000, hifmi_pay=20_000, maf_pay=5_000)
    clearing = town.cleared()
    with system_scope():
        lines = StatementLine.objects.filter(statement__clearing=clearing)
        assert {line.fund_part: line.payable for line in lines} == {
            "hifp_pay": Decimal("665.00"),
            "hifmi_pay": Decimal("200.00"),
            "maf_pay": Decimal("50.00"),
        }
        (payment,) = Payment.objects.filter(clearing=clearing)
        assert payment.amount == Decimal("915.00")


def test_cancels_beyond_the_month_are_offset_next_month(town: Town) -> None:
    cast = town.cast
    town.settle(cast.hospital_east, cast.west, 50_000, cancel=True)
    town.settle(cast.hospital_west, cast.west, 10_000)
    town.settle(cast.hospital_east, cast.east, 300_000, month=APRIL)
    march = town.pay_everything(town.cleared(MARCH))
    with system_scope():
        statement = Statement.objects.get(clearing=march, payer=cast.east)
        assert (statement.act_dfr_amt, statement.carried_forward, statement.dpst_sumamt) == (0, -500, 0)
        assert not Payment.objects.filter(statement=statement).exists()
        # Nothing paid, nothing to net between the counties.
        assert not NetPosition.objects.filter(clearing=march).exclude(net=0).exists()
    april = town.pay_everything(town.cleared(APRIL))
    with system_scope():
        statement = Statement.objects.get(clearing=april, payer=cast.east)
        assert (statement.brought_forward, statement.dpst_sumamt, statement.act_dfr_amt) == (-500, 125, 2375)
        # West's people gave 500 back through East's hospital: East passes them on.
        assert NetPosition.objects.get(clearing=april, county=cast.east).net == Decimal("-500.00")
        assert april.state == "paid"
        assert obligations_left(april, town.books) == 0


def test_deductions_beyond_the_pooled_part_wait(town: Town) -> None:
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 10_000)
    town.deduct(cast.hospital_east, 25_000)
    town.settle(cast.hospital_east, cast.east, 40_000, month=APRIL)
    march = town.pay_everything(town.cleared(MARCH))
    assert march.state == "paid"  # nothing to pay at all
    april = town.cleared(APRIL)
    with system_scope():
        march_statement, april_statement = Statement.objects.order_by("clearing__month")
        assert (march_statement.det_sumamt, march_statement.det_later) == (100, 150)
        assert (april_statement.det_sumamt, april_statement.det_later) == (150, 0)
        assert april_statement.act_dfr_amt == Decimal("237.50")
        assert april.payments(manager="unscoped").count() == 1


def test_every_bill_of_the_last_second_counts_and_superseded_ones_do_not(town: Town) -> None:
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 10_000)
    old = town.settle(cast.hospital_east, cast.east, 99_000)
    with system_scope():
        type(old).unscoped.filter(pk=old.pk).update(is_current=False)
    town.settle(cast.hospital_east, cast.east, 5_000, month=APRIL)
    clearing = town.start()
    # The superseded one's bill waits to be settled again.
    assert clearing.state == "collecting"
    assert "B0" in str(clearing.job.message)


def test_the_entries_name_what_they_are_for(town: Town) -> None:
    a_month(town)
    clearing = town.pay_everything(town.cleared())
    with system_scope():
        obligation = Entry.objects.get(key="clearing:990100:2020-03:390:990101:obligation")
        assert (obligation.memorandum, obligation.booked_on) == (True, MARCH.last)
        payment = Payment.objects.filter(clearing=clearing, kind="institution").first()
        paid = Entry.objects.get(key=f"payment:{payment.number}:paid")
        assert (paid.source_type, paid.source_id, paid.memorandum) == ("funds.payment", payment.pk, False)


@pytest.mark.duty("NB-01")
def test_two_schemes_are_cleared_apart_in_books_of_their_own(town: Town) -> None:
    cast = town.cast
    with system_scope():
        employees = open_with_cash(
            cast, cast.city, [cast.city, cast.east, cast.west], 1_000_000_00, scheme="310"
        )
    town.settle(cast.hospital_east, cast.west, 10_000)
    town.settle(cast.hospital_east, cast.west, 70_000, scheme="310")
    residents_month = town.pay_everything(town.cleared())
    with system_scope():
        assert trial_balance(books=[employees], month=Month(2020, 6)).memo == ()
    employees_month = town.pay_everything(town.cleared(scheme="310"))
    assert (residents_month.state, employees_month.state) == ("paid", "paid")
    with system_scope():
        for book, fen in ((town.books[0], 10_000), (employees, 70_000)):
            lines = {one.code: one.closing for one in trial_balance(books=[book], month=Month(2020, 6)).lines}
            assert lines["5001"] == fen
        assert Statement.objects.get(clearing=employees_month).act_dfr_amt == Decimal("665.00")


ALL_PARTS = {"hifmi_pay": 20_000, "hifob_pay": 7_000, "cvlserv_pay": 3_000, "maf_pay": 5_000}


@pytest.mark.duty("NB-07", "ZY-14")
@pytest.mark.parametrize("mode", ["unified", "graded"])
def test_accounts_and_every_payer_are_paid_with_the_bill_and_booked_apart(make_town, mode: str) -> None:
    """East's hospital treats both counties' people; funds, insurer, aid and accounts all pay."""
    town = make_town(mode=mode)
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 100_000, acct_pay=12_345, **ALL_PARTS)
    town.settle(cast.hospital_east, cast.west, 60_000, acct_pay=4_000, **ALL_PARTS)
    town.settle(cast.hospital_outside, cast.west, 10_000, acct_pay=1_000)
    town.deduct(cast.hospital_east, 10_000)
    clearing = town.pay_everything(town.cleared())
    assert clearing.state == "paid"
    with system_scope():
        east = Statement.objects.get(clearing=clearing, payer=cast.east)
        # 2,300 of the funds and 163.45 of accounts; 100 deducted and 5 % of 1,500 held back, on the pooled part alone.
        assert (east.fund_appy_sum, east.acct_pay) == (2300, Decimal("163.45"))
        assert (east.det_sumamt, east.dpst_sumamt) == (100, 75)
        assert east.act_dfr_amt == Decimal("2288.45")
        by_payer = {one.part: (one.bill_count, one.payable) for one in payers_of(east)}
        assert by_payer == {
            "hifp_pay": (2, 1425),
            "hifmi_pay": (2, 400),
            "hifob_pay": (2, 140),
            "cvlserv_pay": (2, 60),
            "maf_pay": (2, 100),
            "acct_pay": (2, Decimal("163.45")),
        }
        assert obligations_left(clearing, town.books) == 0
        for book in town.books:
            assert trial_balance(books=[book], month=Month(2020, 6)).balanced
            assert verify_balances(book=book) == []
        lines = trial_balance(books=town.books, month=Month(2020, 6)).lines
        closing = {line.code: line.closing for line in lines}
        assert closing["5001"] == 100_000 + 60_000 - 10_000 + 10_000
        assert closing["500105*"] == 12_345 + 4_000 + 1_000
        assert (closing["110104*"], closing["110105*"], closing["110106*"]) == (40_000, 10_000, 20_000)
        assert closing.get("200103*", 0) == 0
        assert all(amount == 0 for code, amount in closing.items() if code.startswith("M"))
        close_clearing(clearing=clearing, acting_user=cast.finance_city)


def test_an_accounts_part_changed_after_review_stops_the_netting(town: Town) -> None:
    """The funds' sum is the same; what the account paid is not."""
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 10_000, acct_pay=500)
    clearing = town.start()
    with system_scope():
        Statement.unscoped.filter(clearing=clearing).update(acct_pay=4, act_dfr_amt=99)
    clearing = town.review(clearing)
    assert clearing.state == "reviewed"
    assert clearing.job is not None
    assert clearing.job.state == "failed"


@pytest.mark.duty("ZY-14")
def test_what_was_laid_out_for_others_is_listed_to_be_claimed(town: Town, client: Client) -> None:
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 100_000, acct_pay=12_345, **ALL_PARTS)
    town.settle(cast.hospital_west, cast.west, 50_000, hifmi_pay=1_000)
    town.cleared()
    client.force_login(cast.finance_city)
    page = client.get(reverse("funds:other_payers"), {"month": "2020-03", "part": "hifmi_pay"})
    listing = page.context["listing"]
    assert [(row.fund_part, row.payable) for row in listing.page.rows] == [
        ("hifmi_pay", 10),
        ("hifmi_pay", 200),
    ]
    assert page.context["table"].totals["payable"] == 210
    # Named as who owes it, in the list and in its filter; not as what was spent.
    assert page.content.decode().count("大病保险承办机构") == 3
    assert "居民大病保险支出" not in page.content.decode()
    everything = client.get(reverse("funds:other_payers")).context["listing"]
    # The fund's own part and the accounts' are nobody else's debt.
    assert {row.fund_part for row in everything.page.rows} == set(ALL_PARTS)
    client.force_login(cast.clerk_west)
    assert client.get(reverse("funds:other_payers")).context["table"].totals["payable"] == 10
