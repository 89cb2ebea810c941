"""Bring the sheets in through the clerks' own door: the same checks, the same people, the same record."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from config.demo.sheets import CITY, Sheet
from config.demo.staff import Cast
from config.display import joined
from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets.engine import apply_run, cancel_run, import_file
from config.spreadsheets.resources import resource_of
from institutions.models import Agency, User
from institutions.services.lay_out_area import AreaLayout

State = ImportRun.State


class SheetRefused(Exception):
    """A sheet of ours was not taken as a whole: a fault of the demonstration or of the import."""


class Brought(NamedTuple):
    """What became of a sheet: rows taken, or nothing when it had been brought in before."""

    sheet: Sheet
    rows: int
    fresh: bool


def bring_in(sheet: Sheet, folder: Path, layout: AreaLayout, cast: Cast) -> Brought:
    """Import one sheet unless that was done; an import cut off while applying is finished."""
    agency = agency_of(sheet, layout)
    known = import_of(sheet, agency)
    if known is not None and known.state == State.DONE:
        return Brought(sheet, known.total_count, fresh=False)
    if known is not None:
        run = apply_run(run=known)
    else:
        clerk = cast.at(agency, resource_of(sheet.kind).duty)
        _give_up_what_was_cut_off(sheet, agency, clerk)
        run = import_file(kind=sheet.kind, path=folder / sheet.name, acting_user=clerk, agency=agency)
    require_whole(sheet.name, run)
    return Brought(sheet, run.total_count, fresh=True)


def import_of(sheet: Sheet, agency: Agency) -> ImportRun | None:
    """The import that brought, or was just bringing, a sheet of ours."""
    under_way = [State.DONE, State.APPLYING]
    # Maintenance over all agencies: which of our own files were imported.
    runs = ImportRun.unscoped.filter(kind=sheet.kind, agency=agency, filename=sheet.name, state__in=under_way)
    with system_scope():
        return runs.order_by("pk").first()


def _give_up_what_was_cut_off(sheet: Sheet, agency: Agency, clerk: User) -> None:
    """Uploads of a killed demonstration that nobody confirmed: they stored nothing."""
    open_states = [State.RECEIVED, State.CHECKING, State.CHECKED]
    runs = ImportRun.unscoped.filter(
        kind=sheet.kind, agency=agency, filename=sheet.name, state__in=open_states
    )
    with system_scope():
        cut_off = list(runs.select_related("agency"))
    for run in cut_off:
        cancel_run(run=run, acting_user=clerk)


def agency_of(sheet: Sheet, layout: AreaLayout) -> Agency:
    """Who uploads it."""
    if sheet.unit == CITY:
        return layout.city
    return next(unit for unit in layout.units if unit.code == sheet.unit)


def require_whole(name: str, run: ImportRun) -> None:
    """Raises ``SheetRefused`` unless every row was taken."""
    if run.state == State.DONE and not run.bad_count:
        return
    with system_scope():
        wrong = [
            f"{error.row}: {error.column_label} {error.value} {error.message}"
            for error in run.row_errors.all()[:5]
        ]
    raise SheetRefused(
        _("%(sheet)s was not taken whole: %(state)s %(fault)s, %(bad)s rows wrong. %(rows)s")
        % {
            "sheet": name,
            "state": run.get_state_display(),
            "fault": run.fault,
            "bad": run.bad_count,
            "rows": joined(wrong),
        }
    )
