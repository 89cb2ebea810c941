"""A month on its totals: what came in, what benefits took, the treasury emptied, the books closed by two people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from config.demo.topics.stage import act
from config.demo.year.closing import ask
from config.demo.years.land import Land
from config.demo.years.path import YearPath, income_of, of_month, spending_of
from config.money import split_by_weights
from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import RESIDENTS
from funds.models import BookPeriod, Entry
from funds.policy_collection import TREASURY
from funds.reads.financial_statements import Asked
from funds.rules.movements import SPECIAL_ACCOUNT
from funds.services.accounts import AccountKey, accounts_for
from funds.services.closing.ask import agree
from funds.services.collecting import collecting_of
from funds.services.file_statements import file_statements
from funds.services.open_book import open_months
from funds.services.post_entry import LegDraft, post_entry
from funds.services.treasury_transfers import record_transfer, waiting
from institutions.models import Agency, Duty

INCOME = {RESIDENTS: {"personal_contribution": 1, "fiscal_subsidy_income": 2}}
"""What income is made of, by weight; of employees all of it is the employers' for the pooled fund."""
OF_EMPLOYERS = {"employer_contribution": 1}
BENEFITS = "benefit_expense"


def collect(land: Land, month: Month, number: int, day: dt.date) -> None:
    """One voucher per book: what every county took in; ``number``: the year of the simulation, from 0."""
    with system_scope():
        into = TREASURY if collecting_of(land.area, day).paid_into == TREASURY else SPECIAL_ACCOUNT
    for insutype in land.schemes:
        made_of = INCOME.get(insutype, OF_EMPLOYERS)
        for keeper in land.keepers:
            legs: dict[AccountKey, int] = {}
            for place, county in _of(land, keeper):
                fen = of_month(income_of(place, number), month.number)
                parts = zip(made_of, split_by_weights(fen, list(made_of.values())), strict=True)
                legs |= {AccountKey(role, keeper, county): -part for role, part in parts}
            _voucher(land, insutype, keeper, day, f"collected:{month}", f"{month} 征缴汇总", into, legs)


def spend(land: Land, month: Month, number: int, path: YearPath, day: dt.date) -> None:
    """One voucher per book: what benefits of the month's counties took."""
    for insutype in land.schemes:
        for keeper in land.keepers:
            legs = {
                AccountKey(BENEFITS, keeper, county): of_month(spending_of(place, number, path), month.number)
                for place, county in _of(land, keeper)
            }
            text = f"{month} 待遇支出汇总"
            _voucher(land, insutype, keeper, day, f"spent:{month}", text, SPECIAL_ACCOUNT, legs)


def _of(land: Land, keeper: Agency) -> Iterable[tuple[int, Agency]]:
    """The counties whose money stands in the keeper's book, with their places."""
    return ((n, one) for n, one in enumerate(land.counties) if land.keeper_of(one) == keeper)


def _voucher(
    land: Land,
    insutype: str,
    keeper: Agency,
    day: dt.date,
    key: str,
    summary: str,
    money: str,
    legs: dict[AccountKey, int],
) -> None:
    """``legs``: fen by account, debits above zero; ``money`` is the account of the keeper that takes the other side."""
    if not legs:
        return
    book, own = land.book(insutype, keeper), AccountKey(money, keeper)
    whole = {**legs, own: -sum(legs.values())}
    with system_scope():
        found = accounts_for(book, whole)
    act(
        land.at(Duty.FINANCE, keeper), post_entry, book=book, booked_on=day, kind=Entry.Kind.MANUAL, key=key,
        summary=summary, checked_by=land.at(Duty.REVIEW, keeper),
        legs=[LegDraft(found[one], debit=max(fen, 0), credit=max(-fen, 0)) for one, fen in whole.items() if fen],
    )  # fmt: skip


def move_up(land: Land, day: dt.date) -> None:
    """What stands in the treasury goes to the fiscal special account."""
    for insutype in land.schemes:
        for keeper in land.keepers:
            finance = land.at(Duty.FINANCE, keeper)
            with acting_as(finance):
                held = waiting(unit=keeper, insutype=insutype, today=day)
            if held is not None:
                act(
                    finance, record_transfer, unit=keeper, insutype=insutype, day_of_receipts=held.stretch.first,
                    moved_on=day, number=f"G{keeper.code}{insutype}{day:%Y%m%d}", amount=held.held,
                )  # fmt: skip


def close(land: Land, month: Month) -> list[BookPeriod]:
    """Finance asks, another person agrees, book by book; the year's statements are filed with December."""
    with system_scope():
        periods = BookPeriod.objects.filter(book__area=land.area, month=month.first)
        found = list(
            periods.select_related("book__unit__parent", "book__unit__area", "book__area").order_by("pk")
        )
    for period in found:
        act(land.at(Duty.REVIEW, period.book.unit), agree, request=ask(land, period))
    if month.number == 12:
        for insutype in land.schemes:
            asked = Asked(land.area, insutype, None, month, yearly=True)
            act(land.at(Duty.FINANCE), file_statements, asked=asked)
    return found


def open_until(land: Land, month: Month) -> None:
    """The books take what happens until the end of ``month``."""
    for insutype in land.schemes:
        for keeper in land.keepers:
            act(
                land.at(Duty.FINANCE, keeper),
                open_months,
                book=land.book(insutype, keeper),
                through=month,
            )
