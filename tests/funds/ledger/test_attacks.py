"""What others' ledgers let in. Each is tried in raw SQL by the application role and by the tables' owner."""

import contextlib
import datetime as dt

import psycopg
import pytest
from django.conf import settings
from psycopg import errors

from config.scoping import system_scope
from funds.models import AccountBalance, BookPeriod, Entry, Leg, PeriodChange
from tests.funds.ledger.conftest import FEBRUARY, JANUARY

REFUSED_CHANGE = (errors.InsufficientPrivilege, errors.RestrictViolation)


@contextlib.contextmanager
def link_as(role):
    """A committing connection to the test's database as either role, seeing everything."""
    from config.embedded import postgres

    known = settings.DATABASES["default"]
    user = known["USER"] if role == "app" else postgres.OWNER_ROLE
    with psycopg.connect(host=known["HOST"], user=user, dbname=known["NAME"]) as link:
        link.execute("select set_config('tongchou.everything', 'on', false)")
        yield link


@pytest.fixture(params=["app", "owner"])
def attack(request, committed_ledger):
    """Run SQL statements in one transaction to its commit, as each role in turn."""

    def run(*statements):
        with link_as(request.param) as link:
            for statement, parameters in statements:
                link.execute(statement, parameters)

    return run


@pytest.fixture
def entry(committed_ledger):
    with system_scope():
        return committed_ledger.post()


def insert_entry(ledger, *, leg_count=2, day=dt.date(2020, 1, 15), number=77, memorandum=False, period=None):
    period = period or BookPeriod.objects.get(book=ledger.book, month=day.replace(day=1)).pk
    return (
        "insert into funds_entry (id, book_id, period_id, number, booked_on, kind, key, payload_hash,"
        " memorandum, leg_count, summary, source_type, made_by_id, created_at)"
        " values (9000, %s, %s, %s, %s, 'payment', 'attack', '', %s, %s, 'attack', '', %s, now())",
        [ledger.book.pk, period, number, day, memorandum, leg_count, ledger.cast.finance_city.pk],
    )


def insert_leg(account, n, *, debit=0, credit=0, entry=9000, day=dt.date(2020, 1, 15), **changes):
    values = {
        "entry_id": entry,
        "n": n,
        "leg_count": 2,
        "book_id": account.book_id,
        "memorandum": account.memorandum,
        "booked_on": day,
        "account_id": account.pk,
        "debit": debit,
        "credit": credit,
        "note": "",
    } | changes
    columns = ", ".join(values)
    return f"insert into funds_leg ({columns}) values ({', '.join(['%s'] * len(values))})", list(
        values.values()
    )


def unchanged(entry):
    with system_scope():
        legs = list(Leg.objects.filter(entry=entry).order_by("n").values_list("debit", "credit"))
        return Entry.objects.filter(pk=entry.pk).exists() and legs == [(1, 0), (0, 1)]


def test_a_sound_entry_passes_where_the_attacks_below_fail(attack, committed_ledger):
    accounts = committed_ledger.accounts
    attack(
        insert_entry(committed_ledger),
        insert_leg(accounts["benefit_expense"], 1, debit=5),
        insert_leg(accounts["expenditure_account"], 2, credit=5),
    )
    with system_scope():
        assert Leg.objects.filter(entry=9000).count() == 2


def test_an_unbalanced_entry_is_refused_at_commit(attack, committed_ledger):
    accounts = committed_ledger.accounts
    with pytest.raises(errors.CheckViolation, match="debits exceed credits by 1 fen"):
        attack(
            insert_entry(committed_ledger),
            insert_leg(accounts["benefit_expense"], 1, debit=6),
            insert_leg(accounts["expenditure_account"], 2, credit=5),
        )


def test_an_entry_without_legs_is_refused(attack, committed_ledger):
    with pytest.raises(errors.CheckViolation, match="0 legs of 2"):
        attack(insert_entry(committed_ledger))
    with pytest.raises(errors.CheckViolation, match="entry_two_legs_at_least"):
        attack(insert_entry(committed_ledger, leg_count=0))


def test_an_entry_lacking_one_of_its_legs_is_refused(attack, committed_ledger):
    with pytest.raises(errors.CheckViolation, match="1 legs of 2"):
        attack(
            insert_entry(committed_ledger),
            insert_leg(committed_ledger.accounts["benefit_expense"], 1, debit=5),
        )


def test_backdating_into_a_closed_month_is_refused(attack, committed_ledger):
    with system_scope():
        committed_ledger.close(JANUARY)
        february = BookPeriod.objects.get(book=committed_ledger.book, month=FEBRUARY.first).pk
    with pytest.raises(errors.CheckViolation, match="closed or missing"):
        attack(insert_entry(committed_ledger))
    with pytest.raises(errors.CheckViolation, match="outside its month"):
        attack(insert_entry(committed_ledger, period=february))
    with pytest.raises(errors.CheckViolation, match="closed or missing"):
        attack(insert_entry(committed_ledger, period=999_999))


def test_doubling_both_legs_afterwards_is_refused(attack, entry):
    with pytest.raises(REFUSED_CHANGE):
        attack(
            ("update funds_leg set debit = 2 * debit, credit = 2 * credit where entry_id = %s", [entry.pk])
        )
    assert unchanged(entry)


def test_deleting_all_legs_or_the_entry_is_refused(attack, entry):
    for table, column in (("funds_leg", "entry_id"), ("funds_entry", "id")):
        with pytest.raises(REFUSED_CHANGE):
            attack((f"delete from {table} where {column} = %s", [entry.pk]))
    assert unchanged(entry)


def test_truncate_is_refused_also_by_way_of_another_table(attack, entry):
    for statement in (
        "truncate funds_leg cascade",
        "truncate funds_entry cascade",
        "truncate funds_account cascade",
        "truncate funds_bookperiod cascade",
        "truncate institutions_agency cascade",
    ):
        with pytest.raises(REFUSED_CHANGE):
            attack((statement, []))
    assert unchanged(entry)


def test_updating_an_entry_is_refused(attack, entry):
    for change in ("booked_on = booked_on - 1", "summary = 'x'", "leg_count = 3", "number = 5"):
        with pytest.raises(REFUSED_CHANGE):
            attack((f"update funds_entry set {change}", []))
    assert unchanged(entry)


def test_a_late_leg_is_refused(attack, entry, committed_ledger):
    account = committed_ledger.accounts["benefit_expense"]
    with pytest.raises(errors.UniqueViolation):
        attack(insert_leg(account, 2, debit=5, entry=entry.pk))
    with pytest.raises(errors.CheckViolation, match="leg_within_count"):
        attack(insert_leg(account, 3, debit=5, entry=entry.pk))
    with pytest.raises(errors.ForeignKeyViolation):
        attack(insert_leg(account, 3, debit=5, entry=entry.pk, leg_count=4))
    assert unchanged(entry)


def test_a_leg_takes_one_side_and_never_a_negative_amount(attack, committed_ledger):
    accounts = committed_ledger.accounts
    for amounts in ({"debit": -5}, {"debit": 0}, {"debit": 5, "credit": 5}):
        with pytest.raises(errors.CheckViolation, match="leg_one_side"):
            attack(insert_entry(committed_ledger), insert_leg(accounts["benefit_expense"], 1, **amounts))


def test_legs_of_another_book_are_refused(attack, committed_ledger):
    from funds.services.accounts import account_for
    from funds.services.open_book import open_book

    cast = committed_ledger.cast
    with system_scope():
        other = open_book(insutype="310", unit=cast.city, first=JANUARY, acting_user=cast.finance_city)
        foreign = account_for(other, "expenditure_account", cast.city)
    for changes in ({}, {"book_id": committed_ledger.book.pk}):
        with pytest.raises(errors.ForeignKeyViolation):
            attack(insert_entry(committed_ledger), insert_leg(foreign, 1, credit=5, **changes))


def test_mixing_real_and_memorandum_accounts_is_refused(attack, committed_ledger):
    memo = committed_ledger.accounts["memo_obligation"]
    for changes in ({}, {"memorandum": False}):
        with pytest.raises(errors.ForeignKeyViolation):
            attack(insert_entry(committed_ledger), insert_leg(memo, 1, credit=5, **changes))


def test_an_account_cannot_be_moved_under_its_legs(attack, entry):
    for change in ("agency_id = agency_id + 1", "memorandum = true", "county_id = agency_id"):
        with pytest.raises(REFUSED_CHANGE):
            attack((f"update funds_account set {change}", []))
    with pytest.raises((errors.ForeignKeyViolation, errors.CheckViolation)):
        attack(
            ("update funds_subject set klass = 'memo', memorandum = true where role = 'benefit_expense'", [])
        )


def test_a_month_is_not_reopened_silently(attack, committed_ledger):
    cast = committed_ledger.cast
    with system_scope():
        committed_ledger.close(JANUARY)
    january = BookPeriod.objects.get(book=committed_ledger.book, month=JANUARY.first)
    reopen = "update funds_bookperiod set state = 'open', change_count = 3 where id = %s"
    with pytest.raises(errors.CheckViolation, match="without a trace"):
        attack((reopen, [january.pk]))
    with pytest.raises(errors.RestrictViolation):
        attack(("update funds_bookperiod set state = 'open' where id = %s", [january.pk]))
    with pytest.raises(errors.RestrictViolation):
        attack(("update funds_bookperiod set month = '2019-01-01' where id = %s", [january.pk]))
    trace = (
        "insert into funds_periodchange (period_id, n, act, at, made_by_id, checked_by_id, reason)"
        " values (%s, 3, 'reopened', now(), %s, %s, 'because')"
    )
    for checker in (None, cast.finance_city.pk):
        with pytest.raises(errors.CheckViolation):
            attack((reopen, [january.pk]), (trace, [january.pk, cast.finance_city.pk, checker]))
    with pytest.raises(REFUSED_CHANGE):
        attack(("delete from funds_periodchange", []))
    assert PeriodChange.objects.filter(period=january).count() == 2


def test_a_reversal_mirrors_what_it_reverses(attack, entry, committed_ledger):
    accounts = committed_ledger.accounts
    statement, parameters = insert_entry(committed_ledger)
    columns, values = statement.split(" values ")
    reversal = (
        columns.replace("(id,", "(reverses_id, checked_by_id, id,")
        + " values "
        + values.replace("(9000", f"({entry.pk}, {committed_ledger.cast.reviewer_city.pk}, 9000").replace(
            "'payment'", "'reversal'"
        )
    )
    with pytest.raises(errors.CheckViolation, match="not the mirror"):
        attack(
            (reversal, parameters),
            insert_leg(accounts["expenditure_account"], 1, debit=99),
            insert_leg(accounts["benefit_expense"], 2, credit=99),
        )


def test_the_application_role_cannot_lift_the_guards(committed_ledger, entry):
    with link_as("app") as link:
        for statement in (
            "alter table funds_leg disable trigger all",
            "set session_replication_role = replica",
            "drop trigger complete on funds_entry",
            "alter table funds_leg disable row level security",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                link.execute(statement)
            link.rollback()


def test_a_hidden_change_of_a_running_total_stops_the_close(attack, committed_ledger, entry):
    from funds.reads.balances import verify_balances
    from funds.services.close_period import PeriodRefused
    from funds.services.rebuild_balances import rebuild_balances

    attack(("update funds_accountbalance set debit = debit + 1", []))
    finance = committed_ledger.cast.finance_city
    with system_scope():
        with pytest.raises(PeriodRefused):
            committed_ledger.close(JANUARY)
        assert len(rebuild_balances(book=committed_ledger.book, acting_user=finance)) == 2
        assert verify_balances(book=committed_ledger.book) == []
        assert AccountBalance.objects.count() == 2
