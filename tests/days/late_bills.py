"""Bills that come after their month was cleared: they belong to the month that is open."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.db.models import F

from claims.models import FEE_CLASSES, Bill
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from config.demo import sheets
from config.models import ImportRun
from config.periods import Month
from config.scoping import system_scope
from config.spreadsheets.engine import import_file
from institutions.models import Agency
from tests.days.offstage import act

FACTS = ("insutype", "psn_type", "med_type", "begndate", "enddate", "medfee_sumamt", *FEE_CLASSES)
DELIVERY = "52"


def bring_late_bills(county: str, *, like: Month, settled_on: dt.date, folder: Path) -> None:
    """As many bills again as the county's institutions were paid in clearing month ``like``, sent in by the county and
    settled on a later day."""
    with system_scope():
        # Nobody bears two children in a month.
        known = Bill.objects.filter(
            settlements__clr_month=like.first, settlements__is_current=True, institution__county__code=county
        ).exclude(med_type=DELIVERY)
        rows = list(
            known.annotate(
                certno=F("person__certno"),
                psn_name=F("person__psn_name"),
                fixmedins_code=F("institution__fixmedins_code"),
            )
            .order_by("setl_id")
            .values("setl_id", "mdtrt_id", *FACTS, "certno", "psn_name", "fixmedins_code")
        )
        agency = Agency.objects.get(code=county, level=Agency.Level.COUNTY)
    for number, row in enumerate(rows):
        row["setl_id"] = f"{row['setl_id'][:-3]}L{number:02}"
        row["mdtrt_id"] = f"{row['mdtrt_id']}L"
        row["setl_time"] = dt.datetime.combine(settled_on, dt.time(9, number % 60))
    path = folder / f"late-{county}.xlsx"
    sheets.write("bills", path, rows)
    clerk = f"{county}-handle"
    run = act(clerk, import_file, kind="bills", path=path, agency=agency)
    assert (run.state, run.bad_count) == (ImportRun.State.DONE, 0)
    tally = act(clerk, settle_waiting_bills, selection=Selection(agency.area_id, import_run_id=run.pk))
    assert (tally.settled, tally.waiting) == (len(rows), 0), tally.reasons
