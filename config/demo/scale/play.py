"""Filling an empty database, step by step; cut off anywhere, it goes on from there when it is asked for the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Bill
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from config.demo import agreements, approvals, books, counters, rows, sheets
from config.demo.accounts import open_agency_accounts
from config.demo.clearing import clear_inline, closed_months, months_of
from config.demo.everybody import amounts_of_grown_up
from config.demo.importing import bring_in
from config.demo.policy import put_policy_in_force, region_of, year_of
from config.demo.scale import bills, people
from config.demo.scale.clerks import employ
from config.demo.scale.plan import PROCESSES, Block, Plan, blocks_of, in_processes
from config.demo.scale.tidy import vacuum
from config.demo.sheets import CITY, Sheet
from config.demo.staff import Cast, hire, place_name
from config.demo.terminal import Progress, table
from config.demo.world import Place, Scale, World, make_world
from config.errors import DomainError
from config.scoping import system_scope
from enrollment.models import Coverage, Membership, Person, WindowEnrolment
from institutions.models import Duty, Institution, PoolingArea
from institutions.services.lay_out_area import AreaLayout, lay_out_area

# People to an institution, as in a province where every village has its room and every township its house.
OF_AN_INSTITUTION = 2_500
FEWEST_INSTITUTIONS = 40
PEOPLE = [
    "enrollment_person", "enrollment_payer", "enrollment_coverage", "enrollment_membership",
    "enrollment_windowenrolment", "institutions_institution",
]  # fmt: skip


class NotOurs(DomainError):
    """The database holds what was not made here, or not for these numbers."""


class ScaledArea:
    """One area of residents with ``people`` insured and ``bills`` of one year."""

    def __init__(self, area_code: str, people: int, bills: int, progress: Progress) -> None:
        self.plan = Plan(area_code, year_of(area_code), people, bills)
        self.progress = progress
        self.layout: AreaLayout
        self.cast: Cast

    def make(self, *, clerks: int = 200, months: int = 11) -> None:
        """Everything; raises :class:`NotOurs` before anything is written."""
        self._refuse_other_data()
        with self.progress.step(_("Agencies, staff, policy, books")) as done:
            self._found_the_agencies()
            done(_("%(count)s people at the counters") % {"count": employ(self.layout, clerks)})
        self._designate()
        self._people()
        self._bills()
        self._settle()
        with self.progress.step(_("Catalogue, counters, registrations")) as done:
            made = counters.fill(self.layout, self.cast) + agreements.fill(self.layout, self.cast)
            done(_("%(count)s records") % {"count": made})
        self._clear(months)
        self._tidy()
        self.progress.show(self._report())

    def _refuse_other_data(self) -> None:
        """Rows of ours begin with the plan's prefix; of another plan there may be too many, never too few."""
        areas = {self.plan.area_code, region_of(self.plan.area_code)}
        with system_scope():
            foreign = (
                PoolingArea.objects.exclude(code__in=areas).exists()
                or Person.objects.exclude(psn_no__startswith=self.plan.prefix).exists()
                or Person.objects.filter(psn_no__gt=self.plan.person(self.plan.people)).exists()
                or Bill.objects.filter(setl_id__gt=self.plan.bill(self.plan.bills))
                .filter(setl_id__startswith=self.plan.prefix)
                .exists()
            )
        if foreign:
            raise NotOurs(gettext_lazy(
                "The database holds other data: make the area of real size in one of its own (TONGCHOU_VAR)."
            ))  # fmt: skip

    def _found_the_agencies(self) -> None:
        self.layout = lay_out_area(area_code=self.plan.area_code, region_code=region_of(self.plan.area_code))
        self.cast = hire(self.layout)
        open_agency_accounts(self.layout)
        put_policy_in_force(self.layout, self.cast)
        each = self.plan.people // len(self.layout.units) + 1
        books.open_books(self.layout, self.cast, lambda: {unit.code: each for unit in self.layout.units})

    def _designate(self) -> None:
        """Institutions with their accounts come in by the sheet, like anywhere."""
        with self.progress.step(_("Designated institutions")) as done:
            if not Institution.unscoped.exists():
                sheet = Sheet("institutions", CITY, "institutions.xlsx")
                with tempfile.TemporaryDirectory() as folder:
                    sheets.write(
                        sheet.kind, Path(folder) / sheet.name, list(rows.institutions(self._world()))
                    )
                    bring_in(sheet, Path(folder), self.layout, self.cast)
            done(approvals.approve_payee_accounts(self.layout, self.cast))

    def _world(self) -> World:
        """The demonstration's, for its institutions; its people are not used."""
        wanted = max(FEWEST_INSTITUTIONS, self.plan.people // OF_AN_INSTITUTION)
        places = [Place(unit.code, place_name(unit)) for unit in self.layout.units]
        return make_world(self.plan.area_code, places, Scale(1, 1, wanted, legacy_balances=0))

    def _people(self) -> None:
        living = people.Living(self.layout.units, self._amounts())
        with self.progress.step(_("Insured people with cover, village and payment")) as done:
            people.villages(self.plan, living)
            done(self._blocks(self.plan.people, partial(people.make_block, self.plan, living)))
            vacuum(PEOPLE)

    def _amounts(self) -> Any:
        with system_scope():
            return amounts_of_grown_up(self.layout.units[0], self.plan.year)

    def _bills(self) -> None:
        care = bills.care_of(self.layout.area, tuple(unit.pk for unit in self.layout.units))
        with self.progress.step(_("Bills of the year")) as done:
            done(self._blocks(self.plan.bills, partial(bills.make_block, self.plan, care)))
            vacuum(["claims_bill"])

    def _blocks(self, rows: int, make: Callable[[Block], int]) -> str:
        blocks, made = blocks_of(rows), 0
        for number, count in enumerate(in_processes(blocks, make), 1):
            made += count
            if number % 10 == 0:
                self.progress.say(f"  {min(blocks[number - 1].last, rows):,} / {rows:,}")
        return f"{made:,}"

    def _settle(self) -> None:
        with self.progress.step(_("Bills settled, %(count)s processes") % {"count": PROCESSES}) as done:
            tally = settle_waiting_bills(
                selection=Selection(area_id=self.layout.area.pk),
                acting_user=self.cast.at(self.layout.city, Duty.HANDLE),
                processes=PROCESSES,
                report=self._tell_settled,
            )
            done(_("%(settled)s settled, %(waiting)s wait")
                 % {"settled": f"{tally.settled:,}", "waiting": f"{tally.waiting:,}"})  # fmt: skip
            vacuum(["claims_settlement", "claims_accumulator", "claims_billproblem"])

    def _tell_settled(self, so_far: int, total: int) -> None:
        if so_far // 500_000 > self._told:
            self._told = so_far // 500_000
            self.progress.say(f"  {so_far:,} / {total:,}")

    _told = 0

    def _clear(self, months: int) -> None:
        """The first months of the year to their end; the last ones are left to be worked on."""
        closed = closed_months(self.layout)
        for month in months_of(self.layout)[:months]:
            if month not in closed:
                clearing = clear_inline(month, self.layout, self.cast)
                self.progress.say(
                    _("Clearing of %(month)s: %(state)s")
                    % {"month": month, "state": clearing.get_state_display()}
                )

    def _tidy(self) -> None:
        with self.progress.step(_("Statistics of the tables")):
            vacuum(connection.introspection.django_table_names(only_existing=True))

    def _report(self) -> str:
        counted = (Person, Coverage, Membership, WindowEnrolment, Institution, Bill)
        with system_scope(), connection.cursor() as cursor:
            cursor.execute("select pg_database_size(current_database())")
            size = cursor.fetchone()[0]
            lines = [(str(one._meta.verbose_name_plural), f"{one.objects.count():,}") for one in counted]
        lines.append((_("Seconds"), f"{self.progress.seconds:,.0f}"))
        lines.append((_("Database"), f"{size / 1e9:,.1f} GB"))
        return "\n" + table([_("Rows"), self.plan.area_code], lines)
