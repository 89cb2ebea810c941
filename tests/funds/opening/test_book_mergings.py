"""Two old funds run apart, cleared up and closed into one book; to the fen nothing is lost (HG-02, HG-07, HG-10)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from config.periods import Month
from config.scoping import system_scope
from funds.models import (
    Account,
    Book,
    BookMerging,
    Clearing,
    Entry,
    Leg,
    LegacyBenefit,
    MergedBook,
    MergingProof,
    Statement,
)
from funds.reads.account_statement import balance_before
from funds.services.accounts import account_for
from funds.services.book_mergings.arrears import (
    confirm_arrear,
    decide_payment,
    enter_arrear,
    enter_payment,
    open_of,
)
from funds.services.book_mergings.begin import begin_merging
from funds.services.book_mergings.benefits import carry_rest, list_benefits
from funds.services.book_mergings.close import close_merging, propose_closing
from funds.services.book_mergings.faults import MergingNotFit
from funds.services.drafts import book_of_unit
from funds.services.open_book import open_book, open_months
from funds.services.opening_balances import OpeningBalance, enter_opening_balances
from funds.services.post_entry import EntryRefused, LegDraft, post_entry
from institutions.services.duties import SamePerson
from tests.cast import Cast
from tests.support.policies import put_policy_in_force

from .conftest import Counters
from .test_openings import act

FIRST = dt.date(2018, 1, 1)


class Old(NamedTuple):
    cast: Cast
    counters: Counters
    books: dict[str, Book]
    merging: BookMerging


def _book(cast: Cast, counters: Counters, insutype: str, fen: int) -> Book:
    """An old book of East with money, a memorandum, and nothing left of the year's income."""
    book = open_book(
        insutype=insutype, unit=cast.east, first=Month(2017, 1), acting_user=counters.finance_east
    )
    open_months(book=book, through=Month(2018, 6), acting_user=counters.finance_east)
    enter_opening_balances(
        book=book, evidence="2016年末决算", acting_user=counters.finance_east, checked_by=counters.approver_east,
        balances=[OpeningBalance("fiscal_special_account", cast.east, fen)],
    )  # fmt: skip
    post(book, "memo_obligation_contra", "memo_obligation", fen // 10, counters, dt.date(2017, 12, 20))
    return book


def post(book: Book, debit: str, credit: str, fen: int, counters: Counters, day: dt.date) -> None:
    east = book.unit
    post_entry(
        book=book, booked_on=day, kind=Entry.Kind.CLEARING, key=f"{debit}:{day}", summary="试记",
        acting_user=counters.finance_east,
        legs=[
            LegDraft(account_for(book, debit, east, east), debit=fen),
            LegDraft(account_for(book, credit, east, east), credit=fen),
        ],
    )  # fmt: skip


@pytest.fixture
def old(cast: Cast, counters: Counters, monkeypatch: pytest.MonkeyPatch) -> Old:
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2018, 3, 20, 4, tzinfo=dt.UTC))
    with system_scope():
        put_policy_in_force(cast, "hegang.yaml")
        books = {"380": _book(cast, counters, "380", 1_000_01), "391": _book(cast, counters, "391", 500_02)}
        books["390"] = open_book(
            insutype="390", unit=cast.east, first=Month(2018, 1), acting_user=counters.finance_east
        )
        open_months(book=books["390"], through=Month(2018, 6), acting_user=counters.finance_east)
    merging = act(begin_merging, counters.finance_east, unit=cast.east, into="390")
    return Old(cast, counters, books, merging)


def held(book: Book, role: str, county: bool = False) -> Decimal:
    with system_scope():
        one = Account.objects.filter(book=book, subject__role=role, county__isnull=not county).first()
        return balance_before(one, dt.date(2019, 1, 1)) if one else Decimal(0)


@pytest.mark.duty("HG-02")
def test_both_books_close_into_one_and_nothing_is_lost(old: Old) -> None:
    finance, approver = old.counters.finance_east, old.counters.approver_east
    assert old.merging.merged_on == FIRST
    # In the transition year each old fund has entries and balances of its own.
    assert (held(old.books["380"], "fiscal_special_account"), held(old.books["391"], "fiscal_special_account")) == (
        Decimal("1000.01"), Decimal("500.02"),
    )  # fmt: skip
    with system_scope():
        # Settled after the cut, on the old book: memoranda go off, money goes out.
        post(
            old.books["380"],
            "memo_obligation",
            "memo_obligation_contra",
            40_00,
            old.counters,
            dt.date(2018, 2, 1),
        )
    with pytest.raises(MergingNotFit):
        act(close_merging, approver, merging=old.merging)
    act(propose_closing, finance, merging=old.merging)
    with system_scope():
        refetched = BookMerging.objects.get()
    act(close_merging, approver, merging=refetched)
    assert held(old.books["380"], "fiscal_special_account") == 0
    assert held(old.books["390"], "fiscal_special_account") == Decimal("1500.03")
    assert held(old.books["390"], "memo_obligation", county=True) == -(
        Decimal("100.00") + Decimal("50.00") - 40
    )
    with system_scope():
        proof = {(one.subject_name, one.memorandum): one for one in MergingProof.objects.all()}
        money = proof["财政专户存款", False]
        assert money.parts == {"380": 100001, "391": 50002}
        assert (money.before, money.settled, money.carried, money.own, money.after) == (
            Decimal("1500.03"), 0, Decimal("1500.03"), 0, Decimal("1500.03"),
        )  # fmt: skip
        memo = proof["备查：应付医疗机构款", True]
        assert (memo.before, memo.settled, memo.carried) == (-150, -40, -110)
        # All of it together: what the old books held and what the one holds.
        assert sum(one.before - one.settled for one in proof.values()) == sum(
            one.after - one.own for one in proof.values()
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            MergingProof.objects.update(before=0)
        with pytest.raises(EntryRefused):
            post(
                old.books["380"],
                "memo_obligation_contra",
                "memo_obligation",
                1,
                old.counters,
                dt.date(2018, 4, 1),
            )
        # Nor does the database take what comes another way.
        last = Entry.objects.filter(book=old.books["380"]).latest("pk")
        with pytest.raises(DatabaseError, match="closed into another"), transaction.atomic():
            Entry.objects.create(
                book=last.book, period=last.period, number=99, booked_on=last.booked_on, kind=last.kind, key="x",
                payload_hash=b"", memorandum=False, leg_count=2, summary="x", made_by=finance, checked_by=approver,
            )  # fmt: skip
        # An act done again, that the old book has already, is not booked a second time in the one book.
        post(
            old.books["390"],
            "memo_obligation",
            "memo_obligation_contra",
            40_00,
            old.counters,
            dt.date(2018, 2, 1),
        )
        # What an old fund still owes is booked in the one book from now on.
        assert book_of_unit("380", old.cast.east) == old.books["390"]
        assert Leg.objects.filter(book=old.books["390"], booked_on__lt=dt.date(2018, 3, 1)).count() == 0
        assert not Leg.objects.filter(book=old.books["391"], booked_on__gt=dt.date(2018, 3, 20)).exists()
    with pytest.raises(MergingNotFit):
        act(propose_closing, finance, merging=old.merging)


@pytest.mark.duty("HG-07")
def test_arrears_are_confirmed_by_two_and_paid_in(old: Old) -> None:
    finance, approver = old.counters.finance_east, old.counters.approver_east
    with system_scope():
        source = MergedBook.objects.get(book=old.books["380"])
    arrear = act(
        enter_arrear, finance, source=source, kind="fiscal_subsidy_income", debtor="东山县财政局", of_year=2015,
        amount=Decimal(300), evidence="清理确认表1",
    )  # fmt: skip
    paid = {"arrear": arrear, "received_on": dt.date(2018, 2, 1), "evidence": "回单1"}
    with pytest.raises(MergingNotFit):
        act(enter_payment, finance, amount=Decimal(100), **paid)
    # Not closed while something is not confirmed.
    with pytest.raises(MergingNotFit):
        act(propose_closing, finance, merging=old.merging)
    act(confirm_arrear, approver, arrear=arrear)
    with pytest.raises(MergingNotFit):
        act(enter_payment, finance, amount=Decimal("300.01"), **paid)
    payment = act(enter_payment, finance, amount=Decimal(100), **paid)
    act(decide_payment, approver, payment=payment)
    assert held(old.books["380"], "fiscal_special_account") == Decimal("1100.01")
    with system_scope():
        assert open_of(arrear) == 200
    # The rest is paid after the closing: into the one fund.
    act(propose_closing, finance, merging=old.merging)
    act(close_merging, approver, merging=old.merging)
    rest = act(enter_payment, finance, amount=Decimal(200), **{**paid, "evidence": "回单2"})
    act(decide_payment, approver, payment=rest)
    assert held(old.books["390"], "fiscal_special_account") == Decimal("1800.03")


@pytest.mark.duty("HG-10")
def test_benefits_left_are_settled_once_and_the_rest_carried(old: Old) -> None:
    cast, finance, approver = old.cast, old.counters.finance_east, old.counters.approver_east
    with system_scope():
        for month in (11, 12):
            clearing = Clearing.objects.create(
                area=cast.area, month=dt.date(2017, month, 1), insutype="380", state="posted",
                started_by=cast.finance_city,
                reviewed_by=cast.reviewer_city,
            )  # fmt: skip
            Statement.objects.create(
                clearing=clearing, institution=cast.hospital_east, payer=cast.east, bill_count=3, medfee_sumamt=200,
                fund_appy_sum=100 * month, det_sumamt=0, dpst_sumamt=0, act_dfr_amt=100 * month,
            )  # fmt: skip
    found = act(list_benefits, finance, merging=old.merging)
    assert [(one.month.month, one.amount, one.outcome) for one in found] == [
        (11, 1100, "open"),
        (12, 1200, "open"),
    ]
    with pytest.raises(MergingNotFit):
        act(propose_closing, finance, merging=old.merging)
    with system_scope():
        LegacyBenefit.objects.filter(month__month=11).update(outcome="paid")
    # Listed again it lists nothing twice; what is settled is not carried.
    assert len(act(list_benefits, finance, merging=old.merging)) == 2
    assert act(carry_rest, finance, merging=old.merging, reason="机构账户变更，待核") == 1
    act(propose_closing, finance, merging=old.merging)
    with system_scope():
        BookMerging.objects.update(proposed_by=approver)
    with pytest.raises(SamePerson):
        act(close_merging, approver, merging=old.merging)
