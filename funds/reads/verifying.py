"""The books verified: running totals, entries, their numbers, statements of institutions, filed copies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.periods import Month
from config.verifying import Difference, verification
from funds.models import Account, Book, BookPeriod, Clearing, FinancialStatement, PeriodChange
from funds.reads.altered_entries import altered_entries
from funds.reads.balances import verify_balances
from funds.reads.financial_statements import Asked, FinancialStatements, frozen
from funds.rules.clearing_postings import MEMO_OWED
from funds.rules.payback_postings import HELD
from funds.rules.statements import ACCOUNT


@verification("balances", title=gettext_lazy("Running totals of accounts from their legs"))
def balances() -> Iterator[Difference]:
    """Repair: ``rebuild_balances``, once it is known why."""
    for book in _books():
        differing = verify_balances(book=book)
        labels = dict(_labels(Account.unscoped.filter(pk__in={one.account_id for one in differing})))
        for one in differing:
            yield Difference(
                f"funds_accountbalance · {book} · {labels[one.account_id]} · {Month.of(one.month)}",
                _("stored (opening, debit, credit, carried, in fen): %(stored)s; of the legs: %(derived)s")
                % {"stored": one.stored, "derived": one.derived},
            )


@verification("entries", title=gettext_lazy("Entries from their legs: balance and payload hash"))
def entries() -> Iterator[Difference]:
    for book in _books():
        for entry in altered_entries(book):
            yield Difference(
                f"funds_entry {entry.pk} · {book} · {entry.voucher}", _("is not what was posted")
            )
    with connection.cursor() as cursor:
        cursor.execute(
            "select entry_id, sum(debit) - sum(credit), count(*) - min(leg_count) from funds_leg group by 1"
            " having sum(debit) <> sum(credit) or count(*) <> min(leg_count) order by 1"
        )
        for entry, out, legs in cursor:
            yield Difference(
                f"funds_entry {entry}",
                _("debit less credit is %(out)s fen, legs too many or missing: %(legs)s")
                % {"out": out, "legs": legs},
            )
        # Before anything is added up the other way round: legs of entries that are gone stand under "references".
        cursor.execute(
            "select id from funds_entry e where not exists (select from funds_leg where entry_id = e.id) order by 1"
        )
        for (entry,) in cursor:
            yield Difference(f"funds_entry {entry}", _("has no legs"))


@verification("numbers", title=gettext_lazy("Entries numbered without gaps"))
def numbers() -> Iterator[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select period_id, count(*), min(number), max(number) from funds_entry group by 1"
            " having count(*) <> max(number) or min(number) <> 1 order by 1"
        )
        gaps = cursor.fetchall()
    periods = BookPeriod.objects.select_related("book__unit", "book__area").in_bulk([row[0] for row in gaps])
    for period, count, first, last in gaps:
        yield Difference(
            f"funds_entry · {periods.get(period, period)}",
            _("%(count)s entries are numbered %(first)s to %(last)s")
            % {"count": count, "first": first, "last": last},
        )


# Each column of a statement is the sum of its lines; personal accounts stand apart.
_COLUMNS = {
    "fund_appy_sum": f"sum(approved) filter (where fund_part <> '{ACCOUNT}')",
    "acct_pay": f"sum(approved) filter (where fund_part = '{ACCOUNT}')",
    "by_method": "sum(by_method)",
    "brought_forward": "sum(brought)",
    "det_returned": "sum(returned)",
    "det_sumamt": "sum(deducted)",
    "dpst_sumamt": "sum(deposit)",
    "year_end": "sum(year_end)",
    "dpst_released": "sum(released)",
    "carried_forward": "sum(carried)",
    "act_dfr_amt": "sum(payable)",
}
_STATEMENTS = f"""
    select s.id, {", ".join(f"s.{name}, coalesce(l.{name}, 0)" for name in _COLUMNS)}
    from funds_statement s left join (
        select statement_id, {", ".join(f"{text} as {name}" for name, text in _COLUMNS.items())}
        from funds_statementline group by 1
    ) l on l.statement_id = s.id order by 1
"""  # noqa: S608 - our own names
# What a unit owes institutions, as its obligations were posted; the key says clearing and unit.
_OBLIGATIONS = """
    select c.id, unit.id, coalesce(sum(line.payable), 0)
    from funds_clearing c join funds_statement s on s.clearing_id = c.id
    join institutions_agency unit on unit.id = s.payer_id
    join funds_statementline line on line.statement_id = s.id
    where c.state in ('posted', 'paid', 'closed') group by 1, 2 order by 1, 2
"""


# Between agencies of the fund nothing is held for anybody: the transfer is taken back.
_HELD = f"""
    select payer_id, insutype, sum(owed), sum(booked) from (
        select p.payer_id, b.insutype,
            case when p.state = 'returned' then p.amount else 0 end
                - case when p.settles_return and p.state in ('paid', 'returned') then p.amount else 0 end as owed,
            0 as booked
        from funds_payment p join funds_paymentbatch b on b.id = p.batch_id
        where p.net_position_id is null and (p.state = 'returned' or p.settles_return)
        union all
        select p.payer_id, b.insutype, -p.amount, 0
        from funds_unclaimedreturn given_up join funds_payment p on p.id = given_up.payment_id
        join funds_paymentbatch b on b.id = p.batch_id
        where given_up.approved_by_id is not null
        union all
        select p.payer_id, b.insutype, 0, leg.credit - leg.debit
        from funds_leg leg join funds_account account on account.id = leg.account_id
        join funds_subject subject on subject.id = account.subject_id and subject.role = '{HELD}'
        join funds_entry entry on entry.id = leg.entry_id and entry.source_type = 'funds.payment'
        join funds_payment p on p.id = entry.source_id join funds_paymentbatch b on b.id = p.batch_id
    ) sides group by 1, 2 having sum(owed) <> sum(booked) order by 1, 2
"""  # noqa: S608 - our own names
_AGAIN = """
    select p.number, o.number from funds_payment p join funds_payment o on o.id = p.reissues_id
    where o.state not in ('failed', 'returned') or o.amount <> p.amount or o.payer_id <> p.payer_id
        or p.settles_return <> (o.state = 'returned' or o.settles_return)
    order by 1
"""


@verification("statements", title=gettext_lazy("Statements of institutions, their lines and the ledger"))
def statements() -> Iterator[Difference]:
    """Statements are what their lines add up to; what was posted as owed is what they come to."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENTS)
        for pk, *figures in cursor:
            pairs = zip(_COLUMNS, figures[::2], figures[1::2], strict=True)
            for name, stated, lines in pairs:
                if stated != lines:
                    yield Difference(
                        f"funds_statement {pk} · {name}",
                        _("%(stated)s fen are stated, the lines come to %(lines)s")
                        % {"stated": stated, "lines": lines},
                    )
        cursor.execute(_OBLIGATIONS)
        owed = cursor.fetchall()
    clearings = Clearing.unscoped.select_related("area").in_bulk({row[0] for row in owed})
    for clearing_id, unit, payable in owed:
        clearing = clearings[clearing_id]
        posted = _posted(clearing, unit)
        if posted != payable:
            yield Difference(
                f"funds_clearing {clearing} · institutions_agency {unit}",
                _("statements come to %(payable)s fen, posted as owed are %(posted)s")
                % {"payable": payable, "posted": posted},
            )


def _posted(clearing: Clearing, unit: int) -> int:
    """Fen credited to what ``unit`` owes institutions by the clearing's own entries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(sum(leg.credit - leg.debit), 0) from funds_entry entry"
            " join funds_leg leg on leg.entry_id = entry.id join funds_account account on account.id = leg.account_id"
            " join funds_subject subject on subject.id = account.subject_id"
            " join institutions_agency unit on unit.id = account.agency_id"
            " where subject.role = %(role)s and account.agency_id = %(unit)s and entry.key ="
            " 'clearing:' || %(area)s || ':' || %(month)s || ':' || %(insutype)s || ':' || unit.code || ':obligation'",
            {
                "role": MEMO_OWED, "unit": unit, "area": clearing.area.code, "month": str(Month.of(clearing.month)),
                "insutype": clearing.insutype,
            },
        )  # fmt: skip
        return int(cursor.fetchone()[0])


@verification("sent-back", title=gettext_lazy("Money held for payees from payments sent back"))
def held_for_payees() -> Iterator[Difference]:
    """What payments booked on the account is what came back less what was paid again."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD)
        for payer, insutype, owed, booked in cursor:
            yield Difference(
                f"funds_payment · institutions_agency {payer} · {insutype}",
                _("payments sent back and not paid again come to %(owed)s fen, booked are %(booked)s")
                % {"owed": owed, "booked": booked},
            )
        cursor.execute(_AGAIN)
        for number, before in cursor:
            yield Difference(
                f"funds_payment {number}",
                _("is not what %(before)s was issued again for") % {"before": before},
            )


@verification("filed", title=gettext_lazy("Filed copies of financial statements"))
def filed() -> Iterator[Difference]:
    """Copies are whole; the last one of a closed stretch says what the books say today."""
    copies = FinancialStatement.unscoped.select_related("area", "unit").order_by("pk")
    latest: dict[tuple[Any, ...], FinancialStatement] = {}
    for one in copies.iterator(chunk_size=100):
        if not one.intact:
            yield Difference(
                f"funds_financialstatement {one.pk} · {one}", _("the copy is not what was filed")
            )
            continue
        of = (one.area_id, one.insutype, one.unit_id, one.month, one.yearly)
        if of not in latest or latest[of].version < one.version:
            latest[of] = one
    for one in latest.values():
        asked = Asked(one.area, one.insutype, one.unit, Month.of(one.month), one.yearly)
        now = FinancialStatements(asked)
        if _restated(one, now) or figures_of(one.content) == figures_of(frozen(now)):
            continue
        yield Difference(
            f"funds_financialstatement {one.pk} · {one}", _("the copy is not what the books say")
        )


def _restated(copy: FinancialStatement, now: FinancialStatements) -> bool:
    """Was a month of it, or one before, opened again since? The copy then tells what was."""
    since = PeriodChange.objects.filter(
        period__book__in=now.books, period__month__lte=copy.month, at__gt=copy.filed_at
    )
    return bool(now.open_months) or since.filter(act=PeriodChange.Act.REOPENED).exists()


def figures_of(content: Any) -> list[Any]:
    """The amounts of a copy, without the words."""
    return [[(row["id"], row["cells"]) for row in sheet["rows"]] for sheet in content["sheets"]]


def _books() -> list[Book]:
    return list(Book.unscoped.select_related("area", "unit").order_by("pk"))


def _labels(accounts: Any) -> Iterator[tuple[int, str]]:
    for account in accounts.select_related("subject", "agency", "county"):
        yield account.pk, str(account)
