"""Two people at once: postings to the same accounts, a posting against a close."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from config.scoping import system_scope
from funds.models import Account, AccountBalance, BookPeriod, Entry
from funds.reads.balances import verify_balances
from funds.services.accounts import account_for
from funds.services.post_entry import PeriodNotOpen
from tests.funds.ledger.conftest import JANUARY
from tests.support.databases import wait_until_blocked


def in_thread(act):
    """Run ``act`` in a scope on a connection of its own, closed afterwards."""
    try:
        with system_scope():
            return act()
    except PeriodNotOpen as refused:
        return refused
    finally:
        connection.close()


def test_postings_to_the_same_accounts_queue_up_and_all_count(committed_ledger):
    def post_ten(worker):
        for n in range(10):
            # Months in different order, which would deadlock without one order of locks.
            month = 1 + (n + worker) % 3
            in_thread(
                lambda n=n, month=month: committed_ledger.post(
                    key=f"{worker}-{n}", day=dt.date(2020, month, 1)
                )
            )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(post_ten, range(4)))
    with system_scope():
        assert Entry.objects.count() == 40
        assert verify_balances(book=committed_ledger.book) == []
        for period in BookPeriod.objects.all():
            assert sorted(period.entries.values_list("number", flat=True)) == list(
                range(1, period.last_number + 1)
            )


def test_the_same_act_twice_at_once_is_posted_once(committed_ledger):
    with ThreadPoolExecutor(4) as pool:
        entries = list(pool.map(lambda _n: in_thread(committed_ledger.post), range(4)))
    assert len({entry.pk for entry in entries}) == 1
    with system_scope():
        assert AccountBalance.objects.get(account=committed_ledger.accounts["benefit_expense"]).debit == 1


def test_a_close_waits_for_a_posting_under_way_and_counts_it(committed_ledger, as_owner):
    def close():
        return committed_ledger.close(JANUARY)

    with ThreadPoolExecutor(1) as pool, as_owner() as link:
        with system_scope():
            committed_ledger.post()
            closing = pool.submit(in_thread, close)
            wait_until_blocked(link)
        assert closing.result().state == "closed"
    with system_scope():
        assert Entry.objects.count() == 1


def test_a_posting_waits_for_a_close_under_way_and_is_refused(committed_ledger, as_owner):
    with ThreadPoolExecutor(1) as pool, as_owner() as link:
        with system_scope():
            committed_ledger.close(JANUARY)
            posting = pool.submit(in_thread, committed_ledger.post)
            wait_until_blocked(link)
        assert isinstance(posting.result(), PeriodNotOpen)


def test_a_raw_insert_cannot_slip_past_a_close_either(committed_ledger, as_owner):
    """Without the service's lock of the book the trigger's own lock of the month decides."""
    from tests.funds.ledger.test_attacks import insert_entry, insert_leg, link_as

    accounts = committed_ledger.accounts

    header = insert_entry(committed_ledger)

    def insert():
        with link_as("app") as link:
            link.execute(*header)
            link.execute(*insert_leg(accounts["benefit_expense"], 1, debit=5))
            link.execute(*insert_leg(accounts["expenditure_account"], 2, credit=5))

    with ThreadPoolExecutor(1) as pool, as_owner() as link:
        with system_scope():
            committed_ledger.close(JANUARY)
            inserting = pool.submit(insert)
            wait_until_blocked(link)
        assert "closed or missing" in str(inserting.exception())


def test_an_account_first_needed_by_many_at_once_is_made_once(committed_ledger):
    city = committed_ledger.cast.city

    def need():
        return account_for(committed_ledger.book, "interest_income", city)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _n: in_thread(need), range(4)))
    assert len({account.pk for account in found}) == 1
    with system_scope():
        assert Account.objects.filter(subject__role="interest_income").count() == 1
