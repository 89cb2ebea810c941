"""What finance and tax collected for the counties over the year, one voucher a month, by two people.

The villages and instalments of :mod:`config.demo.topics.fund_collection` show how single receipts are handled; they are
a handful. So that the year has surpluses and gaps as a city knows them, the rest comes as the month's total.
"""

from __future__ import annotations

from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.town import Town, town_of
from config.money import split_by_weights
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Book, Entry
from funds.reads.county_years import ledger_year
from funds.services.accounts import AccountKey, accounts_for
from funds.services.post_entry import LegDraft, post_entry
from institutions.models import Agency, Duty

# Income of the year to its spending, in hundredths, county by county, with what a common fund draws of it.
SHARES = (112, 92, 118, 95, 103, 97)
# When in the year it comes: the collection season ends in its first months, subsidies follow.
MONTHS = (22, 10, 8, 6, 6, 10, 6, 6, 8, 6, 6, 6)
PARTS = (("personal_contribution", 35), ("fiscal_subsidy_income", 65))
MARK = "year-income"


def fill(stage: Stage) -> int:
    """How many vouchers."""
    with system_scope():
        if Entry.objects.filter(book__area=stage.area, key__startswith=MARK).exists():
            return 0
        town = town_of(stage, (SCHEME,))
        wanted = {county: _wanted(town, county, number) for number, county in enumerate(town.counties)}
    return sum(_of_keeper(town, keeper, wanted) for keeper in town.keepers)


def _wanted(town: Town, county: Agency, number: int) -> int:
    """Fen still missing for the county's share."""
    year = ledger_year(town.area, SCHEME, town.year, county)
    return max(0, year.spending * SHARES[number % len(SHARES)] // 100 - year.income)


def _of_keeper(town: Town, keeper: Agency, wanted: dict[Agency, int]) -> int:
    own = wanted if keeper == town.city else {keeper: wanted.get(keeper, 0)}
    if keeper == town.city and town.keepers != [town.city]:
        own = {}
    own = {county: fen for county, fen in own.items() if fen}
    if not own:
        return 0
    by_month = {county: split_by_weights(fen, MONTHS) for county, fen in own.items()}
    with system_scope():
        book = Book.objects.select_related("unit__area", "area").get(unit=keeper, insutype=SCHEME)
    for number in range(1, len(MONTHS) + 1):
        amounts = {county: parts[number - 1] for county, parts in by_month.items()}
        _voucher(town, book, town.month(number), amounts)
    return len(MONTHS)


def _voucher(town: Town, book: Book, month: Month, amounts: dict[Agency, int]) -> None:
    keeper = book.unit
    finance = town.at(Duty.FINANCE, keeper)
    wanted = {AccountKey("fiscal_special_account", keeper): sum(amounts.values())}
    for county, fen in amounts.items():
        for (role, _weight), part in zip(
            PARTS, split_by_weights(fen, [weight for _role, weight in PARTS]), strict=True
        ):
            wanted[AccountKey(role, county, county)] = -part
    with acting_as(finance):
        accounts = accounts_for(book, wanted)
    act(
        finance, post_entry,
        book=book, booked_on=month.first.replace(day=20), kind=Entry.Kind.RECEIPT, key=f"{MARK}:{month}",
        summary=said()["income"].format(year=month.year, month=month.number), checked_by=town.at(Duty.REVIEW, keeper),
        legs=[
            LegDraft(accounts[key], debit=max(fen, 0), credit=max(-fen, 0)) for key, fen in wanted.items() if fen
        ],
    )  # fmt: skip
