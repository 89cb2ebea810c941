"""The states from which the steps start, each a database of its own that every run clones.

The first ones are a small demonstration, brought as far as the step needs; the year's settlement starts from the
tests' city with a year of bookings. Whoever acts in a step has a session in the state: nobody signs in twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils import timezone
from psycopg import sql

from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from config.demo import approvals, books, sheets
from config.demo.accounts import open_agency_accounts
from config.demo.importing import agency_of, bring_in
from config.demo.policy import put_policy_in_force, region_of, year_of
from config.demo.sheets import Sheet
from config.demo.staff import Cast, hire, place_name
from config.demo.world import SCHEME, Place, Scale, World, make_world
from config.embedded import postgres
from config.models import ImportRun
from config.periods import Month
from config.scoping import system_scope
from config.spreadsheets.engine import check_run, receive_file
from funds.models import Clearing
from funds.services.clearing.drive import Drive, People
from funds.services.open_book import open_months
from institutions.models import Duty, User
from institutions.services.lay_out_area import AreaLayout, lay_out_area
from tests.cast import build_cast
from tests.funds.year_settlement.conftest import make
from tests.support.databases import connected_to, drop_database, owner_connection

AREA = "620700"
SCALE = Scale().smaller(2_400, 3_600)
YEAR_SETTLED = 2022


@dataclass
class Start:
    """A database to clone, the sessions in it by role, and what the acts of the step need to know."""

    database: str
    cookies: dict[str, str] = field(default_factory=dict)
    sheet: Path | None = None

    def seat(self, **users: User) -> None:
        """Sign the people in, inside the state."""
        for role, user in users.items():
            browser = Client()
            browser.force_login(user)
            self.cookies[role] = (
                f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
            )


class States:
    """Builds each state when it is first asked for, the later ones from the earlier; ``drop`` at the end."""

    def __init__(self, template: str, names: Iterator[str], folder: Path) -> None:
        self._template, self._names, self._folder = template, names, folder
        self._built: list[str] = []

    def drop(self) -> None:
        with owner_connection("postgres") as owner:
            for name in self._built:
                drop_database(owner, name)

    @contextmanager
    def _building(self, source: str) -> Iterator[str]:
        database = next(self._names)
        self._built.append(database)
        clone(database, source)
        with connected_to(database):
            yield database

    # --- the demonstration's city ---

    @cached_property
    def _city(self) -> tuple[str, AreaLayout, Cast, World]:
        """Agencies, staff, policy, books, institutions; the sheets lie written."""
        with self._building(self._template) as database:
            layout = lay_out_area(area_code=AREA, region_code=region_of(AREA))
            cast = hire(layout)
            open_agency_accounts(layout)
            put_policy_in_force(layout, cast)
            world = make_world(AREA, [Place(unit.code, place_name(unit)) for unit in layout.units], SCALE)
            books.open_books(layout, cast, lambda: books.heads_of(world))
            sheets.write_missing(world, self._sheets(layout), self._folder)
            self._bring_in(layout, cast, "institutions")
        return database, layout, cast, world

    def _sheets(self, layout: AreaLayout) -> list[Sheet]:
        return sheets.sheets_of([unit.code for unit in layout.units])

    def _bring_in(self, layout: AreaLayout, cast: Cast, *kinds: str, without: Sheet | None = None) -> None:
        for sheet in self._sheets(layout):
            if sheet.kind in kinds and sheet != without:
                bring_in(sheet, self._folder, layout, cast)

    def _largest(self, layout: AreaLayout, kind: str) -> Sheet:
        of_kind = [sheet for sheet in self._sheets(layout) if sheet.kind == kind]
        return max(of_kind, key=lambda sheet: (self._folder / sheet.name).stat().st_size)

    @cached_property
    def importing(self) -> Start:
        """A county's sheet of people lies ready."""
        source, layout, cast, _world = self._city
        with self._building(source) as database:
            sheet = self._largest(layout, "people")
            start = Start(database, sheet=self._folder / sheet.name)
            start.seat(clerk=cast.at(agency_of(sheet, layout), Duty.REGISTER))
        return start

    @cached_property
    def settling(self) -> Start:
        """A county's sheet of bills is uploaded and checked; once confirmed, its bills are settled."""
        source, layout, cast, _world = self._city
        with self._building(source) as database:
            self._bring_in(layout, cast, "people")
            sheet = self._largest(layout, "bills")
            agency = agency_of(sheet, layout)
            clerk = cast.at(agency, Duty.HANDLE)
            with (self._folder / sheet.name).open("rb") as file, system_scope():
                run = receive_file(
                    kind="bills", file=file, filename=sheet.name, acting_user=clerk, agency=agency
                )
            check_run(run=run)
            if run.state != ImportRun.State.CHECKED:
                raise RuntimeError(f"{sheet.name}: {run.state} {run.fault}")
            start = Start(database, sheet=self._folder / sheet.name)
            start.seat(clerk=clerk)
        return start

    @cached_property
    def clearing(self) -> Start:
        """All bills of the year settled, no month cleared."""
        source, layout, cast, _world = self._city
        with self._building(source) as database:
            self._bring_in(layout, cast, "people", "legacy_balances", "deductions", "bills", "settled_bills")
            approvals.approve_payee_accounts(layout, cast)
            approvals.review_deductions(layout, cast)
            settle_waiting_bills(
                selection=Selection(area_id=layout.area.pk), acting_user=cast.at(layout.city, Duty.HANDLE)
            )
            start = Start(database)
            self._seat_city(start, layout, cast)
        return start

    @cached_property
    def posting(self) -> Start:
        """January adjudicated: once reviewed it is netted and posted, and its payments are prepared."""
        source, (_city, layout, cast, _world) = self.clearing.database, self._city
        with self._building(source) as database:
            people = People(cast.at(layout.city, Duty.FINANCE), cast.at(layout.city, Duty.REVIEW))
            Drive(
                area=layout.area, month=first_month(), insutype=SCHEME, people=people, inline=True, tell=str
            ).to(Clearing.State.ADJUDICATED)
            start = Start(database)
            self._seat_city(start, layout, cast)
        return start

    def _seat_city(self, start: Start, layout: AreaLayout, cast: Cast) -> None:
        start.seat(finance=cast.at(layout.city, Duty.FINANCE), review=cast.at(layout.city, Duty.REVIEW))

    # --- the tests' city ---

    @cached_property
    def year_settlement(self) -> Start:
        """A closed year with a county's gap, a managerial part of it, and another county's surplus."""
        with self._building(self._template) as database:
            with system_scope():
                cast = build_cast()
                made = make(cast, "ningbo.yaml")
                made.county(cast.east, 100, 300, balance=50)
                made.county(cast.west, 400, 300)
                made.fund(40)
                open_months(
                    book=made.year.book, through=Month.of(timezone.localdate()), acting_user=cast.finance_city
                )
            made.managerial(cast.east, 30)
            made.close()
            start = Start(database)
            start.seat(finance=cast.finance_city, approver=cast.approver_city)
        return start


def first_month() -> Month:
    return Month(year_of(AREA), 1)


def clone(database: str, source: str) -> None:
    """Make ``database`` anew from ``source``, which nobody may be connected to."""
    with owner_connection("postgres") as owner:
        drop_database(owner, database)
        owner.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(database), sql.Identifier(source))
        )
    # A copied sequence claims numbers logged ahead that only its original's log holds: a crash before the next
    # checkpoint would give them out twice. No database in use is so young.
    with postgres.connect_as_superuser() as link:
        link.execute("CHECKPOINT")
