"""Months of a city's funds played with few bills: true to the fen, every planted fault named, closed months kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker

from config.demo.terminal import Progress
from config.demo.topics.stage import act
from config.demo.world import Scale
from config.demo.year import verify
from config.demo.year.attacks import attack_closed_months
from config.demo.year.clock import standing_on
from config.demo.year.play import Played, play_year
from config.scoping import acting_as, system_scope
from funds.models import (
    BookPeriod,
    CollectionDifference,
    CollectionSignOff,
    Entry,
    FundBudget,
    Payment,
    PeriodChange,
    SubsidyDunning,
    SubsidyReceipt,
    TreasuryTransfer,
)
from funds.services.accounts import AccountKey, accounts_for
from funds.services.close_period import PeriodRefused, reopen_period
from funds.services.closing.ask import agree, ask_to_reopen
from funds.services.post_entry import LegDraft, PeriodNotOpen, post_entry
from funds.services.reverse_entry import correct_entry, reverse_entry
from funds.services.subsidies.receive import check_receipt, enter_receipt
from institutions.models import Duty
from institutions.services.duties import DutyMissing, SamePerson
from tests.support.databases import cloned_database, connected_to, owner_settings

pytestmark = pytest.mark.slow
CITY = "330200"


class Year(NamedTuple):
    """A played stretch of months and the name of the database that holds it."""

    played: Played
    database: str

    def faults(self) -> list[str]:
        with translation.override("en"):
            return list(verify.faults(self.played.town, self.played.planned))


@contextmanager
def _played(template: str, folder: Path, months: range) -> Iterator[Year]:
    """In a database of its own, where commits are real; several tests read it, and none leaves a trace."""
    with override_settings(MEDIA_ROOT=folder), cloned_database(template) as name:
        progress = Progress(lambda _text: None)
        yield Year(play_year(CITY, months=months, scale=Scale().smaller(120, 150), progress=progress), name)


@pytest.fixture(scope="module")
def spring(
    template_database: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Year]:
    """January and February."""
    with (
        django_db_blocker.unblock(),
        _played(template_database, tmp_path_factory.mktemp("spring"), range(1, 3)) as year,
    ):
        yield year


# --- what comes out ---


@pytest.mark.duty("NB-15")
def test_two_months_come_out_to_the_fen(spring: Year) -> None:
    assert spring.played.faults == []
    assert spring.played.planned == {
        "late": 1, "returned": 1, "short": 1, "subsidy late": 1, "subsidy short": 1,
    }  # fmt: skip
    # Seven ways on each of two months of two books.
    assert spring.played.attacks == 28
    # The bank cannot make a payment in June, which is not played here; both schemes' January is opened again. Of what
    # was paid for each month and scheme one came back; January's, in February, were paid again in March.
    assert spring.played.seen == {
        "payment failed": 0, "month reopened": 2, "payment back": 4, "paid again in a later month": 2,
    }  # fmt: skip
    with system_scope():
        assert {one.state for one in CollectionDifference.objects.all()} == {"closed"}
        assert {one.payer_group for one in CollectionSignOff.objects.all()} == {"employer", "resident"}
        assert {one.insutype for one in TreasuryTransfer.objects.all()} == {"310", "390"}
        assert {one.state for one in FundBudget.objects.filter(kind="adjustment")} == {"approved"}
        paid = Payment.objects.filter(state="paid")
        assert {one.batch.insutype for one in paid.select_related("batch")} == {"310", "390"}
        assert PeriodChange.objects.filter(act=PeriodChange.Act.REOPENED).count() == 2
        assert Entry.objects.filter(kind=Entry.Kind.RECEIPT).exists()
        assert SubsidyDunning.objects.count() == 2
        assert {one.state for one in SubsidyReceipt.objects.all()} == {"booked"}


# --- faults that somebody with the owner's rights plants ---


@contextmanager
def _as_owner(year: Year) -> Iterator[None]:
    """The tables' owner with every guard of ours taken off; undone at the end."""
    own = {key: owner_settings()[key] for key in ("USER", "HOST")}
    with connected_to(year.database, **own), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _plant(*statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('tongchou.everything', 'on', false)")
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relhastriggers"
            " and relnamespace = 'public'::regnamespace and relname like 'funds%'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"alter table {table} disable trigger user")
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount, statement


# A paid payment once more, under another number.
DOUBLED_PAYMENT = """
    insert into funds_payment overriding system value
    select (jsonb_populate_record(one, jsonb_build_object('id', 900000, 'number', 'doubled'))).*
    from funds_payment one where state = 'paid' and statement_id is not null limit 1
"""
LATEST = "select max(id) from funds_entry where kind = 'payment'"

PLANTED = {
    "a payment doubled": (
        ["drop index payment_one_live_per_statement", DOUBLED_PAYMENT],
        ["was paid 2 times", "Expenditure account holds"],
    ),
    "a leg changed on both sides": (
        [
            f"update funds_leg set debit = debit + (debit > 0)::int, credit = credit + (credit > 0)::int"
            f" where entry_id = ({LATEST}) and n in ((select min(n) from funds_leg where entry_id = ({LATEST})"
            f" and debit > 0), (select min(n) from funds_leg where entry_id = ({LATEST}) and credit > 0))"
        ],
        ["is not what was posted", "running totals differ"],
    ),
    "a running total changed": (
        ["update funds_accountbalance set debit = debit + 1 where id = (select min(id) from funds_accountbalance)"],
        ["running totals differ", "debits and credits differ"],
    ),
    "a figure of a filed statement changed": (
        [
            "update funds_financialstatement set content = jsonb_set(content,"
            " '{sheets,0,rows,1,cells,0}', '123456789') where id = (select min(id) from funds_financialstatement)"
        ],
        ["the statements filed are not what the books say"],
    ),
    "a step undone": (
        [
            "update funds_roundstep set state = 'open', decided_by_id = null where id ="
            " (select min(id) from funds_roundstep where step = 'county_report')"
        ],
        ["is not done"],
    ),
    "a closed month opened": (
        ["update funds_bookperiod set state = 'open' where month = '2022-01-01'"],
        ["is not closed"],
    ),
    "a clearing not closed": (
        ["update funds_clearing set state = 'paid' where insutype = '310' and month = '2022-01-01'"],
        ["310 2022-01: the clearing is not closed"],
    ),
    "a subsidy that is not in the ledger": (
        ["update funds_subsidyreceipt set amount = amount - 1 where id = (select min(id) from funds_subsidyreceipt)"],
        ["in the ledger", "Fiscal special account holds", "is not paid: 0.01"],
    ),
    "a letter that nobody planned": (
        [
            "update funds_subsidydunning set due_on = due_on - 30 where id = (select max(id) from funds_subsidydunning)"
        ],
        ["subsidies short: 1 were planned, 0 are there"],
    ),
    "an appropriation that never came": (
        ["update funds_appropriation set amount = amount + 100 where id = (select min(id) from funds_appropriation)"],
        ["Fiscal special account holds", "Expenditure account holds"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED)
def test_whatever_is_planted_is_named(spring: Year, planted: str) -> None:
    statements, named = PLANTED[planted]
    with _as_owner(spring):
        _plant(*statements)
        found = "\n".join(spring.faults())
    for text in named:
        assert text in found


def _two_legs(year: Year, debit: str, credit: str, fen: int = 100) -> list[LegDraft]:
    town = year.played.town
    with system_scope():
        keys = [AccountKey(role, town.city) for role in (debit, credit)]
        found = accounts_for(town.books["310"], keys)
    return [LegDraft(found[keys[0]], debit=fen), LegDraft(found[keys[1]], credit=fen)]


def test_what_the_treasury_kept_is_named(spring: Year) -> None:
    """No damage: an entry that two people may well make, but no slip moved the money on."""
    town = spring.played.town
    with transaction.atomic():
        act(
            town.at(Duty.FINANCE), post_entry, book=town.books["310"], booked_on=dt.date(2022, 3, 2),
            kind=Entry.Kind.MANUAL, key="left", legs=_two_legs(spring, "treasury", "other_income"), summary="x",
            checked_by=town.at(Duty.REVIEW),
        )  # fmt: skip
        found = "\n".join(spring.faults())
        transaction.set_rollback(True)
    assert "The treasury still holds 1.00 of 310" in found


# --- closed months ---


def test_closed_months_take_nothing_and_one_person_opens_none(spring: Year) -> None:
    town = spring.played.town
    finance, reviewer, approver = (town.at(one) for one in (Duty.FINANCE, Duty.REVIEW, Duty.APPROVE))
    day, book = dt.date(2022, 1, 20), town.books["310"]
    legs = _two_legs(spring, "fiscal_special_account", "other_income")
    with system_scope():
        entry = Entry.objects.filter(book=book, kind=Entry.Kind.RECEIPT).order_by("pk")[0]
        january, february = BookPeriod.objects.filter(
            book=book, month__lte="2022-02-01"
        ).select_related("book__unit", "book__area").order_by("month")  # fmt: skip
    manual = {"book": book, "kind": Entry.Kind.MANUAL, "summary": "x", "checked_by": reviewer}
    again = {"entry": entry, "reason": "x", "checked_by": reviewer}

    def opened_by_one() -> None:
        with transaction.atomic():
            asked = act(finance, ask_to_reopen, period=february, reason="x")
            act(finance, agree, request=asked)

    def opened_without_approval() -> None:
        with transaction.atomic():
            asked = act(finance, ask_to_reopen, period=february, reason="x")
            act(reviewer, agree, request=asked)

    attacks: list[tuple[type[Exception], Callable[[], object]]] = [
        (PeriodNotOpen, lambda: act(finance, post_entry, booked_on=day, key="a", legs=legs, **manual)),
        (PeriodNotOpen, lambda: act(finance, reverse_entry, booked_on=day, **again)),
        (PeriodNotOpen, lambda: act(finance, correct_entry, booked_on=day, legs=legs, **again)),
        (SamePerson, opened_by_one),
        (DutyMissing, opened_without_approval),
        (PeriodRefused, lambda: act(finance, ask_to_reopen, period=february, reason=" ")),
        # A later month is closed.
        (PeriodRefused, lambda: act(finance, ask_to_reopen, period=january, reason="x")),
    ]
    attacks += [
        (SamePerson, lambda: _reopen(finance, finance)),
        (DutyMissing, lambda: _reopen(approver, finance)),
    ]

    def _reopen(acting: object, checking: object) -> None:
        with acting_as(finance):
            reopen_period(book=book, month=town.month(2), reason="x", acting_user=acting, checked_by=checking)

    for refused, attack in attacks:
        with pytest.raises(refused):
            attack()
    assert spring.faults() == []


KEPT = "permission denied|kept for good"


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        (
            "update funds_bookperiod set state = 'open', change_count = change_count + 1"
            " where month = '2022-02-01'",
            "changed without a trace",
        ),
        ("delete from funds_bookperiod where month = '2022-01-01'", KEPT),
        ("update funds_leg set debit = debit + 1 where debit > 0 and booked_on < '2022-02-01'", KEPT),
        ("delete from funds_leg where booked_on < '2022-02-01'", KEPT),
        ("update funds_entry set booked_on = '2022-03-01' where booked_on < '2022-02-01'", KEPT),
        ("update funds_financialstatement set version = 9", KEPT),
        (
            "insert into funds_entry (book_id, period_id, number, booked_on, kind, key, payload_hash, memorandum,"
            " leg_count, summary, source_type, made_by_id, created_at) select book_id, period_id, 9999, booked_on,"
            " kind, 'attack', payload_hash, memorandum, leg_count, '', '', made_by_id, now() from funds_entry"
            " where booked_on < '2022-02-01' and kind = 'receipt' limit 1",
            "its month is closed or missing",
        ),
    ],
)
def test_the_database_keeps_closed_months_from_the_application(
    spring: Year, statement: str, refusal: str
) -> None:
    """As the role the pages and workers have, past every service."""
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic():
        _as_the_application(statement)
    assert spring.faults() == []


def _as_the_application(statement: str) -> None:
    """To what would be its commit."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('tongchou.everything', 'on', true)")
        cursor.execute(statement)
        cursor.execute("set constraints all immediate")


def test_an_attack_that_comes_through_is_told(spring: Year) -> None:
    """With the database's guards off, the services' refusals are left."""
    with _as_owner(spring), translation.override("en"):
        _plant()
        attacked = attack_closed_months(spring.played.town)
    assert attacked.refused == 12
    assert len(attacked.faults) == 16
    assert {text.rsplit(": ", 1)[1] for text in attacked.faults} == {
        "its legs changed", "an entry moved", "an entry added", "opened without a trace",
    }  # fmt: skip
    assert spring.faults() == []


def test_money_of_a_closed_month_is_booked_in_the_open_one(spring: Year) -> None:
    """A voucher that comes to hand late: the subsidy counts from its day, the books take it where they are open."""
    town = spring.played.town
    with transaction.atomic(), standing_on(dt.date(2022, 3, 28)):
        receipt = act(
            town.at(Duty.FINANCE), enter_receipt, county=town.counties[0], insutype="390", year=2022, quarter=2,
            payer="county", amount=1, received_on=dt.date(2022, 1, 20), voucher_no="late",
        )  # fmt: skip
        entry = act(town.at(Duty.REVIEW), check_receipt, receipt=receipt)
        transaction.set_rollback(True)
    assert entry.booked_on == dt.date(2022, 3, 1)


# --- the end of the year ---


@pytest.fixture(scope="module")
def winter(
    template_database: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Year]:
    """November and December, and what follows in January and February."""
    with (
        django_db_blocker.unblock(),
        _played(template_database, tmp_path_factory.mktemp("winter"), range(11, 13)) as year,
    ):
        yield year


def test_the_year_ends_carried_stated_and_accounted_for(winter: Year) -> None:
    assert winter.played.faults == []
    with system_scope():
        closings = Entry.objects.filter(kind=Entry.Kind.CLOSING)
        # The employees' December was opened again for a voucher: what it brought was carried by an entry of its own.
        assert [one.book.insutype for one in closings.order_by("book__insutype", "pk")] == [
            "310",
            "310",
            "390",
        ]
        assert {one.booked_on for one in closings} == {dt.date(2022, 12, 31)}
        papers = FundBudget.objects.filter(state="approved").order_by("insutype", "kind", "year")
        assert [(one.insutype, one.kind, one.year) for one in papers] == [
            (scheme, kind, year)
            for scheme in ("310", "390")
            for kind, year in (("accounts", 2022), ("adjustment", 2022), ("budget", 2022), ("budget", 2023))
        ]


PLANTED_AT_THE_END = {
    "an income left": (
        [
            "update funds_leg set debit = debit - 1 where id = (select max(leg.id) from funds_leg leg"
            " join funds_entry entry on entry.id = leg.entry_id where entry.kind = 'closing' and leg.debit > 1)"
        ],
        ["is not at zero after the year's end: -0.01", "is not what was posted"],
    ),
    "the wrong sum carried": (
        [
            "update funds_leg set credit = credit + 1 where id = (select max(leg.id) from funds_leg leg"
            " join funds_entry entry on entry.id = leg.entry_id where entry.kind = 'closing' and leg.credit > 1"
            " and leg.account_id in (select account.id from funds_account account join funds_subject subject"
            " on subject.id = account.subject_id where subject.klass = 'net'))"
        ],
        ["were carried to net assets"],
    ),
    "the year's statements not filed": (
        ["delete from funds_financialstatement where yearly and insutype = '310'"],
        ["310 2022: no statements are filed"],
    ),
    "final accounts beside the ledger": (
        [
            "update funds_fundbudgetline set amount = amount + 1 where id = (select max(line.id)"
            " from funds_fundbudgetline line join funds_fundbudget paper on paper.id = line.budget_id"
            " where paper.kind = 'accounts')"
        ],
        ["390 2022: the final accounts are not what the ledger says"],
    ),
    "no budget for the year after": (
        [
            "update funds_fundbudget set state = 'review', document_number = '', document_date = null"
            " where year = 2023 and insutype = '310'"
        ],
        ["310 2023: no approved"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED_AT_THE_END)
def test_a_year_that_did_not_end_is_named(winter: Year, planted: str) -> None:
    statements, named = PLANTED_AT_THE_END[planted]
    with _as_owner(winter):
        _plant(*statements)
        found = "\n".join(winter.faults())
    for text in named:
        assert text in found
