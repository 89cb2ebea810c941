"""The demonstration from an empty database to a cleared year, each act by the people whose duty it is.

Every step first looks what is there: run again it changes nothing, cut off anywhere it goes on from there.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from multiprocessing.process import BaseProcess
from pathlib import Path

from django.db import connections
from django.utils.translation import gettext as _

from claims.services.settle_in_bulk import Selection, Tally, settle_waiting_bills
from config.demo import agreements, approvals, books, counters, report, sheets
from config.demo.accounts import open_agency_accounts
from config.demo.clearing import closed_months, is_ready_to_pay, months_of, pay_month, post_month
from config.demo.importing import Brought, agency_of, bring_in, import_of
from config.demo.policy import packages_of, put_policy_in_force, region_of
from config.demo.sheets import Sheet
from config.demo.staff import Cast, hire, place_name
from config.demo.terminal import Progress
from config.demo.topics import play as topics
from config.demo.workers import workers
from config.demo.world import Place, Scale, World, make_world
from config.periods import Month
from config.processes import begin_child
from institutions.models import Duty
from institutions.services.lay_out_area import AreaLayout, lay_out_area

PROCESSES = 2
# News of a running step at most so often.
NEWS_SECONDS = 2.0
POLL_SECONDS = 0.1
_FORK = multiprocessing.get_context("fork")


class Demonstration:
    """One area, one invented year."""

    def __init__(self, area_code: str, scale: Scale, progress: Progress, without: Sequence[str] = ()) -> None:
        """``without`` names topics left to be played by hand."""
        packages_of(area_code)
        self.area_code = area_code
        self.scale = scale
        self.progress = progress
        self.without = without
        self._last_news = 0.0
        self.layout: AreaLayout
        self.cast: Cast

    def play(self) -> None:
        """Everything, up to and including the printed result."""
        with self.progress.step(_("Agencies, staff, policy, books")) as done:
            self._found_the_agencies()
            done(_("%(count)s accounting units") % {"count": len(self.layout.units)})
        self._bring_in_the_sheets([sheet for sheet in self._sheets if not self._is_in(sheet)])
        self._play_topics(_("People aided, lines of bills"), topics.BEFORE_SETTLING)
        self._settle()
        with self.progress.step(_("Catalogue, counters, registrations")) as done:
            made = counters.fill(self.layout, self.cast) + agreements.fill(self.layout, self.cast)
            done(_("%(count)s records") % {"count": made})
        self._play_topics(_("Payment groups, months grouped"), topics.BEFORE_CLEARING)
        self._clear()
        self._play_topics(
            _("Designated institutions, prices, procurement, year's end"), topics.AFTER_CLEARING
        )
        for text in report.lines(self.layout):
            self.progress.show(text)

    def _play_topics(self, title: str, of: Sequence[topics.Fill]) -> None:
        with self.progress.step(title) as done:
            wanted = [topic for topic in of if topics.name_of(topic) not in self.without]
            made = topics.play(wanted, self.layout, self.cast)
            done(_("%(count)s records") % {"count": made})

    def _found_the_agencies(self) -> None:
        self.layout = lay_out_area(area_code=self.area_code, region_code=region_of(self.area_code))
        self.cast = hire(self.layout)
        open_agency_accounts(self.layout)
        put_policy_in_force(self.layout, self.cast)
        books.open_books(self.layout, self.cast, lambda: books.heads_of(self.world))

    @cached_property
    def world(self) -> World:
        """Invented only when something of it is still needed: a second run is done sooner."""
        units = [Place(unit.code, place_name(unit)) for unit in self.layout.units]
        return make_world(self.area_code, units, self.scale)

    # --- the sheets ---

    @cached_property
    def _sheets(self) -> list[Sheet]:
        return sheets.sheets_of([unit.code for unit in self.layout.units])

    @cached_property
    def _folder(self) -> Path:
        return sheets.folder_of(self.area_code, self.scale)

    def _is_in(self, sheet: Sheet) -> bool:
        run = import_of(sheet, agency_of(sheet, self.layout))
        return run is not None and run.state == run.State.DONE

    def _bring_in_the_sheets(self, missing: Sequence[Sheet]) -> None:
        """Institutions and people first: bills name them."""
        if missing:
            with (
                self.progress.step(_("Spreadsheets made and imported")) as done,
                self._writing(missing) as writer,
            ):
                first = [sheet for sheet in missing if sheet.kind in ("institutions", "people")]
                rows = self._import(first, writer)
                rows += self._import([sheet for sheet in missing if sheet not in first], writer)
                done(_("%(rows)s rows in %(files)s files") % {"rows": f"{rows:,}", "files": len(missing)})
        else:
            self.progress.say(_("The spreadsheets were imported before."))
        approvals.approve_payee_accounts(self.layout, self.cast)
        approvals.review_deductions(self.layout, self.cast)

    @contextmanager
    def _writing(self, missing: Sequence[Sheet]) -> Iterator[BaseProcess]:
        """A process writes the sheets in their order, while the first are imported already."""
        arguments = (os.getpid(), self.world, missing, self._folder)
        # A child must not share our connection: closed here, everybody opens their own.
        connections.close_all()
        writer = _FORK.Process(target=self._write, args=arguments)
        writer.start()
        try:
            yield writer
        finally:
            writer.terminate()
            writer.join()

    def _write(self, parent: int, world: World, missing: Sequence[Sheet], folder: Path) -> None:
        begin_child(parent)
        sheets.write_missing(world, missing, folder)

    def _import(self, wanted: Sequence[Sheet], writer: BaseProcess) -> int:
        """All of ``wanted``, two at a time; the rows they had."""
        connections.close_all()
        futures: list[Future[Brought]] = []
        with ProcessPoolExecutor(PROCESSES, _FORK, initializer=begin_child, initargs=(os.getpid(),)) as pool:
            for sheet in wanted:
                self._await(self._folder / sheet.name, writer)
                future = pool.submit(bring_in, sheet, self._folder, self.layout, self.cast)
                future.add_done_callback(self._tell_import)
                futures.append(future)
            return sum(future.result().rows for future in futures)

    def _await(self, path: Path, writer: BaseProcess) -> None:
        while not path.exists():
            if writer.exitcode:
                raise RuntimeError(f"the writer of the sheets ended with {writer.exitcode}; see above")
            time.sleep(POLL_SECONDS)

    def _tell_import(self, future: Future[Brought]) -> None:
        if not future.cancelled() and future.exception() is None:
            brought = future.result()
            self.progress.say(f"  {brought.sheet.name}: {brought.rows:,}")

    # --- settling and clearing ---

    def _settle(self) -> None:
        clerk = self.cast.at(self.layout.city, Duty.HANDLE)
        with self.progress.step(_("Bills settled, %(count)s processes") % {"count": PROCESSES}) as done:
            tally: Tally = settle_waiting_bills(
                selection=Selection(area_id=self.layout.area.pk),
                acting_user=clerk,
                processes=PROCESSES,
                report=lambda so_far, total: self._news(f"  {so_far:,} / {total:,}"),
            )
            done(_("%(settled)s settled, %(waiting)s wait")
                 % {"settled": f"{tally.settled:,}", "waiting": f"{tally.waiting:,}"})  # fmt: skip

    def _clear(self) -> None:
        closed = closed_months(self.layout)
        waiting = [month for month in months_of(self.layout) if month not in closed]
        if not waiting:
            self.progress.say(_("All twelve months were cleared before."))
            return
        with workers(PROCESSES) as own, self._paying(waiting) as payer:
            self.progress.say(
                _("Celery workers started") if own else _("Celery workers that run already take the jobs")
            )
            for month in waiting:
                post_month(month, self.layout, self.cast, lambda text: self._news(f"  {text}"))
                if payer.exitcode:
                    break
            payer.join()
            if payer.exitcode:
                raise RuntimeError(f"paying the months ended with {payer.exitcode}; see above")

    @contextmanager
    def _paying(self, months: Sequence[Month]) -> Iterator[BaseProcess]:
        """A process pays and closes the months one after the other, while the next are adjudicated."""
        connections.close_all()
        payer = _FORK.Process(target=self._pay, args=(os.getpid(), months))
        payer.start()
        try:
            yield payer
        finally:
            payer.terminate()
            payer.join()

    def _pay(self, parent: int, months: Sequence[Month]) -> None:
        begin_child(parent)
        for month in months:
            while not is_ready_to_pay(month, self.layout, self.cast):
                time.sleep(POLL_SECONDS)
            clearing = pay_month(month, self.layout, self.cast, lambda text: self._news(f"  {text}"))
            self.progress.say(
                _("Clearing of %(month)s: %(state)s")
                % {"month": month, "state": clearing.get_state_display()}
            )

    def _news(self, text: str) -> None:
        """Say it unless something was said just now."""
        if time.monotonic() - self._last_news >= NEWS_SECONDS:
            self._last_news = time.monotonic()
            self.progress.say(text)
