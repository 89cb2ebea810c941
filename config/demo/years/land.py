"""The area whose years are simulated: agencies, staff, policy, books, and what counties bring from before pooling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.accounts import open_agency_accounts
from config.demo.policy import put_policy_in_force, region_of
from config.demo.staff import hire
from config.demo.topics.stage import Stage, act
from config.demo.years.path import held_of, old_fund_of, working_of
from config.money import from_fen
from config.periods import Month
from config.scoping import system_scope
from funds.models import Book, Entry, Held, Opening
from funds.rules.clearing_postings import UNIFIED, Keeping
from funds.rules.movements import COUNTY_BALANCE, SPECIAL_ACCOUNT
from funds.services.accounts import AccountKey, accounts_for
from funds.services.drafts import book_of_unit
from funds.services.keeping import keeping_of
from funds.services.open_book import open_book
from funds.services.opening_balances import OpeningBalance, enter_opening_balances
from funds.services.openings.agree import book_opening, check_opening, confirm_opening, enter_opening
from funds.services.post_entry import LegDraft, post_entry
from institutions.models import Agency, Duty
from institutions.policy.in_force import policy_for
from institutions.rules.policy_package import SectionAt
from institutions.services.attach import attach
from institutions.services.lay_out_area import lay_out_area

# Fen the city holds for the area where counties keep books of their own.
OF_THE_CITY = 10_000_000_00


@dataclass(frozen=True)
class Land(Stage):
    """``counties`` are those with money; ``schemes`` those with books."""

    schemes: Sequence[str]
    counties: Sequence[Agency]

    @property
    def begins(self) -> Month:
        return Month(self.year, 1)

    @cached_property
    def keeping(self) -> Keeping:
        with system_scope():
            return keeping_of(self.area, self.begins.first)

    @property
    def unified(self) -> bool:
        return self.keeping.mode == UNIFIED

    @property
    def keepers(self) -> list[Agency]:
        """Who keeps a book of every scheme."""
        return [self.city] if self.unified else [self.city, *self.counties]

    def keeper_of(self, county: Agency) -> Agency:
        return self.city if self.unified else county

    def book(self, insutype: str, keeper: Agency) -> Book:
        with system_scope():
            return book_of_unit(insutype, keeper)

    def pooling(self, day: dt.date) -> SectionAt:
        with system_scope():
            return policy_for(self.area, day).section("pooling")


def settle_in(area_code: str, schemes: Sequence[str], counties: int | None) -> Land:
    """Everything that stands on the first day; ``counties``: how many of them, the last, have money; all where None."""
    layout = lay_out_area(area_code=area_code, region_code=region_of(area_code))
    cast = hire(layout)
    open_agency_accounts(layout)
    put_policy_in_force(layout, cast)
    land = Land(layout, cast, schemes, layout.units[-counties:] if counties else layout.units)
    for insutype in schemes:
        for keeper in land.keepers:
            accountant = land.at(Duty.FINANCE, keeper)
            act(accountant, open_book, insutype=insutype, unit=keeper, first=land.begins)
            _open(land, insutype, keeper)
        _bring_from_before(land, insutype)
    return land


def _open(land: Land, insutype: str, keeper: Agency) -> None:
    of_counties = [place for place, one in enumerate(land.counties) if land.keeper_of(one) == keeper]
    working = sum(working_of(place, alone=keeper != land.city) for place in of_counties) or OF_THE_CITY
    balances = [OpeningBalance(SPECIAL_ACCOUNT, keeper, working)]
    closes = land.pooling(land.begins.first).get("risk_fund.closed_on")
    # An old fund was kept for one scheme: merged, it is divided among all.
    if closes and keeper == land.city and insutype == land.schemes[0]:
        balances.append(OpeningBalance("risk_fund", keeper, sum(old_fund_of(place) for place in of_counties)))
    act(
        land.at(Duty.FINANCE, keeper), enter_opening_balances, book=land.book(insutype, keeper), balances=balances,
        evidence=f"决算〔{land.begins.previous}〕", checked_by=land.at(Duty.REVIEW, keeper),
    )  # fmt: skip


def _bring_from_before(land: Land, insutype: str) -> None:
    """What counties hold: audited and agreed where the policy knows a first day of pooling, else by a voucher."""
    section = land.pooling(land.begins.first)
    for place, county in enumerate(land.counties):
        if section.get("pooled_from"):
            _audited(land, insutype, county, held_of(place))
        elif section.get("gap.policy_order"):
            _by_voucher(land, insutype, county, held_of(place))


def _audited(land: Land, insutype: str, county: Agency, fen: int) -> None:
    finance = land.at(Duty.FINANCE, county)
    opening: Opening = act(
        finance, enter_opening, county=county, insutype=insutype, paper=f"审计〔{land.begins.previous}〕{county.code}",
        lines={Held.SPECIAL: from_fen(fen)},
    )  # fmt: skip
    scan = SimpleUploadedFile("report.pdf", b"%PDF-1.4 demo", content_type="application/pdf")
    act(finance, attach, subject=opening, title=opening.paper, upload=scan, agency=county, duty=Duty.FINANCE)
    act(land.at(Duty.REVIEW, county), check_opening, opening=opening)
    act(land.at(Duty.FINANCE), confirm_opening, opening=opening)
    act(land.at(Duty.APPROVE), book_opening, opening=opening)


def _by_voucher(land: Land, insutype: str, county: Agency, fen: int) -> None:
    keeper = land.keeper_of(county)
    book = land.book(insutype, keeper)
    keys = AccountKey(SPECIAL_ACCOUNT, keeper), AccountKey(COUNTY_BALANCE, keeper, county)
    with system_scope():
        found = accounts_for(book, keys)
    act(
        land.at(Duty.FINANCE, keeper), post_entry, book=book, booked_on=land.begins.first, kind=Entry.Kind.OPENING,
        key=f"opening:{county.code}", summary=f"上年累计结余 {county.place}",
        legs=[LegDraft(found[keys[0]], debit=fen), LegDraft(found[keys[1]], credit=fen)],
        checked_by=land.at(Duty.REVIEW, keeper),
    )  # fmt: skip
