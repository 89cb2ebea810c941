"""What has to be true after each simulated year, asked of the database anew; every fault is a line of text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from config.demo.year import verify as of_a_year
from config.demo.years.land import Land
from config.demo.years.path import YearPath, income_of, spending_of
from config.demo.years.settling import State, settlements
from config.display import money_text
from config.money import from_fen, to_fen
from config.periods import Month
from config.scoping import system_scope
from funds.models import (
    Account,
    AccountBalance,
    Booked,
    BookPeriod,
    Entry,
    Leg,
    ReserveLine,
    ReserveMovement,
    Subject,
    YearSettlement,
)
from funds.reads.county_years import balances_by_county, ledger_years, reserve_balance
from funds.reads.financial_statements import Asked, FinancialStatements
from funds.reads.fund_curves import standings_by_month
from funds.reads.settlements import demands_of
from funds.rules.movements import GAP_PAYMENT, RESERVES
from funds.rules.sharing import ACCRUAL, COMMON, MANAGERIAL, OPEN, OWN, SURPLUS
from funds.services.year_settlement.post import net_role

MONEY = ("treasury", "fiscal_special_account", "income_account", "expenditure_account")


def faults(
    land: Land, year: int, number: int, path: YearPath, closed: Mapping[int, tuple[int, Decimal]]
) -> Iterator[str]:
    """Of ``year``, the ``number``-th simulated (from 0), once it is settled and paid; ``closed``: what months held when
    they were closed, by key, see :func:`content_of`."""
    with system_scope():
        for insutype in land.schemes:
            for keeper in land.keepers:
                book = land.book(insutype, keeper)
                yield from of_a_year.of_book(book, [Month(year, month) for month in range(1, 13)])
                yield from of_a_year.of_vouchers(book)
            yield from _as_the_path(land, insutype, year, number, path)
            yield from _stated(land, insutype, year)
            yield from _never_below_zero(land, insutype)
        yield from _closed(land, year, closed)
        for settlement in settlements(land, year, State.DRAWN, State.AGREED, State.APPROVED, State.POSTED):
            yield _("%(settlement)s is “%(state)s”.") % {
                "settlement": settlement, "state": settlement.get_state_display(),
            }  # fmt: skip
        for settlement in settlements(land, year, State.SETTLED):
            yield from _lines(settlement)
            yield from _carried(land, settlement)
            yield from _in_the_ledger(land, settlement)


# --- books and statements ---


def _as_the_path(land: Land, insutype: str, year: int, number: int, path: YearPath) -> Iterator[str]:
    """The ledger's income and spending of every county are what was brought in."""
    places = {county.pk: place for place, county in enumerate(land.counties)}
    for one in ledger_years(land.area, insutype, year):
        place = places.get(one.county.pk)
        wanted = (0, 0) if place is None else (income_of(place, number), spending_of(place, number, path))
        if (one.income, one.spending) != wanted:
            yield _("%(scheme)s %(county)s %(year)s: the ledger has %(found)s, brought in were %(wanted)s") % {
                "scheme": insutype, "county": one.county, "year": year, "found": (one.income, one.spending),
                "wanted": wanted,
            }  # fmt: skip


def _stated(land: Land, insutype: str, year: int) -> Iterator[str]:
    """The year's statements add up, city and counties agree, and the copy filed says the same."""
    asked = Asked(land.area, insutype, None, Month(year, 12), yearly=True)
    statements = FinancialStatements(asked)
    if not statements.balanced() or statements.not_agreeing:
        yield _("%(scheme)s %(month)s: the statements do not add up") % {"scheme": insutype, "month": year}
    yield from of_a_year.of_filed(asked)


def _never_below_zero(land: Land, insutype: str) -> Iterator[str]:
    """Neither a reserve, a county's balance nor money at any month's end."""
    for one in standings_by_month(land.area, insutype):
        for what, fen in (*one.reserves.items(), *one.balances.items()):
            if fen < 0:
                yield _("%(scheme)s %(month)s: %(what)s is below zero: %(amount)s") % {
                    "scheme": insutype, "month": one.month, "what": what, "amount": money_text(from_fen(fen)),
                }  # fmt: skip
    money = AccountBalance.objects.filter(
        account__area=land.area, account__book__insutype=insutype, account__subject__role__in=MONEY
    )
    for held in money.select_related("account__subject", "account__agency"):
        if held.closing < 0:
            yield _("%(scheme)s %(month)s: %(what)s is below zero: %(amount)s") % {
                "scheme": insutype, "month": Month.of(held.month), "what": held.account,
                "amount": money_text(held.closing),
            }  # fmt: skip


def content_of(period: BookPeriod) -> tuple[int, Decimal]:
    """How many entries a month has, and what all its debits come to."""
    legs = Leg.objects.filter(entry__period=period).aggregate(sum=Sum("debit"))
    return Entry.objects.filter(period=period).count(), legs["sum"] or Decimal(0)


def _closed(land: Land, year: int, closed: Mapping[int, tuple[int, Decimal]]) -> Iterator[str]:
    """Every month is closed, and holds what it held when it was."""
    for period in BookPeriod.objects.filter(book__area=land.area, month__lte=Month(year, 12).first):
        if period.state == BookPeriod.State.OPEN:
            yield _("%(period)s is not closed") % {"period": period}
        elif content_of(period) != closed[period.pk]:
            yield _("%(period)s changed after it was closed") % {"period": period}


# --- the year's settlement ---


def _lines(settlement: YearSettlement) -> Iterator[str]:
    """Of every county: surplus or gap to the fen, balance before plus share less use is the balance after."""
    lines = list(settlement.lines.all())
    for one in settlement.counties.select_related("county"):
        own = [line for line in lines if line.county_id == one.county_id]
        result = one.income - one.taken_out - one.spending
        divided = sum((line.amount for line in own if line.step == SURPLUS), Decimal(0))
        borne = sum((line.amount for line in own if line.step not in (SURPLUS, ACCRUAL)), Decimal(0))
        kept = sum(
            (line.amount for line in own if line.step == SURPLUS and line.payer in ("balance", "undecided")),
            Decimal(0),
        )
        used = sum((line.amount for line in own if line.payer in OWN), Decimal(0))
        sums = (divided, borne, one.balance_after)
        wanted = (max(result, Decimal(0)), max(-result, Decimal(0)), one.balance + kept - used)
        if sums != wanted or any(line.amount < 0 or line.amount > line.asked for line in own):
            yield _("%(settlement)s, %(county)s: its lines come to %(sums)s, they should come to %(wanted)s") % {
                "settlement": settlement, "county": one.county, "sums": sums, "wanted": wanted,
            }  # fmt: skip
        managerial = sum((line.amount for line in own if line.step == MANAGERIAL), Decimal(0))
        if managerial != min(one.managerial, wanted[1]):
            yield _("%(settlement)s, %(county)s: the managerial part is not borne first") % {
                "settlement": settlement, "county": one.county,
            }  # fmt: skip
    paid_in = sum((x.amount for x in lines if x.payer in COMMON and x.step in (ACCRUAL, SURPLUS)), Decimal(0))
    given = sum(
        (x.amount for x in lines if x.payer in COMMON and x.step not in (ACCRUAL, SURPLUS)), Decimal(0)
    )
    if settlement.fund_after != settlement.fund_before + paid_in - given or settlement.fund_after < 0:
        yield _("%(settlement)s: the common fund does not come out") % {"settlement": settlement}
    for demand in demands_of(settlement):
        if demand.open or demand.waiting:
            yield _("%(demand)s is not paid") % {"demand": demand.demand}


def _carried(land: Land, settlement: YearSettlement) -> Iterator[str]:
    """What the year before left, and reserves' movements in between, is what the year began with."""
    before = YearSettlement.objects.filter(
        area=land.area, insutype=settlement.insutype, year=settlement.year - 1, state=State.SETTLED
    ).first()
    if before is None:
        return
    taken = _moved_between(before, settlement)
    held = {one.county_id: one.balance_after for one in before.counties.all()}
    for one in settlement.counties.select_related("county"):
        if one.balance != held.get(one.county_id, Decimal(0)) - taken[one.county_id]:
            yield _("%(settlement)s, %(county)s: the balance is not what the year before left") % {
                "settlement": settlement, "county": one.county,
            }  # fmt: skip
    if settlement.fund_before != before.fund_after + sum(taken.values()):
        yield _("%(settlement)s: the common fund is not what the year before left") % {
            "settlement": settlement
        }


def _moved_between(before: YearSettlement, settlement: YearSettlement) -> dict[int, Decimal]:
    """What counties paid into the common fund from their balances between two settlements, by county."""
    taken: dict[int, Decimal] = defaultdict(Decimal)
    lines = ReserveLine.objects.filter(
        movement__area=settlement.area, insutype=settlement.insutype, movement__reserve=settlement.fund,
        movement__state=Booked.BOOKED, movement__booked_on__gt=before.posted_on,
        movement__booked_on__lte=settlement.posted_on,
        movement__act__in=(ReserveMovement.Act.FIRST, ReserveMovement.Act.TOP_UP),
    )  # fmt: skip
    for line in lines:
        taken[line.county_id] += line.amount
    return taken


def _in_the_ledger(land: Land, settlement: YearSettlement) -> Iterator[str]:
    """The books hold what the settlement says is left; a county's share lacks what nobody bore, and nothing else."""
    area, insutype = land.area, settlement.insutype
    held = reserve_balance(area, insutype, settlement.fund)
    if held != to_fen(settlement.fund_after):
        yield _("%(settlement)s: the books hold %(held)s in the common fund") % {
            "settlement": settlement, "held": money_text(from_fen(held)),
        }  # fmt: skip
    balances = balances_by_county(area, insutype)
    open_ = _left_open(settlement)
    for one in settlement.counties.select_related("county"):
        if balances.get(one.county_id, 0) != to_fen(one.balance_after):
            yield _("%(settlement)s, %(county)s: the books hold %(held)s") % {
                "settlement": settlement, "county": one.county,
                "held": money_text(from_fen(balances.get(one.county_id, 0))),
            }  # fmt: skip
        share = _share_of(land, insutype, one.county_id)
        if share != -open_.get(one.county_id, 0):
            yield _("%(settlement)s, %(county)s: %(share)s are left of the years, nobody bore %(open)s") % {
                "settlement": settlement, "county": one.county, "share": money_text(from_fen(share)),
                "open": money_text(from_fen(open_.get(one.county_id, 0))),
            }  # fmt: skip


def _left_open(settlement: YearSettlement) -> dict[int, int]:
    """Fen of this and earlier years that nobody bears, by county."""
    earlier = YearSettlement.objects.filter(
        area=settlement.area, insutype=settlement.insutype, year__lte=settlement.year, state=State.SETTLED
    )
    rows = (
        earlier.filter(lines__step=OPEN)
        .order_by()
        .values_list("lines__county")
        .annotate(Sum("lines__amount"))
    )
    return {county: to_fen(amount) for county, amount in rows}


def _share_of(land: Land, insutype: str, county: int) -> int:
    """Credit-positive fen of the county's net assets, with what governments paid since they were last carried."""
    roles = (net_role(insutype), GAP_PAYMENT)
    accounts = Account.objects.filter(
        area=land.area, book__insutype=insutype, county=county, subject__role__in=roles
    )
    latest = (
        AccountBalance.objects.filter(account__in=accounts)
        .order_by("account_id", "-month")
        .distinct("account_id")
    )
    return -sum(to_fen(one.closing) for one in latest)


def reserve_names() -> dict[str, str]:
    """What the chart calls the common funds."""
    return {one.role: one.label for one in Subject.objects.filter(role__in=RESERVES)}
