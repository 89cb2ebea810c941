"""What has to be true at the end of the year, asked of the database anew; every fault is a line of text."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from config.demo.year import accounts
from config.demo.year.rounds import LATE, RETURNED, SHORT, Rounds
from config.demo.year.town import SCHEMES, Town
from config.money import to_fen
from config.periods import Month
from config.scoping import system_scope
from funds.models import (
    Appropriation,
    Booked,
    BookPeriod,
    Leg,
    Payment,
    PaymentBatch,
    RoundStep,
)
from funds.reads.balance_on import balance_on
from funds.reads.balances import verify_balances
from funds.reads.financial_statements import Asked, FinancialStatements
from funds.reads.trial_balance import trial_balance
from funds.rules import rounds as rules


def faults(town: Town, played: Rounds) -> Iterator[str]:
    with system_scope():
        for insutype in SCHEMES:
            yield from _books(town, insutype)
            for month in town.played:
                yield from _statements(town, insutype, month)
        yield from _closed(town)
        yield from _paid_twice(town)
        yield from _mishaps(town, played)
        yield from _left_over(town)


def _books(town: Town, insutype: str) -> Iterator[str]:
    """Every book in balance, month by month, and its running totals those of its entries."""
    book = town.books[insutype]
    if differing := verify_balances(book=book):
        yield _("%(book)s: %(count)s running totals differ") % {"book": book, "count": len(differing)}
    for month in town.played:
        balance = trial_balance(books=[book], month=month)
        if not balance.balanced:
            yield _("%(book)s %(month)s: debits and credits differ") % {"book": book, "month": month}


def _statements(town: Town, insutype: str, month: Month) -> Iterator[str]:
    """Assets are liabilities and net assets, the balance moves by the result, and the assets are the ledger's."""
    statements = FinancialStatements(Asked(town.area, insutype, None, month))
    if not statements.balanced():
        yield _("%(scheme)s %(month)s: the statements do not add up") % {"scheme": insutype, "month": month}
    if statements.not_agreeing:
        yield _("%(scheme)s %(month)s: city and counties do not agree") % {"scheme": insutype, "month": month}
    stated = int(statements.income_expenditure.cell("result", "year-all") or 0)
    booked = _result_of_ledger(town, insutype, month)
    if stated != booked:
        yield _("%(scheme)s %(month)s: the statement's result is %(stated)s fen, the ledger's %(booked)s") % {
            "scheme": insutype, "month": month, "stated": stated, "booked": booked,
        }  # fmt: skip


def _result_of_ledger(town: Town, insutype: str, month: Month) -> int:
    """Fen of income less expenditure of the year so far, added up from the legs."""
    legs = Leg.objects.filter(
        account__book=town.books[insutype], memorandum=False,
        booked_on__range=(month.first.replace(month=1), month.last),
        account__subject__klass__in=("income", "expense"),
    ).exclude(entry__kind="closing")  # fmt: skip
    sums = legs.aggregate(credit=Sum("credit"), debit=Sum("debit"))
    return to_fen(sums["credit"] or 0) - to_fen(sums["debit"] or 0)


def _closed(town: Town) -> Iterator[str]:
    still = BookPeriod.objects.filter(
        book__area=town.area, month__lte=town.played[-1].first, state=BookPeriod.State.OPEN
    )
    for period in still:
        yield _("%(period)s is not closed") % {"period": period}


def _paid_twice(town: Town) -> Iterator[str]:
    """Every statement is paid at most once, nothing waits, and what the bank paid is what the books paid out."""
    paid = Payment.objects.filter(batch__in=PaymentBatch.objects.filter(payer__area=town.area))
    twice = (
        paid.filter(state=Payment.State.PAID, statement__isnull=False)
        .order_by().values("statement").annotate(n=Count("pk")).filter(n__gt=1)
    )  # fmt: skip
    for row in twice:
        yield _("Statement %(statement)s was paid %(n)s times") % row
    waiting = paid.exclude(state=Payment.State.PAID).exclude(
        state=Payment.State.FAILED, reissued_as__isnull=False
    )
    if count := waiting.count():
        yield _("%(count)s payments are neither paid nor issued again") % {"count": count}


def _mishaps(town: Town, played: Rounds) -> Iterator[str]:
    """As many late, returned and short steps as were let go wrong."""
    steps = RoundStep.objects.filter(round__area=town.area)
    plans = steps.filter(step=rules.COUNTY_PLAN).select_related("round")
    short = (
        Appropriation.objects.filter(round__area=town.area, state=Booked.BOOKED)
        .order_by().values("round", "insutype").annotate(n=Count("pk")).filter(n__gt=1)
    )  # fmt: skip
    found = {
        LATE: sum(one.late for one in plans),
        RETURNED: sum(one.times_returned for one in steps),
        SHORT: len({row["round"] for row in short}),
    }
    for mishap, count in played.planned.items():
        if found[mishap] != count:
            yield _("%(mishap)s: %(planned)s were planned, %(found)s are there") % {
                "mishap": mishap, "planned": count, "found": found[mishap],
            }  # fmt: skip
    undone = steps.exclude(state=rules.DONE).filter(~Q(step=""), round__month__lte=town.played[-1].first)
    for step in undone.select_related("round", "unit"):
        yield _("%(step)s of %(unit)s is not done") % {"step": step, "unit": step.unit}


def _left_over(town: Town) -> Iterator[str]:
    """Accounts that give up what they hold are at zero after the last sweep; the treasury kept nothing."""
    end = town.played[-1].next_first.replace(day=3)
    for one in accounts.left(town, end):
        yield _("%(agency)s %(scheme)s %(account)s still holds %(amount)s") % {
            "agency": one.agency, "scheme": one.insutype, "account": one.account, "amount": one.after,
        }  # fmt: skip
    for insutype, book in town.books.items():
        held = balance_on(book=book, role="treasury", agency=town.city, day=end)
        if held:
            yield _("The treasury still holds %(amount)s of %(scheme)s") % {
                "amount": held,
                "scheme": insutype,
            }
