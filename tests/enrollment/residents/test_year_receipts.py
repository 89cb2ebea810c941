"""What tax reports of a village's year pays what its people were enrolled for, in instalments, never more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from enrollment.models import ContributionMonth, Coverage, Payer, Receipt, ReceiptShare, WindowEnrolment
from enrollment.services.coverage.end import void_coverage
from tests.cast import Cast
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults
from tests.enrollment.window.test_sheet import HEADER, row

RECEIPTS = ["number", "emp_no", "county", "insutype", "month", "last_month", "amount", "received_on"]


@pytest.fixture
def take(village: Payer, city: Cast, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    calls = iter(range(100))

    def run(kind: str, *rows: list[Any]) -> ImportRun:
        sheet, heading = {"resident_window": ("window", HEADER), "receipts": ("receipts", RECEIPTS)}[kind]
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [heading, *rows], sheet=sheet)
        return engine.import_file(kind=kind, path=path, acting_user=city.clerk_east, agency=city.east)

    return run


def receipt(number: str, amount: str, month: str = "2020-01", last: str | None = None) -> list[Any]:
    return [number, "V1", "990101", "390", month, last, amount, "2019-10-28"]


def states() -> dict[str, tuple[str, str]]:
    with system_scope():
        return {one.number: (one.state, one.difference) for one in Receipt.objects.all()}


def statement() -> tuple[Any, ...]:
    with system_scope():
        one = ContributionMonth.objects.get()
        paid = ReceiptShare.objects.aggregate(employer=Sum("employer"), personal=Sum("personal"))
        return one.heads, one.employer, one.personal, paid["employer"], paid["personal"]


def test_the_list_states_the_year_and_receipts_pay_it_in_instalments(take: Any) -> None:
    take("resident_window", row(1), row(2), row(3, paid=200, collective=80))
    assert statement() == (3, 80, 760, None, None)
    run = take("receipts", receipt("T1", "500.00"), receipt("T2", "340.00"), receipt("T3", "0.01"))
    assert faults(run) == []
    assert states() == {"T1": ("matched", ""), "T2": ("matched", ""), "T3": ("open", "over")}
    assert statement() == (3, 80, 760, 80, 760)


def test_money_before_its_list_waits_and_is_matched_with_it(take: Any) -> None:
    take("receipts", receipt("T1", "280.00"))
    assert states() == {"T1": ("open", "no_declaration")}
    take("resident_window", row(1))
    assert states() == {"T1": ("matched", "")}


def test_a_list_that_grows_or_is_withdrawn_changes_what_is_to_come(
    take: Any, city: Cast, village: Payer
) -> None:
    take("resident_window", row(1))
    second = take("resident_window", row(2))
    assert statement()[:3] == (2, 0, 560)
    engine.withdraw_run(run=second, acting_user=city.clerk_east)
    assert statement()[:3] == (1, 0, 280)
    with acting_as(city.clerk_east):
        void_coverage(coverage=Coverage.objects.get(), acting_user=city.clerk_east)
    with system_scope():
        assert not ContributionMonth.objects.exists()
        assert WindowEnrolment.objects.count() == 1


@pytest.mark.parametrize(
    ("months", "bad"),
    [(("2020-01", None), False), (("2020-01", "2020-12"), False), (("2020-03", None), True),
     (("2020-01", "2020-06"), True)],
)  # fmt: skip
def test_residents_pay_whole_years(take: Any, months: tuple[str, str | None], bad: bool) -> None:
    take("resident_window", row(1))
    run = take("receipts", receipt("T1", "280.00", *months))
    assert [fault[2] for fault in faults(run)] == (["receipt_year"] if bad else [])


def test_the_page_of_the_window_tells_what_is_still_to_come(
    take: Any, city: Cast, client: Client, village: Payer
) -> None:
    take("resident_window", row(1), row(2))
    take("receipts", receipt("T1", "300.00"))
    client.force_login(city.clerk_east)
    page = client.get(reverse("enrollment:window"), {"year": "2020"}).content.decode()
    assert "300.00" in page
    assert "260.00" in page
    # A year paid ahead is neither in arrears nor an employer's month.
    assert "东河村" not in client.get(reverse("enrollment:arrears"), {"as_of": "2026-01-01"}).content.decode()
    assert "东河村" not in client.get(reverse("enrollment:contribution_months")).content.decode()
    assert f"?year={2020}" in client.get(reverse("enrollment:payer", args=[village.pk])).content.decode()


def test_several_receipts_of_an_employer_are_matched_when_they_are_together_all_of_it(
    take: Any, city: Cast
) -> None:
    with system_scope():
        payer = Payer.objects.create(
            emp_no="E1", kind="employer", name="东山厂", county=city.east, period=("2015-01-01", None)
        )
        ContributionMonth.objects.create(
            payer=payer, insutype="310", month="2020-03-01", heads=2, wages=10000, base=10000, employer=850,
            personal=200,
        )  # fmt: skip

    def part(number: str, amount: str) -> list[Any]:
        return [number, "E1", "990101", "310", "2020-03", None, amount, "2020-03-28"]

    take("receipts", part("T1", "1000.00"))
    take("receipts", part("T2", "49.00"))
    assert states() == {"T1": ("open", "under"), "T2": ("open", "under")}
    take("receipts", part("T3", "1.00"))
    assert set(states().values()) == {("matched", "")}
    assert statement()[3:] == (850, 200)
