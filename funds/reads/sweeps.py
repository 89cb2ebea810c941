"""Zero balances proved: every account with a way up, each period: balance before, swept, after (NB-14, HG-07).

An income account, and a county's special account where the city keeps one, give up everything they hold at the
period's end; an expenditure account gives up the interest it earned, the rest is there to be paid out.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Sum

from config.codes import name_of
from config.money import from_fen, to_fen
from config.periods import Month
from funds.models import AccountBalance, AccountInterest, Book, Booked, Leg, Sweep
from funds.policy_rounds import RoundPolicy
from funds.rules.round_postings import ROLE_OF, has_way_up
from funds.rules.sweeps import Span, ended_before, span_of, spans_in
from funds.services.keeping import keeping_of
from funds.services.rounds.terms import policy_of
from institutions.models import Agency, AgencyAccount, PoolingArea
from institutions.rules.policy_tables import PolicyGap

Key = tuple[int, str, str]


class Proof(NamedTuple):
    """One account in one period, yuan; ``waiting`` is entered and not confirmed yet."""

    agency: Agency
    insutype: str
    account: str
    span: Span
    before: Decimal
    swept: Decimal
    waiting: Decimal
    after: Decimal

    @property
    def scheme(self) -> str:
        return name_of("insutype", self.insutype)

    @property
    def account_name(self) -> Any:
        return AgencyAccount.Kind(self.account).label

    @property
    def zero(self) -> bool:
        return self.after == 0

    @property
    def key(self) -> Key:
        return self.agency.pk, self.insutype, self.account


def every_of(policy: RoundPolicy, account: str) -> str | None:
    """How often the account is swept; None where the policy does not say that it is."""
    return policy.income_every if account == AgencyAccount.Kind.INCOME else policy.interest_every


def ended_spans(area: PoolingArea, day: dt.date) -> dict[str, Span]:
    """By kind of account the last period that is over on ``day``."""
    policy = policy_of(area, Month.of(day))
    found = {}
    for account in AgencyAccount.Kind.values:
        every = every_of(policy, account)
        if every is not None:
            found[account] = ended_before(every, day)
    return found


def spans_at(area: PoolingArea, day: dt.date) -> dict[str, Span]:
    """By kind of account the period that ``day`` lies in."""
    policy = policy_of(area, Month.of(day))
    return {
        account: span_of(every, day)
        for account in AgencyAccount.Kind.values
        if (every := every_of(policy, account)) is not None
    }


def proofs_of_month(area: PoolingArea, agencies: Iterable[Agency], month: Month) -> list[Proof]:
    """Of every period of every account that the month lies in or is divided into: three where ten days are swept."""
    policy = policy_of(area, month)
    agencies, found = list(agencies), list[Proof]()
    for account in AgencyAccount.Kind.values:
        every = every_of(policy, account)
        for span in [] if every is None else spans_in(every, month):
            found += proofs(area, agencies, {account: span})
    order = {agency.pk: n for n, agency in enumerate(agencies)}
    return sorted(found, key=lambda one: (order[one.agency.pk], one.insutype, one.account, one.span.first))


def proofs(area: PoolingArea, agencies: Iterable[Agency], spans: dict[str, Span]) -> list[Proof]:
    """Of every account of ``agencies`` that has a way up, in the order of agencies."""
    agencies = list(agencies)
    found: list[Proof] = []
    schemes: dict[int, list[str]] = defaultdict(list)
    for unit, insutype in Book.objects.filter(area=area).order_by("insutype").values_list("unit", "insutype"):
        schemes[unit].append(insutype)
    for account, span in spans.items():
        try:
            keeping = keeping_of(area, span.last)
        except (PolicyGap, LookupError):
            continue
        held = [one for one in agencies if has_way_up(keeping, one.pk, account)]
        before = _before(held, account, span)
        swept, waiting = (_swept(held, account, span, state) for state in (Booked.BOOKED, Booked.ENTERED))
        for agency in held:
            for insutype in schemes[keeping.unit_of(agency.pk)]:
                key = agency.pk, insutype
                left = before[key] - swept[key]
                sums = [from_fen(fen) for fen in (before[key], swept[key], waiting[key], left)]
                found.append(Proof(agency, insutype, account, span, *sums))
    order = {agency.pk: n for n, agency in enumerate(agencies)}
    return sorted(found, key=lambda one: (order[one.agency.pk], one.insutype, one.account))


def _before(agencies: list[Agency], account: str, span: Span) -> dict[tuple[int, str], int]:
    """Fen to be swept at the period's end, as if its own sweeps were still to come."""
    found: dict[tuple[int, str], int] = defaultdict(int)
    if account == AgencyAccount.Kind.EXPENDITURE:
        earned = AccountInterest.objects.filter(
            agency__in=agencies, account=account, state=Booked.BOOKED, received_on__lte=span.last
        )
        for agency, insutype, amount in _by_agency(earned):
            found[agency, insutype] += to_fen(amount)
        given_up = _sweeps(agencies, account).filter(period_last__lt=span.first)
        for agency, insutype, amount in _by_agency(given_up):
            found[agency, insutype] -= to_fen(amount)
        return found
    for agency, insutype, fen in _held(agencies, ROLE_OF[account], span.last):
        found[agency, insutype] += fen
    for sweep, booked_on in _booked(agencies, account, span):
        key = sweep.agency_id, sweep.insutype
        if sweep.period_first == span.first and booked_on <= span.last:
            found[key] += to_fen(sweep.amount)
        elif sweep.period_last < span.first and booked_on > span.last:
            found[key] -= to_fen(sweep.amount)
    return found


def _booked(agencies: list[Agency], account: str, span: Span) -> list[tuple[Sweep, dt.date]]:
    """Sweeps up to the period with their day in the books: not the slip's, where that month was closed already."""
    sweeps = list(_sweeps(agencies, account).filter(period_first__lte=span.first))
    legs = Leg.objects.filter(
        account__agency__in=agencies,
        account__subject__role=ROLE_OF[account],
        entry__key__in=[entry_key(sweep.pk) for sweep in sweeps],
    )
    days = dict(legs.values_list("entry__key", "booked_on"))
    return [(sweep, days[entry_key(sweep.pk)]) for sweep in sweeps]


def entry_key(sweep: int) -> str:
    """The key of a sweep's entry."""
    return f"sweep:{sweep}"


def _held(agencies: list[Agency], role: str, day: dt.date) -> list[tuple[int, str, int]]:
    """Fen on the agencies' accounts of ``role`` at the end of ``day``, by the books."""
    month = Month.of(day)
    rows = (
        AccountBalance.objects.filter(
            account__agency__in=agencies,
            account__county__isnull=True,
            account__subject__role=role,
            month__lte=month.first,
        )
        .order_by("account_id", "-month")
        .distinct("account_id")
        .select_related("account__book")
    )
    balances = {row.account_id: row for row in rows}
    later = dict.fromkeys(balances, 0)
    legs = Leg.objects.filter(account__in=list(balances), booked_on__gt=day, booked_on__lte=month.last)
    for account, debit, credit in (
        legs.order_by().values_list("account").annotate(Sum("debit"), Sum("credit"))
    ):
        later[account] = to_fen(debit) - to_fen(credit)
    return [
        (row.account.agency_id, row.account.book.insutype, to_fen(row.closing) - later[pk])
        for pk, row in balances.items()
    ]


def _swept(agencies: list[Agency], account: str, span: Span, state: str) -> dict[tuple[int, str], int]:
    rows = Sweep.objects.filter(
        agency__in=agencies, account=account, state=state, period_first=span.first, period_last=span.last
    )
    found: dict[tuple[int, str], int] = defaultdict(int)
    for agency, insutype, amount in _by_agency(rows):
        found[agency, insutype] = to_fen(amount)
    return found


def _sweeps(agencies: list[Agency], account: str) -> Any:
    return Sweep.objects.filter(agency__in=agencies, account=account, state=Booked.BOOKED)


def _by_agency(rows: Any) -> Any:
    return rows.order_by().values_list("agency", "insutype").annotate(Sum("amount"))
