"""Files that another office sends, read as imports: one kind for each incoming layout (NM-11).

A row changes nobody: it is kept as evidence to compare with. Whom it means is looked up by certificate in the whole
pooling area; who is not found is kept as well, for that is what a comparison is for. A file is taken in on its own
page, under an agreement: the run carries agreement, month and purpose (``ImportRun.about``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.models import ImportRun
from config.periods import Month
from config.spreadsheets import certificates
from config.spreadsheets.checks import Lookup, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import FileFault, RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from enrollment.models import Direction, ExchangeAgreement, ExchangeFile
from enrollment.services.exchange.agreed import OBSTACLES, obstacle_to, require_agreed
from enrollment.spreadsheets.people import resident_card

from .layouts import COMMON, Layout, layouts

register_messages(
    {
        **OBSTACLES,
        "exchange_without_agreement": _noop(
            "Files of other offices are taken in under an agreement: open it and take the file in there."
        ),
        "exchange_other_layout": _noop("The agreement is about another layout."),
        "exchange_day_ahead": _noop("this day lies ahead"),
        "exchange_ends_first": _noop("ends before it begins"),
        "exchange_born_later": _noop("born after this day"),
    }
)

# Who is meant, in the area of whoever takes the file in; a merged person stands for whom they were merged into.
FIND = """
    UPDATE {staging} s SET person_id = k.id,
           county_id = CASE WHEN s.admdvs IS NULL THEN coalesce(s.county_id, k.county_id) ELSE s.county_id END
    FROM enrollment_person p
    JOIN enrollment_person k ON k.id = coalesce(p.canonical_id, p.id)
    JOIN institutions_agency c ON c.id = k.county_id
    WHERE p.psn_cert_type = s.psn_cert_type AND p.certno = s.certno
      AND c.area_id = (SELECT area_id FROM institutions_agency WHERE id = %(agency)s)
"""

# A county's file is about the county unless it says otherwise.
OWN_COUNTY = """
    UPDATE {staging} s SET county_id = a.county_id FROM institutions_agency a
    WHERE a.id = %(agency)s AND s.county_id IS NULL AND s.admdvs IS NULL AND a.county_id IS NOT NULL
"""

# Pairs of days within a row: the second may not lie before the first.
SPANS = (("aid_from", "aid_to"), ("psn_insu_date", "paus_insu_date"))
PAST = ("died_on", "aid_from", "psn_insu_date")


class ComparisonFile(ImportResource):
    """A file of another office in one of the incoming layouts."""

    duty = "handle"
    for_own_area = True
    taken_in_at = "enrollment:exchange_agreements"
    shown = ("psn_name", "certno")
    lookups = (
        Lookup(
            "admdvs", "institutions_agency", into="county_id", where="t.level = 'county'", what=_("county")
        ),
    )

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.kind = layout.kind  # type: ignore[misc]
        self.title = layout.label  # type: ignore[misc]
        self.description = layout.description  # type: ignore[misc]
        self.sheet, self.sheet_label = layout.code.value, layout.label  # type: ignore[misc]
        self.columns = layout.columns  # type: ignore[misc]
        self.example = {  # type: ignore[misc]
            name: value for name, value in layout.example.items() if name in layout.names
        }
        self.derived = (  # type: ignore[misc]
            *(_derived(name) for name in COMMON if name not in layout.names),
            Column("person_id", "", "integer"),
        )
        where = "admdvs" if "admdvs" in layout.names else "certno"
        self.checks = (in_scope(where), unique_in_file(*layout.once))  # type: ignore[misc]
        self.merges = (_rows_of(layout),)  # type: ignore[misc]

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["psn_cert_type"] == certificates.RESIDENT_CARD:
            yield from resident_card(number, row)
        today = timezone.localdate()
        for name in PAST:
            day = row.get(name)
            if day is not None and day > today:
                yield RowFault(number, name, "exchange_day_ahead", day.isoformat())
        for first, last in SPANS:
            if row.get(last) is not None and row[last] < row[first]:
                yield RowFault(number, last, "exchange_ends_first", row[last].isoformat())
        died, born = row.get("died_on"), row["brdy"]
        if died is not None and born is not None and died < born:
            yield RowFault(number, "died_on", "exchange_born_later", died.isoformat())

    def prepare(self, staging: Staging) -> None:
        """Is it agreed, and who is meant."""
        if staging.run.state != ImportRun.State.APPLYING:
            self._require_agreement(staging.run)
        staging.execute(OWN_COUNTY)
        staging.execute(FIND)

    def _require_agreement(self, run: ImportRun) -> None:
        agreement = ExchangeAgreement.objects.filter(pk=run.about.get("agreement")).first()
        if agreement is None or agreement.area_id != run.agency.area_id:
            raise FileFault("exchange_without_agreement")
        if agreement.layout != self.layout.code:
            raise FileFault("exchange_other_layout")
        found = obstacle_to(agreement, Month.parse(run.about["period"]))
        if found is not None:
            raise FileFault(found[0], **found[1])

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        """The file into the log, its rows beside it. Refused when the agreement has ended since the check."""
        run = staging.run
        agreement = ExchangeAgreement.objects.get(pk=run.about["agreement"])
        month, purpose = Month.parse(run.about["period"]), run.about["purpose"]
        require_agreed(
            agreement=agreement, direction=Direction.IN, month=month, purpose=purpose, agency=run.agency
        )
        ExchangeFile.objects.create(
            agreement=agreement, period=month.first, agency=run.agency, purpose=purpose, filename=run.filename,
            sha256=run.sha256, row_count=staging.count() or 0, import_run=run, made_by=acting_user,
        )  # fmt: skip
        super().apply_rows(staging, acting_user)

    def undo(self, run: ImportRun) -> None:
        """The rows go; that the file was taken in, and by whom it was withdrawn, stays in the log."""
        super().undo(run)
        ExchangeFile.objects.filter(import_run=run).update(
            withdrawn_by=run.withdrawn_by, withdrawn_at=run.withdrawn_at
        )


def _derived(name: str) -> Column:
    return Column(name, "", "date" if name == "brdy" else "text")


def _rows_of(layout: Layout) -> Merge:
    parts = ", ".join(f"'{name}', s.\"{name}\"" for name in layout.detail)
    return Merge(
        "enrollment.ComparisonRow",
        alias="r",
        joins="LEFT JOIN enrollment_exchangefile f ON f.import_run_id = %(run)s",
        key={"file_id": "f.id", "row_no": "s.row_no"},
        on_insert={
            "area_id": "(SELECT area_id FROM institutions_agency WHERE id = %(agency)s)",
            "kind": f"'{layout.code.value}'",
            "psn_cert_type": "s.psn_cert_type",
            "certno": "s.certno",
            "psn_name": "s.psn_name",
            "brdy": "s.brdy",
            "gend": "coalesce(s.gend, '0')",
            "county_id": "s.county_id",
            "detail": f"jsonb_strip_nulls(jsonb_build_object({parts}))",
            "person_id": "s.person_id",
        },
    )


for _layout in layouts(Direction.IN):
    register_import(ComparisonFile(_layout))
