"""The region's contributions end to end: what employers declare is owed by its shipped package (NM-02)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from config.spreadsheets import engine
from enrollment.models import ContributionMonth, Declaration, Membership, Payer
from enrollment.reads.subsidy_bill import bill_of
from tests.cast import ALWAYS, Cast, make_coverage, make_person
from tests.config.spreadsheets.files import workbook
from tests.support.policies import put_policy_in_force

HEADER = ["emp_no", "month", "psn_no", "wage"]
WAGES = ("4000", "8000", "30000")


@pytest.mark.duty("NM-02")
def test_a_declared_month_owes_seven_and_two_percent(
    cast: Cast, client: Client, tmp_path: Path, settings: Any
) -> None:
    """The employer 7 % of its payroll, maternity included; each employee 2 % of the own wage within the bounds."""
    settings.MEDIA_ROOT = tmp_path / "media"
    with system_scope():
        put_policy_in_force(cast, "neimenggu.yaml")
        payer = Payer.objects.create(
            emp_no="E1", kind="employer", name="北原厂", county=cast.east, period=ALWAYS
        )
        people = [make_person(cast.east, name=name) for name in "甲乙丙"]
        for person in people:
            Membership.objects.create(person=person, payer=payer, tie="work", period=ALWAYS)
    rows = [["E1", "2024-03", person.psn_no, wage] for person, wage in zip(people, WAGES, strict=True)]
    path = workbook(tmp_path / "d.xlsx", [HEADER, *rows], sheet="declarations")
    run = engine.import_file(kind="declarations", path=path, acting_user=cast.clerk_east, agency=cast.east)
    assert run.new_count == 3
    with system_scope():
        month = ContributionMonth.objects.get()
        own = list(Declaration.objects.order_by("wage").values_list("personal", flat=True))
    assert (month.wages, month.employer_rate, month.employer) == (42000, 700, Decimal("2940.00"))
    # The middle wage by itself; the others by the lowest and the highest base.
    assert own == [Decimal("90.00"), Decimal("160.00"), Decimal("450.00")]
    assert (month.personal_rate, month.personal) == (200, Decimal("700.00"))
    client.force_login(cast.clerk_east)
    page = client.get(reverse("enrollment:contribution_month", args=[month.pk])).content.decode()
    assert "2,940.00" in page
    assert "三（二）" in page


@pytest.mark.duty("NM-02")
def test_residents_pay_with_the_governments_by_the_year(cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast, "neimenggu.yaml")
        make_coverage(make_person(cast.east), period=DateRange(dt.date(2024, 1, 1), dt.date(2025, 1, 1)))
        years = {year: bill_of(area=cast.area, year=year, insutype="390").subsidy for year in (2024, 2025)}
    assert years == {2024: 670, 2025: 0}
