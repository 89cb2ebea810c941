"""Posting: what is refused with words, what replays, what reversal and correction leave."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection

from config.scoping import acting_as
from funds.models import AccountBalance, Entry, Leg, Subject
from funds.reads.balances import verify_balances
from funds.services.accounts import AccountKey, NoAccountHere, account_for, accounts_for
from funds.services.close_period import PeriodRefused, close_period, reopen_period
from funds.services.load_chart import load_chart
from funds.services.open_book import BookRefused, open_book
from funds.services.opening_balances import OpeningBalance, OpeningRefused, enter_opening_balances
from funds.services.post_entry import (
    EntryDraft,
    EntryKeyConflict,
    EntryRefused,
    LegDraft,
    PeriodNotOpen,
    post_entries,
)
from funds.services.reverse_entry import ReversalRefused, correct_entry, reverse_entry
from institutions.services.duties import DutyMissing, SamePerson
from tests.funds.ledger.conftest import FEBRUARY, JANUARY, MARCH


def commit_checks():
    """Run now what would run at commit."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")


def balance(ledger, name, month=JANUARY):
    return AccountBalance.objects.get(account=ledger.accounts[name], month=month.first)


def test_an_entry_stands_with_its_legs_and_totals(ledger):
    entry = ledger.post(fen=12345)
    commit_checks()
    assert entry == Entry.objects.get()
    assert entry.voucher == "2020-01-00001"
    assert list(Leg.objects.values_list("n", "debit", "credit")) == [
        (1, Decimal("123.45"), 0),
        (2, 0, Decimal("123.45")),
    ]
    assert balance(ledger, "expenditure_account").closing == Decimal("-123.45")
    assert balance(ledger, "benefit_expense").debit == Decimal("123.45")


def test_legs_that_make_no_entry_are_refused_with_words(ledger):
    expense, bank = ledger.accounts["benefit_expense"], ledger.accounts["expenditure_account"]
    memo = ledger.accounts["memo_obligation"]
    for legs in (
        [],
        [LegDraft(expense, debit=5)],
        [LegDraft(expense, debit=5), LegDraft(bank, credit=4)],
        [LegDraft(expense, debit=0), LegDraft(bank, credit=0)],
        [LegDraft(expense, debit=-5), LegDraft(bank, credit=-5)],
        [LegDraft(expense, debit=5, credit=5), LegDraft(bank, debit=5, credit=5)],
        [LegDraft(expense, debit=5), LegDraft(memo, credit=5)],
    ):
        with pytest.raises(EntryRefused):
            ledger.post(legs=legs)
    assert not Entry.objects.exists()


def test_yuan_are_never_taken_for_fen(ledger):
    with pytest.raises(TypeError):
        ledger.post(fen=Decimal("5.00"))


def test_books_are_not_mixed(ledger):
    other = open_book(
        insutype="310", unit=ledger.cast.city, first=JANUARY, acting_user=ledger.cast.finance_city
    )
    foreign = account_for(other, "expenditure_account", ledger.cast.city)
    with pytest.raises(EntryRefused, match=r"mixes books|账套"):
        ledger.post(legs=[LegDraft(ledger.accounts["benefit_expense"], debit=5), LegDraft(foreign, credit=5)])


def test_the_same_act_again_changes_nothing(ledger):
    first = ledger.post()
    again = ledger.post(legs=list(reversed(ledger.legs("benefit_expense", "expenditure_account", 100))))
    assert again == first
    assert Entry.objects.count() == 1
    assert balance(ledger, "benefit_expense").debit == 1


@pytest.mark.parametrize(
    "change",
    [{"fen": 101}, {"day": dt.date(2020, 1, 16)}, {"credit": "fiscal_special_account"}, {"kind": "transfer"}],
)
def test_another_content_under_the_same_key_is_an_error(ledger, change):
    ledger.post()
    with pytest.raises(EntryKeyConflict):
        ledger.post(**change)
    assert Entry.objects.count() == 1


def test_many_at_once_are_all_or_nothing_and_numbered_without_gaps(ledger):
    def draft(key, fen, day=dt.date(2020, 1, 15)):
        return EntryDraft(
            book=ledger.book,
            booked_on=day,
            kind="payment",
            key=key,
            legs=ledger.legs("benefit_expense", "expenditure_account", fen),
            summary="批量",
        )

    finance = ledger.cast.finance_city
    with pytest.raises(PeriodNotOpen):
        post_entries([draft("a", 1), draft("b", 1, dt.date(2030, 1, 1))], acting_user=finance)
    assert not Entry.objects.exists()
    drafts = [draft(f"k{n}", n, dt.date(2020, 1 + n % 3, 5)) for n in range(1, 31)]
    entries = post_entries(drafts, acting_user=finance)
    commit_checks()
    assert [entry.key for entry in entries] == [draft.key for draft in drafts]
    for month in (1, 2, 3):
        numbers = Entry.objects.filter(booked_on__month=month).values_list("number", flat=True)
        assert sorted(numbers) == list(range(1, 11))
    assert post_entries(drafts + drafts[:3], acting_user=finance) == entries + entries[:3]
    assert Entry.objects.count() == 30
    assert verify_balances(book=ledger.book) == []


def test_a_later_months_opening_follows_an_earlier_months_posting(ledger):
    ledger.post(key="march", fen=500, day=dt.date(2020, 3, 1))
    ledger.post(key="january", fen=200)
    ledger.post(key="february", fen=1, day=dt.date(2020, 2, 29))
    opening = {
        month: balance(ledger, "benefit_expense", month).opening for month in (JANUARY, FEBRUARY, MARCH)
    }
    assert opening == {JANUARY: 0, FEBRUARY: 2, MARCH: Decimal("2.01")}
    assert verify_balances(book=ledger.book) == []


def test_who_may_post(ledger):
    cast = ledger.cast
    for person in (cast.clerk_east, cast.reviewer_city, cast.clerk_elsewhere):
        with pytest.raises(DutyMissing):
            ledger.post(acting_user=person)
    with pytest.raises(EntryRefused):
        ledger.post(kind=Entry.Kind.MANUAL)
    with pytest.raises(SamePerson):
        ledger.post(kind=Entry.Kind.MANUAL, checked_by=cast.finance_city)
    with pytest.raises(DutyMissing):
        ledger.post(kind=Entry.Kind.MANUAL, checked_by=cast.clerk_east)
    assert ledger.post(kind=Entry.Kind.MANUAL, checked_by=cast.reviewer_city).checked_by == cast.reviewer_city


def test_a_reversal_is_linked_and_undoes_the_totals_once(ledger):
    entry, cast = ledger.post(fen=700), ledger.cast
    people = {"acting_user": cast.finance_city, "checked_by": cast.reviewer_city}
    day = dt.date(2020, 2, 3)
    reversal = reverse_entry(entry=entry, booked_on=day, reason="记错", **people)
    commit_checks()
    assert reversal.reverses == entry
    assert Entry.objects.get(reversed_by=reversal) == entry
    assert balance(ledger, "benefit_expense", FEBRUARY).closing == 0
    with pytest.raises(ReversalRefused):
        reverse_entry(entry=entry, booked_on=day, reason="再来", **people)
    with pytest.raises(ReversalRefused):
        reverse_entry(entry=reversal, booked_on=day, reason="反悔", **people)


def test_a_correction_is_a_reversal_and_a_new_entry_both_linked(ledger):
    entry, cast = ledger.post(fen=700), ledger.cast
    reversal, corrected = correct_entry(
        entry=entry,
        legs=ledger.legs("benefit_expense", "expenditure_account", 70),
        booked_on=dt.date(2020, 1, 20),
        reason="金额记错",
        acting_user=cast.finance_city,
        checked_by=cast.reviewer_city,
    )
    commit_checks()
    assert (reversal.reverses, corrected.corrects) == (entry, entry)
    assert balance(ledger, "benefit_expense").closing == Decimal("0.70")


def test_opening_balances_open_the_first_month_and_are_no_movement(ledger):
    cast = ledger.cast
    people = {"acting_user": cast.finance_city, "checked_by": cast.approver_city}
    balances = [
        OpeningBalance("fiscal_special_account", cast.city, 90_000_00),
        OpeningBalance("deposit_withheld", cast.city, 1_000_00, cast.east),
    ]
    enter_opening_balances(book=ledger.book, balances=balances, evidence="审计报告〔2020〕1号", **people)
    commit_checks()
    special = balance(ledger, "fiscal_special_account")
    assert (special.opening, special.debit, special.credit) == (90_000, 0, 0)
    assert balance(ledger, "fund_balance").opening == -90_000
    with pytest.raises(OpeningRefused):
        enter_opening_balances(book=ledger.book, balances=balances, evidence=" ", **people)
    ledger.post("fiscal_special_account", "fiscal_subsidy_income", 5, key="subsidy")
    assert balance(ledger, "fiscal_special_account").closing == Decimal("90000.05")
    assert verify_balances(book=ledger.book) == []


def test_closing_goes_in_order_and_posting_into_closed_months_is_refused(ledger):
    cast, book = ledger.cast, ledger.book
    finance = cast.finance_city
    with pytest.raises(PeriodRefused):
        close_period(book=book, month=FEBRUARY, acting_user=finance, checked_by=cast.reviewer_city)
    for month in (JANUARY, FEBRUARY, MARCH):
        close_period(book=book, month=month, acting_user=finance, checked_by=cast.reviewer_city)
    commit_checks()
    assert book.periods.filter(state="open").get().month == dt.date(2020, 4, 1)
    with pytest.raises(PeriodNotOpen):
        ledger.post(day=dt.date(2020, 2, 1))
    again = {"book": book, "acting_user": finance, "checked_by": cast.approver_city}
    with pytest.raises(PeriodRefused):
        reopen_period(month=FEBRUARY, reason="漏记", **again)
    with pytest.raises(SamePerson):
        reopen_period(month=MARCH, reason="漏记", **(again | {"checked_by": finance}))
    with pytest.raises(PeriodRefused):
        reopen_period(month=MARCH, reason=" ", **again)
    reopened = reopen_period(month=MARCH, reason="漏记", **again)
    commit_checks()
    ledger.post(day=dt.date(2020, 3, 31))
    assert [change.act for change in reopened.changes.all()] == ["opened", "closed", "reopened"]


def test_accounts_belong_to_cities_and_counties_of_the_books_area(ledger):
    with pytest.raises(NoAccountHere):
        account_for(ledger.book, "expenditure_account", ledger.cast.elsewhere)
    keys = [AccountKey("deposit_withheld", ledger.cast.city, county) for county in (None, ledger.cast.east)]
    assert accounts_for(ledger.book, keys) == accounts_for(ledger.book, reversed(keys))


def test_books_open_once_for_cities_and_counties(ledger):
    finance = ledger.cast.finance_city
    same = {"insutype": "390", "unit": ledger.cast.city, "acting_user": finance}
    assert open_book(first=JANUARY, **same) == ledger.book
    with pytest.raises(BookRefused):
        open_book(first=FEBRUARY, **same)
    with pytest.raises(DutyMissing):
        open_book(insutype="390", unit=ledger.cast.east, first=JANUARY, acting_user=finance)


def test_a_county_sees_its_own_share_and_nobody_elses(ledger):
    for code in ("990101", "990102"):
        ledger.post(f"benefit_expense.{code}", key=code)
    with acting_as(ledger.cast.clerk_east):
        assert {leg.account for leg in Leg.objects.all()} == {ledger.accounts["benefit_expense.990101"]}
        assert [entry.key for entry in Entry.objects.all()] == ["990101"]
        assert AccountBalance.objects.count() == 1
        # The database agrees when the code forgets.
        assert Leg.unscoped.count() == 1
        assert AccountBalance.unscoped.count() == 1
    with acting_as(ledger.cast.finance_city):
        assert Leg.objects.count() == 4
        assert Entry.objects.count() == 2
    with acting_as(ledger.cast.clerk_elsewhere):
        assert not Leg.objects.exists()
        assert not Leg.unscoped.exists()
        assert not Entry.objects.exists()


def test_a_code_put_right_by_hand_survives_the_next_loading(ledger):
    Subject.objects.filter(role="treasury").update(code="1006", verified=True)
    assert load_chart() == 0
    assert Subject.objects.get(role="treasury").printed_code == "1006"
    assert Subject.objects.get(role="income_account").printed_code == "1002*"
