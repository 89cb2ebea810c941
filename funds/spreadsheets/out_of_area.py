"""The province's monthly list of settlements elsewhere, in the layout of message 3260.

Beside the national fields stand the scheme and the month the province clears: in the message they are what was asked
for. A list is whole: what it no longer names goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import AMOUNT_LABELS
from config.errors import DomainError
from config.models import ImportRun
from config.periods import Month
from config.planning import planned_for_many
from config.spreadsheets import merging
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import (
    ImportResource,
    Merge,
    RowFault,
    SetCheck,
    Staging,
    register_import,
    unique_in_file,
)
from funds.models import OutOfAreaMonth
from funds.services.out_of_area.compare import compare_month
from funds.services.out_of_area.faults import OutOfAreaRefused

register_messages(
    {
        "elsewhere_city_only": _noop("the city takes in the province's lists"),
        "elsewhere_confirmed": _noop(
            "the month was confirmed to the province; nothing of it changes any more"
        ),
        "elsewhere_no_month": _noop("%(month)s is no month that is over"),
        "elsewhere_several": _noop("one list is of one month and one scheme: row %(row)s has another"),
    }
)

_AREA = "(SELECT area_id FROM institutions_agency WHERE id = %(agency)s)"
_CITY_ONLY = """
    SELECT s.row_no, s.setl_sn, NULL::jsonb FROM {staging} s
    WHERE NOT EXISTS (SELECT FROM institutions_agency a WHERE a.id = %(agency)s AND a.level = 'city')
"""
_CONFIRMED = f"""
    SELECT s.row_no, s.setl_sn, NULL::jsonb FROM {{staging}} s
    JOIN funds_outofareamonth m ON m.area_id = {_AREA} AND m.month = s.month AND m.insutype = s.insutype
    WHERE m.state = 'confirmed'
"""
_SEVERAL = """
    SELECT s.row_no, s.trt_month, jsonb_build_object('row', first.row_no) FROM {staging} s
    JOIN (SELECT month, insutype, row_no FROM {staging} ORDER BY row_no LIMIT 1) first
        ON (first.month, first.insutype) <> (s.month, s.insutype)
"""
_FIELDS = ("mdtrtarea", "medins_no", "certno", "mdtrt_id")
# Numbers in the list are given anew: what was said of a line is not said of another settlement under its number.
_SAME_SETTLEMENT = (
    "(l.setl_sn, l.mdtrt_id, l.fulamt_advpay_flag, l.medfee_sumamt, l.optins_pay_sumamt) IS NOT DISTINCT FROM"
    " (s.setl_sn, coalesce(s.mdtrt_id, ''), s.fulamt_advpay_flag, s.medfee_sumamt, s.optins_pay_sumamt)"
)


class OutOfAreaList(ImportResource):
    """One row per settlement elsewhere."""

    kind = "out_of_area_list"
    title = _("Settlements outside the area (3260)")
    description = _(
        "What the province lists for a month of care outside the pooling area. It is compared with what the month's"
        " clearing found; a later list of the same month and scheme replaces it until it is confirmed."
    )
    sheet, sheet_label = "settlements_3260", _("Sheet of settlements outside the area (3260)")
    duty = "handle"
    for_own_area = True
    shown = ("seqno", "setl_sn", "medfee_sumamt", "optins_pay_sumamt")
    columns = (
        Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3,6}", form="390"),
        Column("trt_year", _("Year of the clearing"), "code", required=True, pattern=r"\d{4}", form="2020"),
        Column("trt_month", _("Month of the clearing"), "code", required=True, pattern=r"\d{1,2}", form="3"),
        Column("seqno", _("Number in the list"), "code", required=True, max_length=12),
        Column("mdtrtarea", _("Area of care"), "code", required=True, pattern=r"\d{6}", form="620100"),
        Column("medins_no", _("Institution code"), "code", required=True, max_length=22),
        Column("certno", _("Certificate number"), "code", max_length=50),
        Column("mdtrt_id", _("Visit number"), "code", max_length=30),
        Column("mdtrt_setl_time", _("Settled at"), "datetime", required=True),
        Column("setl_sn", _("Settlement number"), "code", required=True, max_length=30),
        Column("fulamt_advpay_flag", _("Paid in full by the person"), "flag", default=False),
        Column("medfee_sumamt", AMOUNT_LABELS["medfee_sumamt"], "money", required=True, negative=True),
        Column("optins_pay_sumamt", _("Owed by the agency"), "money", required=True, negative=True),
    )
    derived = (Column("month", "", "date"),)
    checks = (
        unique_in_file("seqno"),
        SetCheck("elsewhere_city_only", "setl_sn", _CITY_ONLY),
        SetCheck("elsewhere_confirmed", "setl_sn", _CONFIRMED),
        SetCheck("elsewhere_several", "trt_month", _SEVERAL),
    )
    merges = (
        Merge(
            "funds.OutOfAreaMonth",
            alias="m",
            key={"area_id": _AREA, "month": "s.month", "insutype": "s.insutype"},
            several_rows=True,
        ),
        Merge(
            "funds.OutOfAreaLine",
            alias="l",
            key={"statement_month_id": "m.id", "seqno": "s.seqno"},
            fields={
                **{name: f"coalesce(s.{name}, '')" for name in _FIELDS},
                "setl_sn": "s.setl_sn",
                "mdtrt_setl_time": "s.mdtrt_setl_time AT TIME ZONE 'Asia/Shanghai'",
                **{
                    name: f"s.{name}" for name in ("fulamt_advpay_flag", "medfee_sumamt", "optins_pay_sumamt")
                },
                "explanation": f"CASE WHEN {_SAME_SETTLEMENT} THEN l.explanation ELSE '' END",
                "explained_by_id": f"CASE WHEN {_SAME_SETTLEMENT} THEN l.explained_by_id END",
            },
            blank_keeps=False,
        ),
    )
    example = {
        "insutype": "390", "trt_year": "2020", "trt_month": "3", "seqno": "1", "mdtrtarea": "620100",
        "medins_no": "H62010200001", "certno": "", "mdtrt_id": "S620100200301000001",
        "mdtrt_setl_time": "2020-03-05 10:20:00", "setl_sn": "A620100200305000000000000000001",
        "medfee_sumamt": "12000.00", "optins_pay_sumamt": "6600.00",
    }  # fmt: skip

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
        with planned_for_many(staging.count() or 0):
            staging.execute(
                "DELETE FROM funds_outofarealine l WHERE l.statement_month_id = ANY(%(ids)s) AND l.seqno <> ''"
                " AND NOT EXISTS (SELECT FROM {staging} s WHERE s.seqno = l.seqno)",
                {"ids": [month.pk for month in months]},
            )
        for month in months:
            compare_month(month)

    def _held(self, staging: Staging) -> list[OutOfAreaMonth]:
        """The month of the list, held until it is stored; raises where it was confirmed since the rows were checked."""
        found = staging.rows(
            "SELECT m.id FROM funds_outofareamonth m WHERE EXISTS (SELECT FROM {staging} s WHERE s.month = m.month"
            f" AND s.insutype = m.insutype) AND m.area_id = {_AREA}"
        )
        months = OutOfAreaMonth.objects.select_for_update(of=("self",)).filter(pk__in=[pk for (pk,) in found])
        held = list(months)
        if any(month.state != OutOfAreaMonth.State.OPEN for month in held):
            raise OutOfAreaRefused(_("The month is confirmed: nothing of it changes any more."))
        return held

    def result_url(self, run: ImportRun) -> str | None:
        found = OutOfAreaMonth.objects.filter(area=run.agency.area).order_by("-compared_at", "-pk").first()
        return reverse("funds:out_of_area_month", args=[found.pk]) if found else None

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield DomainError(_("Bring a corrected sheet instead: it replaces what the province sent before."))


register_import(OutOfAreaList())
