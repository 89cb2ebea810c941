"""Whether the money is where the papers say it went: receipts, subsidies, appropriations, payments, sweeps; in fen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from config.demo.year import mishaps
from config.demo.year.closing import LATE_FEN
from config.demo.year.mishaps import SUBSIDY_LATE, SUBSIDY_SHORT
from config.demo.year.town import (
    EMPLOYEES,
    IN_EXPENDITURE_ACCOUNT,
    IN_SPECIAL_ACCOUNT,
    RESIDENTS,
    SCHEMES,
    Town,
)
from config.display import money_text
from config.money import from_fen, to_fen
from enrollment.models import Coverage, Receipt
from enrollment.rules.contributions.subsidies import GOVERNMENTS
from funds.models import (
    AccountInterest,
    Appropriation,
    Booked,
    Government,
    Leg,
    Payment,
    Subject,
    SubsidyDunning,
    SubsidyReceipt,
    Sweep,
    TreasuryTransfer,
)
from funds.reads.subsidies import SubsidyYear, subsidy_year

PAID_UP_BY_DAY = 14


def faults(town: Town, planned: dict[str, int]) -> Iterator[str]:
    """Within a scope over the whole area."""
    for insutype in SCHEMES:
        yield from _accounts(town, insutype)
    yield from _subsidies(town)
    yield from _mishaps(town, planned)


# --- accounts ---


def _accounts(town: Town, insutype: str) -> Iterator[str]:
    """Treasury, special account and expenditure accounts: what the papers leave in each is what the legs leave."""
    papers = _Papers.of(town, insutype)
    late = LATE_FEN if insutype == EMPLOYEES else 0
    expected = {
        "treasury": papers.received - papers.moved_up,
        "fiscal_special_account": (
            IN_SPECIAL_ACCOUNT + papers.moved_up + papers.subsidies + papers.swept + late - papers.appropriated
        ),
        "expenditure_account": (
            len(town.units) * IN_EXPENDITURE_ACCOUNT + papers.appropriated + papers.interest
            - papers.paid - papers.swept
        ),
    }  # fmt: skip
    for role, fen in expected.items():
        held = _held(town, insutype, role)
        if held != fen:
            yield _("%(scheme)s: %(account)s holds %(held)s, by the papers it should be %(expected)s") % {
                "scheme": insutype, "account": Subject.objects.get(role=role).label, "held": money_text(from_fen(held)),
                "expected": money_text(from_fen(fen)),
            }  # fmt: skip


class _Papers(NamedTuple):
    """Fen of one scheme by what moved it."""

    received: int
    moved_up: int
    subsidies: int
    appropriated: int
    paid: int
    interest: int
    swept: int

    @classmethod
    def of(cls, town: Town, insutype: str) -> _Papers:
        booked: dict[str, Any] = {"insutype": insutype, "state": Booked.BOOKED}
        return cls(
            received=_sum(
                Receipt.objects.filter(
                    county__area=town.area, insutype=insutype, booked_on__gte=town.month(town.first).first
                )
            ),
            moved_up=_sum(TreasuryTransfer.objects.filter(agency__area=town.area, insutype=insutype)),
            subsidies=_sum(
                SubsidyReceipt.objects.filter(
                    county__area=town.area, insutype=insutype, state=SubsidyReceipt.State.BOOKED
                )
            ),
            appropriated=_sum(Appropriation.objects.filter(round__area=town.area, **booked)),
            # What counties and the city pay one another stays within the expenditure accounts.
            paid=_sum(
                Payment.objects.filter(
                    payer__area=town.area, batch__insutype=insutype, state=Payment.State.PAID
                ).exclude(kind=Payment.Kind.NET_TRANSFER)
            ),
            interest=_sum(AccountInterest.objects.filter(agency__area=town.area, **booked)),
            swept=_sum(Sweep.objects.filter(agency__area=town.area, **booked)),
        )


def _sum(rows: QuerySet[Any]) -> int:
    return to_fen(rows.aggregate(n=Sum("amount"))["n"] or 0)


def _held(town: Town, insutype: str, role: str) -> int:
    legs = Leg.objects.filter(account__book=town.books[insutype], account__subject__role=role)
    return _debit_of(legs)


def _debit_of(legs: QuerySet[Leg]) -> int:
    sums = legs.aggregate(debit=Sum("debit"), credit=Sum("credit"))
    return to_fen(sums["debit"] or 0) - to_fen(sums["credit"] or 0)


# --- subsidies ---


def _subsidies(town: Town) -> Iterator[str]:
    """Due is received and open, by government and quarter; what was received stands in the ledger, by county."""
    last = town.month(town.last).next_first.replace(day=PAID_UP_BY_DAY)
    found = subsidy_year(area=town.area, year=town.year, insutype=RESIDENTS, today=last)
    receipts = SubsidyReceipt.objects.filter(
        county__area=town.area, insutype=RESIDENTS, year=town.year, state=SubsidyReceipt.State.BOOKED
    )
    yield from _billed(town, found)
    yield from _due_is_received_and_open(found, receipts)
    for one in found.dues:
        if one.due_on < last and one.open:
            yield _("%(county)s: the subsidy of quarter %(quarter)s by %(payer)s is not paid: %(open)s") % {
                "county": one.county, "quarter": one.quarter, "payer": one.payer_name,
                "open": money_text(one.open),
            }  # fmt: skip
    yield from _in_the_ledger(town, receipts)


def _billed(town: Town, found: SubsidyYear) -> Iterator[str]:
    """Everybody insured is billed for, and the quarters of a government add up to its part of the bill."""
    insured = Coverage.objects.filter(
        county__area=town.area, insutype=RESIDENTS, effective=True, person__canonical__isnull=True,
        period__overlap=(town.day(1, 1), town.day(1, 1, years_on=1)),
    ).values("person").distinct().count()  # fmt: skip
    billed = found.bill.people + found.bill.paid_themselves
    if found.bill.gaps or insured != billed:
        yield _("Subsidies are billed for %(billed)s people, %(insured)s are insured") % {
            "billed": billed, "insured": insured,
        }  # fmt: skip
    for payer in GOVERNMENTS:
        owed = sum(to_fen(one.of(payer)) for one in found.bill.counties)
        due = sum(to_fen(one.due) for one in found.dues if one.payer == payer)
        if owed != due:
            yield _("%(payer)s: the quarters come to %(due)s, the subsidy bill to %(owed)s") % {
                "payer": Government(payer).label, "due": money_text(from_fen(due)),
                "owed": money_text(from_fen(owed)),
            }  # fmt: skip


def _due_is_received_and_open(found: SubsidyYear, receipts: QuerySet[SubsidyReceipt]) -> Iterator[str]:
    """Received as the vouchers add up, not as the page shares them out: each names its government and quarter."""
    rows = receipts.order_by().values_list("payer", "quarter").annotate(n=Sum("amount"))
    received = {(payer, quarter): to_fen(amount) for payer, quarter, amount in rows}
    due: dict[tuple[str, int], int] = defaultdict(int)
    open_: dict[tuple[str, int], int] = defaultdict(int)
    for one in found.dues:
        due[one.payer, one.quarter] += to_fen(one.due)
        open_[one.payer, one.quarter] += to_fen(one.open)
    for payer, quarter in sorted({*due, *received}):
        key = (payer, quarter)
        if due[key] != received.get(key, 0) + open_[key]:
            yield _("%(payer)s, quarter %(quarter)s: due %(due)s, received %(received)s, open %(open)s") % {
                "payer": Government(payer).label, "quarter": quarter, "due": money_text(from_fen(due[key])),
                "received": money_text(from_fen(received.get(key, 0))),
                "open": money_text(from_fen(open_[key])),
            }  # fmt: skip


def _in_the_ledger(town: Town, receipts: QuerySet[SubsidyReceipt]) -> Iterator[str]:
    rows = receipts.order_by().values_list("county").annotate(n=Sum("amount"))
    received = {county: to_fen(amount) for county, amount in rows}
    legs = Leg.objects.filter(
        account__book=town.books[RESIDENTS], account__subject__role="fiscal_subsidy_income"
    ).exclude(entry__kind="closing")  # fmt: skip
    for county in town.counties:
        booked = -_debit_of(legs.filter(account__county=county))
        if booked != received.get(county.pk, 0):
            yield _("%(county)s: subsidies of %(received)s received, %(booked)s in the ledger") % {
                "county": county, "received": money_text(from_fen(received.get(county.pk, 0))),
                "booked": money_text(from_fen(booked)),
            }  # fmt: skip


def _mishaps(town: Town, planned: dict[str, int]) -> Iterator[str]:
    """Every letter is about what was let go wrong: nothing had come by its day, or a part."""
    counted = {SUBSIDY_LATE: 0, SUBSIDY_SHORT: 0}
    for letter in SubsidyDunning.objects.filter(county__area=town.area, year=town.year):
        in_time = SubsidyReceipt.objects.filter(
            county=letter.county_id, year=letter.year, quarter=letter.quarter, payer=letter.payer,
            received_on__lte=letter.due_on, state=SubsidyReceipt.State.BOOKED,
        )  # fmt: skip
        counted[SUBSIDY_SHORT if in_time.exists() else SUBSIDY_LATE] += 1
    yield from mishaps.differences(planned, counted)
