"""Two old funds into one: in the first county closed with its proof, in the second still being cleared up."""

from __future__ import annotations

from decimal import Decimal

from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.clock import living_on
from config.demo.year.town import Town, town_of
from config.periods import Month
from config.scoping import system_scope
from enrollment.reads.merging_rule import FORMER
from funds.models import Book, BookMerging, LegacyArrear, MergedBook
from funds.policy import opening_policy
from funds.services.book_mergings.arrears import (
    confirm_arrear,
    decide_payment,
    drop_arrear,
    enter_arrear,
    enter_payment,
)
from funds.services.book_mergings.begin import begin_merging
from funds.services.book_mergings.benefits import list_benefits
from funds.services.book_mergings.close import close_merging, propose_closing
from funds.services.open_book import open_book, open_months
from funds.services.opening_balances import OpeningBalance, enter_opening_balances
from institutions.models import Agency, Duty
from institutions.policy.in_force import policy_for

# Yuan each old fund holds: on the special account, on the expenditure account, withheld from institutions.
HELD = (
    ("fiscal_special_account", (3_620_418, 1_284_905)),
    ("expenditure_account", (215_300, 96_400)),
    ("deposit_withheld", (48_260, 17_940)),
)
OPEN_UNTIL = 6


def fill(stage: Stage) -> int:
    """How many mergings; none where the documents merge no funds."""
    with system_scope():
        policy = opening_policy(policy_for(stage.area, stage.day(12, 31)))
        if policy.merged_on is None or BookMerging.objects.filter(unit__area=stage.area).exists():
            return 0
    town = town_of(stage, (SCHEME,))
    kept = [county for county in town.counties if county in town.keepers][:2]
    last = Month.of(policy.merged_on).previous
    for number, county in enumerate(kept):
        schemes = sorted(FORMER[name] for name in policy.merged_schemes)
        with living_on(stage.day(5, 12)):
            for place, insutype in enumerate(schemes):
                _old_book(town, county, insutype, last, place)
            merging = act(town.at(Duty.FINANCE, county), begin_merging, unit=county, into=SCHEME)
        _clear_up(town, merging, closes=number == 0)
    return len(kept)


def _old_book(town: Town, county: Agency, insutype: str, first: Month, place: int) -> None:
    """It goes on beside the one book until it is closed into it."""
    finance = town.at(Duty.FINANCE, county)
    book: Book = act(finance, open_book, insutype=insutype, unit=county, first=first)
    act(finance, open_months, book=book, through=town.month(OPEN_UNTIL))
    act(
        finance, enter_opening_balances, book=book, checked_by=town.at(Duty.REVIEW, county),
        evidence=said()["mergings"]["accounts"].format(year=first.year),
        balances=[OpeningBalance(role, county, held[place] * 100) for role, held in HELD],
    )  # fmt: skip


def _clear_up(town: Town, merging: BookMerging, *, closes: bool) -> None:
    county = merging.unit
    finance, reviewer = town.at(Duty.FINANCE, county), town.at(Duty.REVIEW, county)
    with system_scope():
        sources = list(
            MergedBook.objects.filter(merging=merging)
            .select_related("merging", "book__unit")
            .order_by("book__insutype")
        )
    with living_on(town.day(5, 14)):
        arrears = [_arrear(town, sources[row["fund"]], row) for row in said()["mergings"]["arrears"]]
        for arrear in arrears[: 2 if closes else 1]:
            act(reviewer, confirm_arrear, arrear=arrear)
        if closes:
            act(reviewer, drop_arrear, arrear=arrears[2], reason=said()["mergings"]["dropped"])
    with living_on(town.day(5, 22)):
        _pay(town, arrears[0], arrears[0].amount / 2, waits=not closes)
        act(finance, list_benefits, merging=merging)
    if closes:
        with living_on(town.day(6, 8)):
            act(finance, propose_closing, merging=merging)
            with system_scope():
                merging = BookMerging.objects.get(pk=merging.pk)
            act(town.at(Duty.APPROVE, county), close_merging, merging=merging)


def _arrear(town: Town, source: MergedBook, row: dict[str, str]) -> LegacyArrear:
    made: LegacyArrear = act(
        town.at(Duty.FINANCE, source.merging.unit), enter_arrear, source=source, kind=row["kind"],
        debtor=row["debtor"], of_year=int(row["year"]), amount=Decimal(row["amount"]), evidence=row["evidence"],
    )  # fmt: skip
    return made


def _pay(town: Town, arrear: LegacyArrear, amount: Decimal, *, waits: bool) -> None:
    county = arrear.source.merging.unit
    payment = act(
        town.at(Duty.FINANCE, county), enter_payment, arrear=arrear, amount=amount, received_on=town.day(5, 20),
        evidence=said()["mergings"]["slip"].format(code=county.code),
    )  # fmt: skip
    if not waits:
        act(town.at(Duty.REVIEW, county), decide_payment, payment=payment)
