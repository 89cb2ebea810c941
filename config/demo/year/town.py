"""The area the year is played in: agencies, staff, policy, books of both schemes, people and settled bills."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from config.demo import approvals, sheets
from config.demo.accounts import open_agency_accounts
from config.demo.importing import bring_in
from config.demo.policy import put_policy_in_force, region_of
from config.demo.staff import Cast, hire, place_name
from config.demo.topics.stage import Stage, act
from config.demo.world import Insured, Place, Scale, World, make_world
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Book
from funds.services.open_book import open_book
from funds.services.opening_balances import OpeningBalance, enter_opening_balances
from institutions.models import Agency, Duty
from institutions.services.lay_out_area import lay_out_area

EMPLOYEES, RESIDENTS = "310", "390"
SCHEMES = (EMPLOYEES, RESIDENTS)
DECEMBER = 12
# Fen: what finance holds for the city, and what every unit can pay from on the first day.
IN_SPECIAL_ACCOUNT, IN_EXPENDITURE_ACCOUNT = 50_000_000_00, 1_000_000_00
# One grown-up in so many is insured as an employee, or as a pensioner of an employer.
EMPLOYED_ONE_IN = 3
AT_WORK, RETIRED = "11", "12"


@dataclass(frozen=True)
class Town(Stage):
    """A stage whose months are ``first`` to ``last`` of the year, with books of ``schemes``."""

    first: int
    last: int
    schemes: Sequence[str] = SCHEMES

    @property
    def counties(self) -> list[Agency]:
        return list(self.layout.units)

    @property
    def units(self) -> list[Agency]:  # type: ignore[override]
        return [*self.counties, self.city]

    @property
    def played(self) -> list[Month]:
        return [self.month(number) for number in range(self.first, self.last + 1)]

    @property
    def whole(self) -> bool:
        """Whether the year ends in the play."""
        return self.last == DECEMBER

    def within(self, number: int) -> int:
        """The month of that number where it is played, else the last one."""
        return number if self.first <= number <= self.last else self.last

    @property
    def keepers(self) -> list[Agency]:
        """Who keeps the books: the city for all, under graded management every county its own."""
        with system_scope():
            books = Book.objects.filter(area=self.area, insutype__in=self.schemes).order_by("unit__code")
            return list({book.unit: None for book in books.select_related("unit__area", "unit__parent")})

    @cached_property
    def books(self) -> dict[str, Book]:
        with system_scope():
            return {
                book.insutype: book for book in Book.objects.filter(area=self.area).select_related("unit")
            }


def town_of(stage: Stage, schemes: Sequence[str]) -> Town:
    """The area of ``stage`` as a town whose whole year was played."""
    return Town(stage.layout, stage.cast, 1, DECEMBER, schemes)


def found(area_code: str, months: range, scale: Scale) -> Town:
    """Everything that stands before the first day of ``months``."""
    layout = lay_out_area(area_code=area_code, region_code=region_of(area_code))
    cast: Cast = hire(layout)
    open_agency_accounts(layout)
    put_policy_in_force(layout, cast)
    town = Town(layout, cast, months[0], months[-1])
    for insutype in SCHEMES:
        _open_book(town, insutype)
    _bring_in(town, scale)
    return town


def _open_book(town: Town, insutype: str) -> None:
    accountant = town.at(Duty.FINANCE)
    book = act(accountant, open_book, insutype=insutype, unit=town.city, first=town.month(town.first))
    balances = [
        OpeningBalance("fiscal_special_account", town.city, IN_SPECIAL_ACCOUNT),
        *(OpeningBalance("expenditure_account", unit, IN_EXPENDITURE_ACCOUNT) for unit in town.units),
    ]
    act(
        accountant, enter_opening_balances, book=book, balances=balances, evidence=f"{town.month(town.first).previous}",
        checked_by=town.at(Duty.REVIEW),
    )  # fmt: skip


def _bring_in(town: Town, scale: Scale) -> None:
    """People and bills of both schemes through the clerks' sheets; every bill is settled."""
    layout, cast = town.layout, town.cast
    places = [Place(unit.code, place_name(unit)) for unit in layout.units]
    world = _with_employees(make_world(town.area.code, places, scale))
    billed = _within_months(town, world)
    wanted = [
        one
        for one in sheets.sheets_of([unit.code for unit in layout.units])
        if one.kind in ("institutions", "people", "bills")
    ]
    with tempfile.TemporaryDirectory() as name:
        for of_kind, invented in (("institutions", world), ("people", world), ("bills", billed)):
            sheets.write_missing(invented, [one for one in wanted if one.kind == of_kind], Path(name))
        for sheet in wanted:
            bring_in(sheet, Path(name), layout, cast)
    approvals.approve_payee_accounts(layout, cast)
    clerk = town.at(Duty.HANDLE)
    with acting_as(clerk):
        settle_waiting_bills(selection=Selection(area_id=town.area.pk), acting_user=clerk)


def _with_employees(world: World) -> World:
    """The same people, some of the grown-up among them with an employer instead of in their village."""
    return replace(
        world,
        people=tuple(
            _of_employer(one) if one.psn_type in _SEEN_AS and number % EMPLOYED_ONE_IN == 0 else one
            for number, one in enumerate(world.people)
        ),
    )


_SEEN_AS = {"15": AT_WORK, "16": RETIRED}


def _of_employer(person: Insured) -> Insured:
    return person._replace(insutype=EMPLOYEES, psn_type=_SEEN_AS[person.psn_type])


def _within_months(town: Town, world: World) -> World:
    """Whoever is insured in the months played, and only then: no other month's bills would be cleared."""
    first, end = town.month(town.first).first, town.month(town.last).next_first
    narrowed = (one._replace(begins=max(one.begins, first), ends=min(one.ends, end)) for one in world.people)
    people = tuple(one for one in narrowed if one.begins < one.ends)
    # All are settled here: none comes settled already.
    return replace(world, people=people, scale=replace(world.scale, reported=0))
