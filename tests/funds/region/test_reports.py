"""What a city reports, who reads it, and the pages of the region: roll-ups only, failing closed."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from config.access import requirement_of
from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from funds.models import Account, Book, RegionalTransfer, RegionReport, ReportedYear
from funds.reads.region_reports import latest_reports, summed
from funds.region_report_tasks import report_to_regions
from funds.services.region_reports.report import ReportRefused, report_upwards
from funds.services.watch.count import count_month
from tests.cast import EVERY_DUTY, make_user
from tests.config.pages.test_access import ADDRESSES, filled
from tests.support.pages import post, see

from .conftest import DECEMBER, Between


@pytest.fixture
def watched(open_between: Between) -> Between:
    """Both cities counted December and reported it; their books are open."""
    with system_scope():
        for side in (open_between.first, open_between.second):
            count_month(area=side.agency.area, month=DECEMBER)
    report_to_regions()
    return open_between


@pytest.mark.duty("NM-09")
def test_every_city_reports_each_night_and_the_region_adds_up(watched: Between) -> None:
    with acting_as(watched.above.finance):
        reports = latest_reports(watched.region)
        assert [one.area.code for one in reports] == ["980100", "990100"]
        lines = [one.whole("390") for one in reports]
        whole = summed(watched.region, [one for one in lines if one], "390")
        # 1,200.01 and 300.00 collected in December; five people.
        assert whole.cell("income").value == 150_001
        assert whole.cell("insured").value == 5
        own = [line.code for line in reports[1].lines if line.insutype == "390"]
        assert own == ["990100", "990101", "990102"]
        assert all(one.report is not None and one.report.unaltered for one in reports)


@pytest.mark.duty("NM-09")
def test_a_night_without_change_confirms_and_one_with_change_reports(
    watched: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 2, 16, 4, tzinfo=dt.UTC))
    report_to_regions()
    with system_scope():
        assert [one.confirmed_on.day for one in RegionReport.objects.all()] == [16, 16]
        assert {one.reported_on.day for one in RegionReport.objects.all()} == {15}
        Book.objects.get(insutype="390", unit=watched.first.agency)
        count_month(area=watched.first.agency.area, month=Month(2026, 1))
    report_to_regions()
    with acting_as(watched.above.finance):
        assert RegionReport.objects.count() == 3
        assert [one.month for one in latest_reports(watched.region)] == ["2025-12", "2026-01"]


def test_an_area_without_a_region_reports_nothing(open_between: Between) -> None:
    area = open_between.first.agency.area
    area.parent = None
    area.save()
    with system_scope(), pytest.raises(ReportRefused):
        report_upwards(area=area)
    assert report_to_regions() == 1


@pytest.mark.duty("NM-09")
def test_the_region_sees_reports_and_nothing_below_them(between: Between) -> None:
    with acting_as(between.above.finance):
        assert RegionReport.objects.count() == 2
        assert not Person.objects.exists()
        assert {one.agency for one in Account.objects.all()} <= {between.above.agency}
    with acting_as(between.first.finance):
        assert {one.area for one in RegionReport.objects.all()} == {between.first.agency.area}
        assert ReportedYear.objects.count() == 1
    with acting_as(between.cast.clerk_east):
        assert not RegionReport.objects.exists()


def test_a_region_sees_no_area_of_another(between: Between) -> None:
    area = between.second.agency.area
    with system_scope():
        report = RegionReport.objects.get(area=area)
    area.parent = None
    area.save()
    with acting_as(between.above.finance):
        assert [one.area.code for one in latest_reports(between.region)] == ["990100"]
        # What it was told while the city was below it stays its own.
        assert RegionReport.objects.filter(pk=report.pk).exists()


def test_the_region_opens_its_own_pages_and_no_other(between: Between, client: Client) -> None:
    with system_scope():
        everybody = make_user("every.region", "自治区", between.above.agency, *EVERY_DUTY)
    client.force_login(everybody)
    assignment = everybody.assignments_in_force[0]
    opened, wrong = set(), []
    for route, pattern in ADDRESSES:
        if pattern.name in {"logout", "password_change"}:
            continue
        needed = requirement_of(pattern.callback)
        assert needed is not None
        status = client.get(filled(route, pattern)).status_code
        if (status == 403) == needed.met_by(assignment) or status >= 500:
            wrong.append(f"{status} at {route}")
        if status == 200:
            opened.add(pattern.name)
    assert wrong == []
    assert {"region_board", "region_fund", "trial_balance"} <= opened
    assert not {"people", "bills", "clearings", "watch_board", "target_board"} & opened


@pytest.mark.duty("NM-09")
def test_pages_drill_from_region_to_city_to_county(watched: Between, client: Client) -> None:
    board = see(client, watched.above.finance, reverse("funds:region_board"))
    assert "青河市" in board
    assert "1,500.01" in board
    with system_scope():
        mine = RegionReport.objects.get(area=watched.first.agency.area)
        others = RegionReport.objects.get(area=watched.second.agency.area)
    page = see(client, watched.above.finance, mine.get_absolute_url())
    assert "东山县" in page
    county = see(client, watched.above.finance, f"{mine.get_absolute_url()}?unit=990101")
    assert "东山县" in county
    assert "西水县" not in county
    client.force_login(watched.above.finance)
    assert client.get(f"{mine.get_absolute_url()}?unit=980101").status_code == 404
    for query in ("?print=1", "?unit=990101&print=1"):
        assert "东山县" in see(client, watched.above.finance, mine.get_absolute_url() + query)
    answer = client.get(reverse("funds:region_board"), {"export": "1"})
    assert load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0].max_row >= 4
    # The city reads what it told, not what its neighbour did.
    see(client, watched.first.finance, mine.get_absolute_url())
    assert client.get(others.get_absolute_url()).status_code == 404
    assert client.get(reverse("funds:region_board")).status_code == 403


def test_a_city_reports_now_when_it_asks(between: Between, client: Client) -> None:
    see(client, between.first.finance, reverse("funds:region_reports"))
    answer = post(client, between.first.finance, reverse("funds:report_to_region"))
    assert "/jobs/" in answer["Location"]


def test_the_year_of_the_fund_on_pages(between: Between, client: Client) -> None:
    above, first = between.above, between.first
    assert "scheme=390" in see(client, above.finance, reverse("funds:region_fund"))
    enter = f"{reverse('funds:enter_region_levy')}?scheme=390&year=2026"
    assert "75.00" in see(client, above.finance, enter)
    levy = post(client, above.finance, enter, evidence="内医保1号")["Location"]
    assert "60.00" in see(client, above.approver, levy)
    client.force_login(first.finance)
    post(client, above.approver, levy + "issue/")
    demand = between.demand(first)
    page = demand.get_absolute_url()
    assert "60.00" in see(client, first.finance, page)
    voucher = {"amount": "60.00", "moved_on": "2026-02-15", "evidence": "V1"}
    post(client, first.finance, page + "move/", **voucher)
    post(client, above.finance, page + "move/", **voucher)
    with system_scope():
        own, regions = (RegionalTransfer.objects.get(side=one) for one in ("paid_up", "received"))
    address = reverse("funds:book_region_transfer", args=[own.pk])
    client.force_login(above.reviewer)
    assert client.get(address).status_code == 404
    assert "V1" in see(client, first.reviewer, page)
    post(client, first.reviewer, address)
    post(client, above.reviewer, reverse("funds:book_region_transfer", args=[regions.pk]))
    rates = {
        f"{name}_{side.agency.area_id}": "90"
        for side in (first, between.second)
        for name in ("rate", "performance")
    }
    given = post(client, above.finance, levy + "distribute/", evidence="内医保2号", **rates)["Location"]
    assert "48.00" in see(client, above.approver, given)
    post(client, above.approver, given + "issue/")
    assert "48.00" in see(client, first.finance, reverse("funds:region_fund"))
    statement = reverse("funds:region_statement")
    assert "60.00" in see(client, first.finance, statement)
    assert "12.00" in see(client, above.finance, f"{statement}?area=980100")
    client.force_login(first.finance)
    assert client.get(statement, {"area": "980100"}).status_code == 404
    answer = client.post(
        reverse("funds:withdraw_region_levy", args=[1]), {"submission": str(uuid4()), "reason": "x"}
    )
    assert answer.status_code == 403
    for user in (above.finance, above.approver, above.reviewer, first.finance, first.reviewer):
        see(client, user, "/desk/")
