"""Whatever is posted in whatever order: totals, trial balances and statements agree with the legs."""

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.money import to_fen
from config.periods import Month, Period
from config.scoping import acting_as, scope_of, scoped
from funds.models import Leg
from funds.reads.account_statement import Position, account_statement
from funds.reads.balances import verify_balances
from funds.reads.trial_balance import trial_balance
from funds.services.post_entry import EntryDraft, LegDraft, post_entries

ROLES = ("expenditure_account", "fiscal_special_account", "fiscal_subsidy_income", "benefit_expense")
MEMO = ("memo_obligation", "memo_obligation_contra")

posting = st.tuples(
    st.sampled_from([(a, b) for a in ROLES for b in ROLES] + [MEMO, MEMO[::-1]]),
    st.integers(1, 10**14),
    st.dates(dt.date(2020, 1, 1), dt.date(2020, 3, 31)),
)
batches = st.lists(st.lists(posting, min_size=1, max_size=5), max_size=6)


class _RollBack(Exception):
    pass


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches)
def test_totals_equal_the_sums_of_legs_for_any_postings(ledger, batches):
    try:
        with transaction.atomic():
            post_all(ledger, batches)
            assert verify_balances(book=ledger.book) == []
            for month in (1, 2, 3):
                agree_with_legs(ledger, Month(2020, month))
            for account in ledger.accounts.values():
                walk(account)
            raise _RollBack
    except _RollBack:
        pass


def post_all(ledger, batches):
    for number, batch in enumerate(batches):
        drafts = [
            EntryDraft(
                book=ledger.book,
                booked_on=day,
                kind="transfer",
                key=f"{number}-{place}",
                legs=ledger.legs(debit, credit, fen),
                summary="随机",
            )
            for place, ((debit, credit), fen, day) in enumerate(batch)
        ]
        post_entries(drafts, acting_user=ledger.cast.finance_city)


def agree_with_legs(ledger, month):
    trial = trial_balance(books=[ledger.book], month=month, by_account=True)
    assert trial.complete
    assert trial.balanced
    closing, moved = Counter(), Counter()
    for leg in Leg.objects.filter(booked_on__lt=month.next_first).select_related("account__subject"):
        code = leg.account.subject.printed_code
        closing[code] += to_fen(leg.debit) - to_fen(leg.credit)
        if leg.booked_on >= month.first:
            moved[code] += to_fen(leg.debit)
    assert {line.code: line.closing for line in trial.lines} == closing
    assert Counter({line.code: line.debit for line in trial.lines if line.debit}) == moved


def walk(account):
    """Two rows to a page, the pages join without gap or overlap."""
    rows, after = [], None
    while True:
        page = account_statement(account=account, period=Period(dt.date(2020, 1, 1)), after=after, limit=2)
        assert page.opening == (rows[-1].balance if rows else 0)
        rows += page.rows
        after = page.after and Position.parse(str(page.after))
        if after is None:
            break
    assert [row.leg for row in rows] == list(Leg.objects.filter(account=account).order_by("booked_on", "id"))
    assert page.closing == sum((row.leg.debit - row.leg.credit for row in rows), Decimal(0))


def test_a_statement_starts_from_the_balance_before_its_period(ledger):
    for day in (1, 15, 20):
        ledger.post(key=f"j{day}", fen=100, day=dt.date(2020, 1, day))
    ledger.post(key="f", fen=10, day=dt.date(2020, 2, 2))
    account = ledger.accounts["benefit_expense"]
    later = account_statement(account=account, period=Period(dt.date(2020, 1, 16), dt.date(2020, 2, 1)))
    assert (later.opening, later.closing, len(later.rows)) == (2, 3, 1)
    assert account_statement(account=account, period=Period(dt.date(2020, 3, 1))).opening == Decimal("3.10")
    with pytest.raises(ValueError, match="time data"):
        Position.parse("nonsense")


def test_a_month_without_movement_shows_what_the_months_before_left(ledger):
    ledger.post(fen=500)
    (line,) = (
        line
        for line in trial_balance(books=[ledger.book], month=Month(2020, 3)).lines
        if line.klass == "expense"
    )
    assert (line.opening, line.debit, line.credit, line.closing) == (500, 0, 0, 500)
    assert trial_balance(books=[ledger.book], month=Month(2019, 12)).lines == ()


def test_a_county_gets_its_part_of_the_trial_balance_marked_as_such(ledger):
    ledger.post("benefit_expense.990101")
    with acting_as(ledger.cast.clerk_east):
        trial = trial_balance(books=[ledger.book], month=Month(2020, 1))
    assert [line.debit for line in trial.lines] == [100]
    assert not trial.complete
    with scoped(scope_of(ledger.cast.finance_city)):
        assert trial_balance(books=[ledger.book], month=Month(2020, 1)).complete


def test_a_large_entry_is_posted_whole(ledger):
    legs = [LegDraft(ledger.accounts["benefit_expense"], debit=1) for _ in range(4000)]
    entry = ledger.post(legs=[*legs, LegDraft(ledger.accounts["expenditure_account"], credit=4000)])
    assert entry.leg_count == Leg.objects.count() == 4001
