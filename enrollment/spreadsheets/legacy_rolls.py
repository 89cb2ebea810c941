"""A roll of a former scheme (城镇居民, 新农合), handed over to be merged (HG-01): one file, one county, one scheme.

A roll is old: certificates are missing, have fifteen digits or a wrong check digit, birth dates cannot be read. Such
rows are stored and marked, for a person to look into; only a row that says nobody, no cover or another roll is
returned. The roll keeps how many rows the file had, and how many of them were stored and returned.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.money import from_fen
from config.scoping import system_scope
from config.spreadsheets import dates
from config.spreadsheets.checks import Lookup, SetCheck, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import WARNING, CellFault, RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from enrollment.models import LegacyRoll
from enrollment.reads.merging_rule import MergingRule, merges_of
from enrollment.rules.merging.numbers import FAULTY, MISSING, read_number
from institutions.policy.what_if import policy_in_area
from institutions.rules.policy_tables import PolicyGap

from . import legacy_roll_checks as sql
from . import legacy_roll_withdrawing as withdrawing
from .people import CERTIFICATE_TYPES

YEARS = (1998, 2199)
GENDERS = {"男": "1", "女": "2", "1": "1", "2": "2", "9": "9"}

register_messages(
    {
        "roll_no_cover": _noop("no year of cover, and no first day of cover"),
        "roll_cover_empty": _noop("the last day of cover lies before the first"),
        "roll_scheme": _noop("the policy does not merge this scheme on the day of the roll"),
        "roll_several": _noop(
            "another county, scheme, day or agency than row %(first)s: one file is one roll"
        ),
        "roll_closed": _noop("this merging was closed on %(day)s"),
        "roll_number_taken": _noop(
            "this number stands on the roll already: row %(row)s of %(file)s, %(name)s"
        ),
        "roll_certificate_missing": _noop("no certificate number: stored and marked"),
        "roll_certificate_faulty": _noop("not a sound certificate number: stored and marked, not relied on"),
        "roll_birth_unread": _noop("not a date: stored as given, the birth date stays open"),
        "roll_birth_differs": _noop(
            "differs from the birth date in the identity-card number (%(expected)s), which counts"
        ),
    }
)


class LegacyRollSheet(ImportResource):
    """A roll of a former scheme, as its agency hands it over."""

    kind = "legacy_roll"
    title = _("Roll of a former scheme")
    description = _(
        "A roll of a scheme that is merged into another: one file for one county and scheme. Rows whose certificate"
        " is missing or faulty are stored and marked; rows returned are counted with the roll."
    )
    sheet, sheet_label = "legacy_roll", _("Roll of a former scheme")
    duty = "register"
    shown = ("legacy_no", "psn_name", "insutype", "village")
    columns = (
        Column("insutype", _("Former scheme"), "code", required=True, pattern=r"[0-9]{3}", form="380"),
        Column("insuplc_admdvs", _("Insured in"), "code", required=True, pattern=r"[0-9]{6}", form="990101",
               help=_("District code of the county.")),
        Column("source", _("Handed over by"), required=True, max_length=100),
        Column("as_of", _("Roll as of"), "date", required=True),
        Column("legacy_no", _("Number on the former roll"), "code", required=True, max_length=30,
               form="230421001"),
        Column("psn_name", _("Person's name"), required=True, max_length=50),
        Column("psn_cert_type", _("Certificate type"), "code", choices=CERTIFICATE_TYPES, default="01"),
        Column("certno", _("Certificate number"), "certno", max_length=50,
               help=_("May be missing, have fifteen digits or be faulty: the row is stored and marked.")),
        Column("brdy", _("Born on"), max_length=30,
               help=_("From the identity card when empty; what is no date is stored as given.")),
        Column("gend", _("Gender"), max_length=10),
        Column("psn_type", _("Person category"), "code", pattern=r"[0-9]{2,6}", form="1501", default="1501"),
        Column("village", _("Village or community"), max_length=100),
        Column("hsh_no", _("Household number"), max_length=40),
        Column("year", _("Year of cover"), "integer", help=_("Or the days of cover.")),
        Column("begins_on", _("First day of cover"), "date", help=_("First of January when empty.")),
        Column("ends_on", _("Last day of cover"), "date", help=_("Last of December when empty.")),
        Column("paid", _("Paid by the person"), "money"),
    )  # fmt: skip
    derived = (
        Column("number", ""),
        Column("mark", ""),
        Column("born", "", "date"),
        Column("sex", ""),
        Column("begins", "", "date"),
        Column("ends", "", "date"),
        Column("raw", ""),
        Column("into_scheme", ""),
        Column("merged_from", "", "date"),
        Column("area_id", "", "integer"),
    )
    lookups = (
        Lookup("insuplc_admdvs", "institutions_agency", into="county_id", where="t.level = 'county'", what=_("county")),
    )  # fmt: skip
    checks = (
        in_scope("insuplc_admdvs"),
        SetCheck("roll_scheme", "insutype", sql.NOT_MERGED),
        SetCheck("roll_several", "insutype", sql.SEVERAL_ROLLS),
        SetCheck("roll_closed", "insutype", sql.CLOSED),
        unique_in_file("legacy_no"),
        SetCheck("roll_number_taken", "legacy_no", sql.NUMBER_TAKEN),
    )
    merges = (
        Merge(
            "enrollment.SchemeMerging",
            alias="g",
            key={"area_id": "s.area_id", "insutype": "s.into_scheme", "begins": "s.merged_from"},
            several_rows=True,
        ),
        Merge(
            "enrollment.LegacyRoll",
            alias="r",
            key={"import_run_id": "%(run)s::bigint", "county_id": "s.county_id", "insutype": "s.insutype"},
            on_insert={
                "merging_id": "g.id",
                "source": "s.source",
                "as_of": "s.as_of",
            },
            several_rows=True,
        ),
        Merge(
            "enrollment.LegacyRow",
            alias="l",
            key={"roll_id": "r.id", "row_no": "s.row_no"},
            on_insert={
                "merging_id": "g.id",
                "county_id": "s.county_id",
                "insutype": "s.insutype",
                "legacy_no": "s.legacy_no",
                "name": "s.psn_name",
                "psn_cert_type": "s.psn_cert_type",
                "certno": "s.number",
                "certno_given": "s.certno",
                "certificate": "s.mark",
                "birth": "s.born",
                "gend": "s.sex",
                "psn_type": "s.psn_type",
                "village": "s.village",
                "household": "s.hsh_no",
                "period": "daterange(s.begins, s.ends)",
                "paid": "coalesce(s.paid, 0)",
                "raw": "s.raw::jsonb",
            },
        ),
    )
    example = {
        "insutype": "380",
        "insuplc_admdvs": "990101",
        "source": "东山县新农合办",
        "as_of": "2017-10-31",
        "legacy_no": "99010100100001",
        "psn_name": "张示例",
        "psn_cert_type": "01",
        "certno": "110105491231002",
        "brdy": "1949-12-31",
        "gend": "女",
        "psn_type": "1501",
        "village": "东河村",
        "hsh_no": "H0001",
        "year": 2018,
        "begins_on": "",
        "ends_on": "",
        "paid": "150.00",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        row["raw"] = _as_given(row)
        yield from _certificate(number, row)
        yield from _birth(number, row)
        yield from _cover(number, row)

    def prepare(self, staging: Staging) -> None:
        """What the policy merges on the day of the roll."""
        policy_on = policy_in_area(staging.run.agency.area)
        merged: list[dict[str, Any]] = []
        for insutype, as_of in staging.rows(sql.DAYS):
            try:
                found: MergingRule | None = merges_of(policy_on(as_of)).get(insutype)
            except PolicyGap:
                found = None
            if found is not None:
                into = {"into_scheme": found.rule.into, "merged_from": found.rule.begins}
                merged.append({"insutype": insutype, "as_of": as_of, **into})
        staging.execute(sql.PUT_MERGED, {"merged": json.dumps(merged, default=str)})

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        super().apply_rows(staging, acting_user)
        rows, stored = staging.run.total_count, staging.count() or 0
        LegacyRoll.objects.filter(import_run_id=staging.run.pk).update(
            file_rows=rows, stored_rows=stored, returned_rows=rows - stored
        )

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        return withdrawing.blockers(run)

    def undo(self, run: ImportRun) -> None:
        # A pair or a person may have a row of another county on its other side.
        with system_scope():
            withdrawing.unmatch(run)
        super().undo(run)


_KEPT = tuple(column.name for column in LegacyRollSheet.columns)


def _as_given(row: dict[str, Any]) -> str:
    given = {name: row[name] for name in _KEPT if row[name] not in (None, "")}
    if row["paid"] is not None:
        given["paid"] = str(from_fen(row["paid"]))
    return json.dumps(given, ensure_ascii=False, default=str)


def _certificate(number: int, row: dict[str, Any]) -> Iterable[RowFault]:
    given = row["certno"] or ""
    read = read_number(row["psn_cert_type"], given)
    row["number"], row["mark"], row["born"] = read.number, read.mark, read.born
    row["sex"] = read.gender if read.gender != "0" else GENDERS.get(row["gend"] or "", "0")
    if read.mark == MISSING:
        yield RowFault(number, "certno", "roll_certificate_missing", level=WARNING)
    elif read.mark == FAULTY:
        yield RowFault(number, "certno", "roll_certificate_faulty", given, level=WARNING)


_read_date = dates.date_cell()


def _birth(number: int, row: dict[str, Any]) -> Iterable[RowFault]:
    """The certificate's birth date counts; the sheet's where there is none, and it can be read."""
    text = (row["brdy"] or "").removesuffix(" 00:00:00")
    if not text:
        return
    try:
        told: dt.date | None = _read_date(text)
    except CellFault:
        yield RowFault(number, "brdy", "roll_birth_unread", text, level=WARNING)
        return
    if row["born"] is None:
        row["born"] = told
    elif told != row["born"]:
        expected = {"expected": row["born"].isoformat()}
        yield RowFault(number, "brdy", "roll_birth_differs", text, expected, WARNING)


def _cover(number: int, row: dict[str, Any]) -> Iterable[RowFault]:
    """The days of cover, half open: those given, else the whole year."""
    year, first, last = row["year"], row["begins_on"], row["ends_on"]
    if year is None and (first is None or last is None):
        yield RowFault(number, "year", "roll_no_cover")
        return
    if year is not None and not YEARS[0] <= year <= YEARS[1]:
        yield RowFault(number, "year", "roll_no_cover", str(year))
        return
    row["begins"] = first or dt.date(year, 1, 1)
    row["ends"] = (last or dt.date(year, 12, 31)) + dt.timedelta(days=1)
    if row["ends"] <= row["begins"]:
        yield RowFault(number, "ends_on", "roll_cover_empty", str(last or year))


register_import(LegacyRollSheet())
