"""What each of the four tells of collection, one kind of sheet per teller (四方对账, NB-13).

A record is found again by its voucher number; a later sheet corrects what an earlier one of the same teller said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.models import ImportRun
from config.planning import planned_for_many
from config.scoping import system_scope
from config.spreadsheets.checks import Lookup, SetCheck, in_scope
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from enrollment.models import RESIDENTS
from funds.models import CollectionSource, PayerGroup
from funds.services.fund_reconciliation.signed import note_stale

register_messages(
    {
        "collection_zero": _noop("a receipt is above zero"),
        "collection_elsewhere": _noop("another county brought a record under this number"),
        "collection_group": _noop("residents pay under the residents' scheme, and nobody else does"),
    }
)

_NUMBER_THEM = """
    UPDATE {staging} s SET n = c.n FROM (
        SELECT row_no, row_number() OVER (PARTITION BY key ORDER BY amount, day, row_no) AS n FROM {staging}
    ) c WHERE c.row_no = s.row_no
"""
_PLACE = "t.level IN ('county', 'city')"


def _elsewhere(source: str) -> SetCheck:
    """A record is found by its number in the whole area: a county's sheet leaves another county's alone."""
    return SetCheck(
        "collection_elsewhere",
        "key",
        "SELECT s.row_no, s.key, NULL::jsonb FROM {staging} s JOIN funds_collectionrecord r"
        f" ON r.area_id = s.area_id AND r.key = s.key AND r.n = s.n AND r.source = '{source}'"
        " WHERE NOT %(everything)s AND r.county_id <> ALL(%(counties)s::bigint[])"
        " AND r.area_id <> ALL(%(areas)s::bigint[])",
    )


def _merge(source: str) -> Merge:
    said = ("county_id", "payer_group", "insutype", "day", "month", "amount")
    texts = ("bundle", "payer_no", "payer_name")
    return Merge(
        "funds.CollectionRecord",
        alias="r",
        key={"area_id": "s.area_id", "key": "s.key", "source": f"'{source}'", "n": "s.n"},
        fields={name: f"s.{name}" for name in said} | {name: f"coalesce(s.{name}, '')" for name in texts},
    )


class CollectionSheet(ImportResource):
    """One teller's sheet. Several rows with one number are several records of it."""

    source: ClassVar[str]
    duty = "finance"
    sheet, sheet_label = "collection", _("Collection")
    shown = ("key", "payer_name", "day", "amount")
    columns = (
        Column(
            "key",
            _("Voucher number"),
            "code",
            required=True,
            max_length=60,
            help=_("The number of the tax voucher or payment slip that all four know it by."),
        ),
        Column(
            "county",
            _("County"),
            "code",
            required=True,
            pattern=r"[0-9]{6}",
            form="990101",
            help=_("District code; of a total of several counties, the city's."),
        ),
        Column(
            "payer_group",
            _("Group of payers"),
            "code",
            choices=dict(PayerGroup.choices),
            help=_("May be empty for the residents' scheme."),
        ),
        Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3}", form="310"),
        Column("day", _("Day"), "date", required=True),
        Column("amount", _("Amount"), "money", required=True),
        Column("payer_no", _("Payer number"), "code", max_length=40, help=_("Empty for a total of several.")),
        Column("payer_name", _("Payer"), max_length=200),
        Column(
            "bundle",
            _("Number of the summary voucher"),
            "code",
            max_length=60,
            help=_("Of the record of another teller that sums it up with others."),
        ),
    )
    derived = (Column("n", "", "integer"), Column("month", "", "date"))
    lookups = (
        Lookup("county", "institutions_agency", into="county_id", where=_PLACE, what=_("county")),
        Lookup(
            "county", "institutions_agency", into="area_id", take="area_id", where=_PLACE, must_exist=False
        ),
    )
    example: ClassVar[dict[str, Any]] = {
        "key": "T202203000001",
        "county": "990101",
        "payer_group": "employer",
        "insutype": "310",
        "day": "2022-03-28",
        "amount": "682.50",
        "payer_no": "99010100001",
        "payer_name": "示例公司",
    }

    def set_checks(self) -> Iterator[SetCheck]:
        yield from super().set_checks()
        yield in_scope("county")
        yield _elsewhere(self.source)

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["amount"] == 0:
            yield RowFault(number, "amount", "collection_zero", "0")
        residents = row["insutype"] == RESIDENTS
        if row["payer_group"] is None and not residents:
            yield RowFault(number, "payer_group", "required")
        elif row["payer_group"] is not None and (row["payer_group"] == PayerGroup.RESIDENT) != residents:
            yield RowFault(number, "payer_group", "collection_group", row["payer_group"])
        row["payer_group"] = row["payer_group"] or PayerGroup.RESIDENT.value
        row["month"] = row["day"].replace(day=1)

    def prepare(self, staging: Staging) -> None:
        with planned_for_many():
            staging.execute(_NUMBER_THEM)

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        super().apply_rows(staging, acting_user)
        _say_what_is_stale(staging.run)

    def undo(self, run: ImportRun) -> None:
        super().undo(run)
        _say_what_is_stale(run)


def _say_what_is_stale(run: ImportRun) -> None:
    # A county's sheet may change what the city signed for all.
    with system_scope():
        note_stale(area=run.agency.area)


class TaxCollection(CollectionSheet):
    source = CollectionSource.TAX
    kind = "collection_tax"
    title = _("Collection as tax tells of it")
    description = _("What tax collected and paid in, one row per tax voucher.")
    merges = (_merge(CollectionSource.TAX),)


class TreasuryCollection(CollectionSheet):
    source = CollectionSource.TREASURY
    kind = "collection_treasury"
    title = _("Collection as the treasury tells of it")
    description = _("What came into the treasury, one row per receipt of the treasury's bank.")
    merges = (_merge(CollectionSource.TREASURY),)


class FinanceCollection(CollectionSheet):
    source = CollectionSource.FINANCE
    kind = "collection_finance"
    title = _("Collection as finance tells of it")
    description = _(
        "What finance booked of collection: single receipts, summary vouchers, or totals of days."
    )
    merges = (_merge(CollectionSource.FINANCE),)


class InsuranceCollection(CollectionSheet):
    source = CollectionSource.INSURANCE
    kind = "collection_insurance"
    title = _("Collection as medical insurance tells of it")
    description = _(
        "What another system of the agency booked. Receipts of this system are taken over by the comparison itself."
    )
    merges = (_merge(CollectionSource.INSURANCE),)


for _resource in (TaxCollection, TreasuryCollection, FinanceCollection, InsuranceCollection):
    register_import(_resource())
