"""The sheet of populations: residents and employed of each county for a year's targets, one row per county (JJ-02).

The row of a county and year replaces what was entered; targets already drafted keep what they were worked out with.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.spreadsheets.checks import Lookup, SetCheck, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import

register_messages(
    {
        "population_city_only": _noop("the city enters populations"),
        "population_employed": _noop("more people work there than live there: %(residents)s"),
        "population_year": _noop("a year from 2015 to 2100 is expected"),
        "population_too_large": _noop("at most 2,000,000,000"),
    }
)

_FIRST, _LAST = 2015, 2100
_HIGHEST = 2_000_000_000
_CITY_ONLY = """
    SELECT s.row_no, s.county, NULL::jsonb FROM {staging} s
    WHERE NOT EXISTS (SELECT 1 FROM institutions_agency a WHERE a.id = %(agency)s AND a.level = 'city')
"""
# At the city's own unit people work and nobody lives.
_EMPLOYED = """
    SELECT s.row_no, s.employed, jsonb_build_object('residents', s.residents)
    FROM {staging} s JOIN institutions_agency a ON a.id = s.county_id
    WHERE s.employed > s.residents AND NOT a.is_city_own
"""


class Populations(ImportResource):
    """Resident and employed population by county and year."""

    kind = "populations"
    title = _("Population")
    description = _("Resident and employed population of each county, from which a year's targets follow.")
    sheet, sheet_label = "populations", _("Sheet of populations")
    duty = "finance"
    shown = ("county", "year", "residents", "employed")
    columns = (
        Column(
            "county",
            _("County"),
            "code",
            required=True,
            pattern=r"[0-9]{6}",
            form="990101",
            help=_("District code of the county."),
        ),
        Column("year", _("Year"), "integer", required=True, help=_("The year whose targets follow from it.")),
        Column("residents", _("Resident population"), "integer", required=True),
        Column("employed", _("Employed population"), "integer", required=True),
        Column("source", _("Source"), required=True, max_length=200),
        Column("as_of", _("As of"), "date", required=True),
    )
    lookups = (
        Lookup(
            "county", "institutions_agency", into="county_id", where="t.level = 'county'", what=_("county")
        ),
    )
    checks = (
        in_scope("county"),
        unique_in_file("county", "year"),
        SetCheck("population_city_only", "county", _CITY_ONLY),
        SetCheck("population_employed", "employed", _EMPLOYED),
    )
    merges = (
        Merge(
            "enrollment.Population",
            alias="p",
            key={"county_id": "s.county_id", "year": "s.year"},
            fields={
                "residents": "s.residents",
                "employed": "s.employed",
                "source": "s.source",
                "as_of": "s.as_of",
            },
            on_insert={"entered_by_id": "%(user)s"},
        ),
    )
    example = {
        "county": "990101",
        "year": "2024",
        "residents": "412000",
        "employed": "205000",
        "source": "统计年鉴",
        "as_of": "2023-12-31",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if not _FIRST <= row["year"] <= _LAST:
            yield RowFault(number, "year", "population_year", str(row["year"]))
        for name in ("residents", "employed"):
            if row[name] > _HIGHEST:
                yield RowFault(number, name, "population_too_large", str(row[name]))


register_import(Populations())
