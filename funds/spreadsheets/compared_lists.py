"""A payer's list of settlements of one month and scheme: what every such sheet has in common.

Beside the national fields stand the scheme and the month the list is of: in the messages they are what was asked for.
A list is whole: what it no longer names goes, until the month is confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.periods import Month
from config.planning import planned_for_many
from config.spreadsheets import merging
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import (
    ImportResource,
    RowFault,
    SetCheck,
    Staging,
    unique_in_file,
)
from funds.models import OutOfAreaMonth, PayerListMonth

register_messages(
    {
        "elsewhere_city_only": _noop("the city takes such lists in"),
        "elsewhere_confirmed": _noop("the month is confirmed; nothing of it changes any more"),
        "elsewhere_no_month": _noop("%(month)s is no month that is over"),
        "elsewhere_several": _noop(
            "one list is of one month, one scheme and one payer: row %(row)s has another"
        ),
    }
)

AREA = "(SELECT area_id FROM institutions_agency WHERE id = %(agency)s)"
_CITY_ONLY = """
    SELECT s.row_no, s.{shown}, NULL::jsonb FROM {{staging}} s
    WHERE NOT EXISTS (SELECT FROM institutions_agency a WHERE a.id = %(agency)s AND a.level = 'city')
"""
# What every sheet begins with.
HEAD = (
    Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3,6}", form="390"),
    Column("trt_year", _("Year of the clearing"), "code", required=True, pattern=r"\d{4}", form="2020"),
    Column("trt_month", _("Month of the clearing"), "code", required=True, pattern=r"\d{1,2}", form="3"),
)


def list_checks(months: str, *same: str, shown: str) -> tuple[SetCheck, ...]:
    """Checks of a sheet whose months stand in table ``months`` and are told apart by ``same`` too; faults of the whole
    month are shown at column ``shown``."""
    names = ("month", "insutype", *same)
    of = {alias: ", ".join(f"{alias}.{name}" for name in names) for alias in ("m", "s", "first")}
    confirmed = f"""
        SELECT s.row_no, s.{shown}, NULL::jsonb FROM {{staging}} s
        JOIN {months} m ON m.area_id = {AREA} AND ({of["m"]}) = ({of["s"]}) WHERE m.state = 'confirmed'
    """
    several = f"""
        SELECT s.row_no, s.trt_month, jsonb_build_object('row', first.row_no) FROM {{staging}} s
        JOIN (SELECT {", ".join(names)}, row_no FROM {{staging}} ORDER BY row_no LIMIT 1) first
            ON ({of["first"]}) <> ({of["s"]})
    """
    return (
        unique_in_file("seqno"),
        SetCheck("elsewhere_city_only", shown, _CITY_ONLY.format(shown=shown)),
        SetCheck("elsewhere_confirmed", shown, confirmed),
        SetCheck("elsewhere_several", "trt_month", several),
    )


class ComparedList(ImportResource):
    """One row per settlement; ``month_model`` and the names by which its months are told apart (``same``)."""

    duty = "handle"
    for_own_area = True
    month_model: ClassVar[type[OutOfAreaMonth] | type[PayerListMonth]]
    same: ClassVar[tuple[str, ...]] = ()
    refused: ClassVar[type[DomainError]] = DomainError

    def compare(self, month: Any) -> None:
        raise NotImplementedError

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        year, month = int(row["trt_year"]), int(row["trt_month"])
        asked = Month(year, month) if 1 <= month <= 12 and 2000 <= year <= 2100 else None
        if asked is None or asked.last >= timezone.localdate():
            named = {"month": f"{row['trt_year']}-{row['trt_month']}"}
            yield RowFault(number, "trt_month", "elsewhere_no_month", row["trt_month"], named)
        else:
            row["month"] = asked.first

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        self._held(staging)
        merging.apply(staging, self.merges)
        months = self._held(staging)
        lines = self.month_model._meta.get_field("lines").related_model._meta.db_table
        with planned_for_many(staging.count() or 0):
            staging.execute(
                f"DELETE FROM {lines} l WHERE l.statement_month_id = ANY(%(ids)s) AND l.seqno <> ''"
                " AND NOT EXISTS (SELECT FROM {staging} s WHERE s.seqno = l.seqno)",
                {"ids": [month.pk for month in months]},
            )
        for month in months:
            self.compare(month)

    def _held(self, staging: Staging) -> list[Any]:
        """The month of the list, held until it is stored; raises where it was confirmed since the rows were checked."""
        alike = "".join(f" AND s.{name} = m.{name}" for name in ("month", "insutype", *self.same))
        found = staging.rows(
            f"SELECT m.id FROM {self.month_model._meta.db_table} m"
            f" WHERE m.area_id = {AREA} AND EXISTS (SELECT FROM {{staging}} s WHERE true{alike})"
        )
        held = list(
            self.month_model.objects.select_for_update(of=("self",)).filter(pk__in=[pk for (pk,) in found])
        )
        if any(month.state != "open" for month in held):
            raise self.refused(_("The month is confirmed: nothing of it changes any more."))
        return held

    def result_url(self, run: ImportRun) -> str | None:
        months = self.month_model.objects.filter(area=run.agency.area)
        found = months.order_by("-compared_at", "-pk").first()
        return found.get_absolute_url() if found else None

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield DomainError(_("Bring a corrected sheet instead: it replaces what was sent before."))
