"""Bills that stand settled, and a run of the screening over them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from claims.models import Bill, CatalogueItem, CatalogueVersion, FeeLine
from claims.services.bill_checks import CheckRange
from claims.services.screening import Screened, screen_bills
from config.periods import Month
from enrollment.models import Person
from institutions.models import Institution
from tests.cast import Cast, make_coverage, make_person
from tests.claims.making import make_bill
from tests.claims.raw import raw_settlement

MARCH = Month(2020, 3)


def march(day: int) -> dt.date:
    return dt.date(2020, 3, day)


class Stage:
    """People, bills that stand settled, and their lines."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.person = self.somebody()

    def somebody(self, *, born: dt.date = dt.date(1970, 1, 1), covered: bool = True, **given: Any) -> Person:
        person = make_person(self.cast.east, born=born)
        Person.unscoped.filter(pk=person.pk).update(**given)
        if covered:
            make_coverage(person)
        return person

    def bill(self, person: Person | None = None, at: Institution | None = None, **given: Any) -> Bill:
        """A stay from the 2nd to the 6th unless told otherwise; a visit with ``day``."""
        if "day" in given:
            day = given.pop("day")
            given = {"med_type": "11", "begndate": day, "enddate": day, **given}
        given = {"begndate": march(2), "enddate": march(6), "dise_code": "J18", **given}
        bill = make_bill(person or self.person, at or self.cast.hospital_east, **given)
        raw_settlement(bill).save()
        return bill

    def line(self, bill: Bill, **given: Any) -> FeeLine:
        number = FeeLine.objects.filter(bill=bill).count() + 1
        given = {
            "feedetl_sn": str(number), "med_list_codg": "A1", "item_name": "常规项目", "chrgitm_lv": "01",
            "list_type": "201", "cnt": 1, "pric": 10, **given,
        }  # fmt: skip
        given.setdefault("det_item_fee_sumamt", given["cnt"] * given["pric"])
        return FeeLine.objects.create(bill=bill, **given)

    def catalogue(self, **given: Any) -> None:
        version = CatalogueVersion.objects.create(
            area=self.cast.area, title="目录", handled_by=self.cast.clerk_east
        )
        terms = {"item_name": "项目", "list_type": "101", "chrgitm_lv": "01", **given}
        CatalogueItem.objects.create(
            version=version, med_list_codg="A1", period=DateRange(dt.date(2020, 1, 1), None),
            handled_by=self.cast.clerk_east, **terms,
        )  # fmt: skip
        CatalogueVersion.objects.filter(pk=version.pk).update(
            state="in_force", number=1, reviewed_by=self.cast.reviewer_east, reviewed_at=timezone.now()
        )


def screen(cast: Cast, month: Month = MARCH, **given: Any) -> Screened:
    return screen_bills(within=CheckRange(cast.area.pk, month, month), acting_user=cast.clerk_east, **given)
