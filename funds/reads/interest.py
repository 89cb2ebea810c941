"""What the agreed rates give each account for a quarter, beside what the bank credited (JJ-05)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from config.money import from_fen, half_up, to_fen
from funds.models import AccountInterest, AgreedRate, Booked, FundAccount, InterestExplanation, Leg
from funds.reads.account_statement import balance_before
from funds.rules.interest import Rate, quarter_of, reckoned
from funds.rules.stretches import ONE_DAY
from funds.rules.sweeps import Span
from funds.services.bank_matching import ledger_account
from institutions.models import Agency

TEN_THOUSAND = 10_000


@dataclass(frozen=True)
class InterestCheck:
    """One account in one quarter; yuan. ``days`` of the quarter had an agreed rate."""

    fund_account: FundAccount
    span: Span
    rates: str
    days: int
    mean: Decimal
    reckoned: Decimal
    received: Decimal
    explanation: InterestExplanation | None

    @property
    def agency(self) -> Agency:
        found: Agency = self.fund_account.agency
        return found

    @property
    def difference(self) -> Decimal:
        return self.received - self.reckoned

    @property
    def state(self) -> str:
        if not self.difference:
            return "agrees"
        return "explained" if self.explanation else "open"


def interest_checks(agencies: Iterable[Agency], day: dt.date) -> list[InterestCheck]:
    """Of every account of ``agencies`` with an agreed rate in the quarter that ``day`` lies in; within the reader's
    scope."""
    accounts = FundAccount.objects.filter(
        agency__in=list(agencies), kind__in=(FundAccount.Kind.FISCAL, FundAccount.Kind.INCOME,
                                             FundAccount.Kind.EXPENDITURE),
    )  # fmt: skip
    found = (interest_check(one, day) for one in accounts.select_related("agency__area"))
    return [one for one in found if one is not None]


def interest_check(fund_account: FundAccount, day: dt.date) -> InterestCheck | None:
    """None where no agreed rate held on any day of the quarter.

    The quarter is that of the rate in force on ``day``, else of the last one that began before.
    """
    agreed = list(
        AgreedRate.objects.filter(fund_account=fund_account, approved_by__isnull=False).order_by("period")
    )
    if not agreed:
        return None
    begun = [one for one in agreed if one.period.lower <= day]
    settles_on = (begun[-1] if begun else agreed[0]).settles_on
    span = quarter_of(day, settles_on)
    rates = [
        (one, Rate(one.period.lower, one.period.upper, int(one.rate * TEN_THOUSAND), one.day_count))
        for one in agreed
        if one.period.lower <= span.last and (one.period.upper is None or one.period.upper > span.first)
    ]
    if not rates:
        return None
    opening, changes = _movements(fund_account, span)
    fen, days = reckoned(opening=opening, changes=changes, span=span, rates=[rate for _one, rate in rates])
    next_one = quarter_of(span.last + ONE_DAY, settles_on)
    reckoned_, received = from_fen(fen), _received(fund_account, span.last, next_one.last)
    said = InterestExplanation.objects.filter(
        fund_account=fund_account, first=span.first, reckoned=reckoned_, received=received
    )
    return InterestCheck(
        fund_account, span, "、".join(f"{one.rate.normalize():f}%" for one, _rate in rates), days,
        _mean(opening, changes, span), reckoned_, received, said.select_related("explained_by").first(),
    )  # fmt: skip


def _movements(fund_account: FundAccount, span: Span) -> tuple[int, dict[dt.date, int]]:
    """Fen before the first day, and what each day brought, by the books."""
    account = ledger_account(fund_account)
    if account is None:
        return 0, {}
    legs = Leg.objects.filter(account=account, booked_on__gte=span.first, booked_on__lte=span.last)
    days = legs.order_by().values_list("booked_on").annotate(Sum("debit"), Sum("credit"))
    changes = {day: to_fen(debit) - to_fen(credit) for day, debit, credit in days}
    return to_fen(balance_before(account, span.first)), changes


def _mean(opening: int, changes: dict[dt.date, int], span: Span) -> Decimal:
    """Yuan the account held on a day of the quarter, on average; half up."""
    balance, together, day, days = opening, 0, span.first, 0
    while day <= span.last:
        balance += changes.get(day, 0)
        together += balance
        day, days = day + ONE_DAY, days + 1
    return from_fen(half_up(together, days))


def _received(fund_account: FundAccount, first: dt.date, until: dt.date) -> Decimal:
    """Yuan booked as interest from the day of settlement until the next one: it is of the quarter just settled."""
    rows = AccountInterest.objects.filter(
        agency=fund_account.agency_id, insutype=fund_account.insutype, account=fund_account.kind,
        state=Booked.BOOKED, received_on__gte=first, received_on__lt=until,
    )  # fmt: skip
    return rows.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
