"""What every topic needs: who acts, the year played, the institutions, a sheet brought in by a clerk."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from config.demo.importing import require_whole
from config.demo.policy import year_of
from config.demo.sheets import write
from config.demo.staff import Cast
from config.models import ImportRun
from config.periods import Month
from config.scoping import acting_as, system_scope
from config.spreadsheets.engine import import_file
from config.spreadsheets.resources import resource_of
from institutions.models import Agency, Duty, Institution, PoolingArea, User
from institutions.policy.in_force import policy_for
from institutions.services.lay_out_area import AreaLayout


@cache
def said() -> dict[str, Any]:
    """The words of the topics, from ``words.yaml`` beside this file."""
    return yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Stage:
    """One area and its people."""

    layout: AreaLayout
    cast: Cast

    @property
    def area(self) -> PoolingArea:
        return self.layout.area

    @property
    def city(self) -> Agency:
        return self.layout.city

    @property
    def year(self) -> int:
        """The year played."""
        return year_of(self.area.code)

    def day(self, month: int, day: int, years_on: int = 0) -> dt.date:
        return dt.date(self.year + years_on, month, day)

    def month(self, number: int) -> Month:
        return Month(self.year, number)

    def at(self, duty: str, agency: Agency | None = None) -> User:
        """Who holds the duty at ``agency``, or at the city."""
        return self.cast.at(agency or self.city, duty)

    def says(self, section: str) -> bool:
        """Whether a document in force at the end of the year played has the section."""
        with system_scope():
            return section in policy_for(self.area, self.day(12, 31)).sections

    def units(self) -> list[Agency]:
        """Accounting units with a counter of their own and an institution."""
        return [unit for unit in self.layout.units if self.institutions(unit)]

    def institutions(self, unit: Agency, kind: str = "") -> list[Institution]:
        """Those of a unit in the order of their codes: hospitals first."""
        with system_scope():
            found = Institution.objects.filter(county=unit).select_related("county__parent", "area")
            return list((found.filter(kind=kind) if kind else found).order_by("kind", "fixmedins_code"))


def act(user: User, service: Callable[..., Any], **given: Any) -> Any:
    """What ``service`` gives, done by ``user`` in the scope of ``user``."""
    with acting_as(user):
        return service(acting_user=user, **given)


def bring(
    stage: Stage, kind: str, name: str, rows: Sequence[dict[str, Any]], at: Agency | None = None
) -> ImportRun:
    """A sheet of ``rows``, imported by whoever may at ``at`` or the city; ``SheetRefused`` unless it is whole."""
    agency = at or stage.city
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(kind, path, rows)
        clerk = stage.cast.at(agency, resource_of(kind).duty or Duty.HANDLE)
        run = import_file(kind=kind, path=path, acting_user=clerk, agency=agency)
    require_whole(name, run)
    return run
