"""What has to be true at the end of the year, asked of the database anew; every fault is a line of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext as _

from config.demo.year import accounts, mishaps, verify_elsewhere, verify_money, verify_year_end
from config.demo.year.mishaps import (
    LATE,
    PAID_LATER,
    PAYMENT_BACK,
    PAYMENT_FAILED,
    REOPENED,
    RETURNED,
    SHORT,
)
from config.demo.year.town import SCHEMES, Town
from config.demo.year.verify_year_end import result_of_ledger
from config.display import money_text
from config.periods import Month
from config.scoping import system_scope
from funds.models import (
    Appropriation,
    Book,
    Booked,
    BookPeriod,
    Clearing,
    Leg,
    OutOfAreaPart,
    Payment,
    PaymentBatch,
    PeriodChange,
    RoundStep,
    StatementLine,
)
from funds.reads.altered_entries import altered_entries
from funds.reads.balance_on import balance_on
from funds.reads.balances import verify_balances
from funds.reads.financial_statements import Asked, FinancialStatements, frozen
from funds.reads.trial_balance import trial_balance
from funds.reads.verifying import figures_of
from funds.rules import rounds as rules
from funds.rules.payback_postings import HELD
from funds.services.file_statements import latest_filed


def faults(town: Town, planned: dict[str, int]) -> Iterator[str]:
    with system_scope():
        for insutype in SCHEMES:
            yield from of_book(town.books[insutype], town.played)
            yield from of_vouchers(town.books[insutype])
            for month in town.played:
                yield from _statements(town, insutype, month)
                yield from of_filed(Asked(town.area, insutype, None, month))
            if town.whole:
                yield from of_filed(Asked(town.area, insutype, None, town.played[-1], yearly=True))
        yield from _closed(town)
        yield from _cleared(town)
        yield from _paid_twice(town)
        yield from _held(town)
        yield from _mishaps(town, planned)
        yield from _left_over(town)
        yield from verify_money.faults(town, planned)
        yield from verify_elsewhere.faults(town)
        if town.whole:
            yield from verify_year_end.faults(town)


def of_book(book: Book, months: Iterable[Month]) -> Iterator[str]:
    """The book in balance, month by month, and its running totals those of its entries."""
    if differing := verify_balances(book=book):
        yield _("%(book)s: %(count)s running totals differ") % {"book": book, "count": len(differing)}
    for month in months:
        balance = trial_balance(books=[book], month=month)
        if not balance.balanced:
            yield _("%(book)s %(month)s: debits and credits differ") % {"book": book, "month": month}


def of_vouchers(book: Book) -> Iterator[str]:
    """Every entry's legs are those it was posted with."""
    for one in altered_entries(book):
        yield _("%(scheme)s: entry %(voucher)s is not what was posted") % {
            "scheme": book.insutype, "voucher": one.voucher,
        }  # fmt: skip


def _statements(town: Town, insutype: str, month: Month) -> Iterator[str]:
    """Assets are liabilities and net assets, the balance moves by the result, and the assets are the ledger's."""
    statements = FinancialStatements(Asked(town.area, insutype, None, month))
    if not statements.balanced():
        yield _("%(scheme)s %(month)s: the statements do not add up") % {"scheme": insutype, "month": month}
    if statements.not_agreeing:
        yield _("%(scheme)s %(month)s: city and counties do not agree") % {"scheme": insutype, "month": month}
    stated = int(statements.income_expenditure.cell("result", "year-all") or 0)
    booked = result_of_ledger(town, insutype, month.number)
    if stated != booked:
        yield _("%(scheme)s %(month)s: the statement's result is %(stated)s fen, the ledger's %(booked)s") % {
            "scheme": insutype, "month": month, "stated": stated, "booked": booked,
        }  # fmt: skip


def of_filed(asked: Asked) -> Iterator[str]:
    """The last copy filed is whole, and says what the books say today."""
    filed = latest_filed(asked)
    insutype, period = asked.insutype, asked.month.year if asked.yearly else asked.month
    if filed is None:
        yield _("%(scheme)s %(month)s: no statements are filed") % {"scheme": insutype, "month": period}
    elif not filed.intact or figures_of(filed.content) != figures_of(frozen(FinancialStatements(asked))):
        yield _("%(scheme)s %(month)s: the statements filed are not what the books say") % {
            "scheme": insutype, "month": period,
        }  # fmt: skip


def _closed(town: Town) -> Iterator[str]:
    still = BookPeriod.objects.filter(
        book__area=town.area, month__lte=town.played[-1].first, state=BookPeriod.State.OPEN
    )
    for period in still:
        yield _("%(period)s is not closed") % {"period": period}


def _cleared(town: Town) -> Iterator[str]:
    """Both schemes' clearings of every month are closed, and paid what they came to."""
    clearings = Clearing.objects.filter(area=town.area)
    for insutype in SCHEMES:
        for month in town.played:
            clearing = clearings.filter(insutype=insutype, month=month.first).first()
            if clearing is None or clearing.state != Clearing.State.CLOSED:
                yield _("%(scheme)s %(month)s: the clearing is not closed") % {
                    "scheme": insutype, "month": month,
                }  # fmt: skip
            elif (paid := _paid_for(clearing)) != (owed := _owed_in(clearing)):
                yield _("%(scheme)s %(month)s: %(owed)s are owed to institutions, %(paid)s were paid") % {
                    "scheme": insutype, "month": month, "owed": money_text(owed), "paid": money_text(paid),
                }  # fmt: skip


def _paid_for(clearing: Clearing) -> Decimal:
    """By the bank; for care outside the area by the province, out of its advance."""
    paid = Payment.objects.filter(clearing=clearing, kind=Payment.Kind.INSTITUTION, state=Payment.State.PAID)
    outside = OutOfAreaPart.objects.filter(statement__clearing=clearing, booked_on__isnull=False)
    sums = [one.aggregate(n=Sum("amount"))["n"] or Decimal(0) for one in (paid, outside)]
    return sum(sums, Decimal(0))


def _owed_in(clearing: Clearing) -> Decimal:
    lines = StatementLine.objects.filter(statement__clearing=clearing)
    return lines.aggregate(n=Sum("payable"))["n"] or Decimal(0)


def _paid_twice(town: Town) -> Iterator[str]:
    """Every statement is paid at most once, and nothing waits."""
    paid = Payment.objects.filter(batch__in=PaymentBatch.objects.filter(payer__area=town.area))
    twice = (
        paid.filter(state=Payment.State.PAID, statement__isnull=False)
        .order_by().values("statement").annotate(n=Count("pk")).filter(n__gt=1)
    )  # fmt: skip
    for row in twice:
        yield _("Statement %(statement)s was paid %(n)s times") % row
    waiting = paid.exclude(state=Payment.State.PAID).exclude(
        state__in=Payment.UNPAID_STATES, reissued_as__isnull=False
    )
    if count := waiting.count():
        yield _("%(count)s payments are neither paid nor issued again") % {"count": count}


def _held(town: Town) -> Iterator[str]:
    """What the bank sent back stands on no account any more: all of it was paid again."""
    for insutype in SCHEMES:
        legs = Leg.objects.filter(account__book=town.books[insutype], account__subject__role=HELD)
        sums = legs.aggregate(debit=Sum("debit"), credit=Sum("credit"))
        if left := (sums["credit"] or Decimal(0)) - (sums["debit"] or Decimal(0)):
            yield _("%(scheme)s: %(amount)s that the bank sent back is still held for payees") % {
                "scheme": insutype, "amount": money_text(left),
            }  # fmt: skip


def seen(town: Town) -> dict[str, int]:
    """What else went wrong and was set right, as it stands in the end: paid again, closed again."""
    with system_scope():
        again = Payment.objects.filter(payer__area=town.area, reissued_as__state=Payment.State.PAID)
        failed = again.filter(state=Payment.State.FAILED)
        back = again.filter(state=Payment.State.RETURNED)
        later = back.exclude(
            reissued_as__paid_on__year=F("returned_on__year"),
            reissued_as__paid_on__month=F("returned_on__month"),
        )
        opened = PeriodChange.objects.filter(
            period__book__area=town.area, act=PeriodChange.Act.REOPENED, period__state=BookPeriod.State.CLOSED
        )
        return {
            PAYMENT_FAILED: failed.count(), REOPENED: opened.count(), PAYMENT_BACK: back.count(),
            PAID_LATER: later.count(),
        }  # fmt: skip


def _mishaps(town: Town, planned: dict[str, int]) -> Iterator[str]:
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
    yield from mishaps.differences(planned, found)
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
