"""The pages of targets: what the city does on them, what a county sees, what goes to paper and workbook."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from config.models import Job
from config.scoping import system_scope
from enrollment.models import CountyTarget, Population, TargetPlan
from institutions.models import Agency, Duty, PoolingArea, User
from tests.cast import Cast, make_agency, make_user

from .conftest import insure, populate
from .test_months import count

BOARD = reverse("enrollment:target_board")


def post(client: Client, user: User, name: str, *args: int, **values: object) -> str:
    client.force_login(user)
    answer = client.post(reverse(f"enrollment:{name}", args=args), {"submission": uuid4(), **values})
    assert answer.status_code == 302, answer.context["act"].errors or answer.context["act"].form.errors
    return str(answer["Location"])


@pytest.mark.duty("JJ-02", "ZY-17")
def test_from_population_to_publication_on_the_pages(city: Cast, client: Client) -> None:
    given = {"year": 2025, "employed": 100, "source": "统计公报", "as_of": "2024-12-31"}
    for county, residents in ((city.east, 500), (city.west, 300)):
        post(client, city.finance_city, "enter_population", county=county.pk, residents=residents, **given)
    with system_scope():
        assert Population.objects.filter(year=2025).count() == 2
    page = post(client, city.finance_city, "draft_targets", year=2025)
    with system_scope():
        plan = TargetPlan.objects.get(year=2025)
        target = CountyTarget.objects.get(plan=plan, county=city.west, insutype="390")
    assert page == plan.get_absolute_url()
    shown = client.get(page).content.decode()
    assert reverse("enrollment:adjust_target", args=[target.pk]) in shown
    assert "二（四）" in shown
    post(
        client,
        city.finance_city,
        "adjust_target",
        target.pk,
        people=260,
        amount="104,000.00",
        reason="新区迁入",
    )
    assert "新区迁入" in client.get(page).content.decode()
    # Nothing for the counties yet: neither the page nor the list.
    client.force_login(city.clerk_west)
    assert client.get(page).status_code == 404
    assert client.get(reverse("enrollment:target_plans")).context["listing"].count == (0, False)
    post(client, city.finance_city, "submit_targets", plan.pk)
    post(client, city.approver_city, "approve_targets", plan.pk)
    client.force_login(city.clerk_west)
    answer = client.get(page)
    assert [one.county for one, _scheme in answer.context["explained"]] == [city.west, city.west]
    assert "东山" not in answer.content.decode().split("<main", 1)[1]
    assert "104,000.00" in answer.content.decode()
    assert not any(answer.context["may"].values())


def test_what_is_refused_is_said_and_changes_nothing(city: Cast, client: Client, draft: TargetPlan) -> None:
    client.force_login(city.finance_city)
    with system_scope():
        target = CountyTarget.objects.filter(plan=draft).first()
    assert target is not None
    population = {"year": 2024, "residents": 1, "source": "x", "as_of": "2024-01-01"}
    wrong: list[tuple[str, dict[str, object]]] = [
        (reverse("enrollment:draft_targets"), {"year": 2024}),
        (reverse("enrollment:draft_targets"), {"year": 2023}),
        (reverse("enrollment:draft_targets"), {"year": "zwei"}),
        (reverse("enrollment:adjust_target", args=[target.pk]), {"people": "x", "amount": "1", "reason": "理由"}),
        (reverse("enrollment:adjust_target", args=[target.pk]), {"people": "1", "amount": "1", "reason": ""}),
        (reverse("enrollment:drop_targets", args=[draft.pk]), {"reason": ""}),
        (reverse("enrollment:enter_population"), {**population, "county": city.elsewhere.pk, "employed": 1}),
        (reverse("enrollment:enter_population"), {**population, "county": city.east.pk, "employed": 2}),
    ]  # fmt: skip
    for address, values in wrong:
        answer = client.post(address, {"submission": uuid4(), **values})
        assert answer.status_code == 422, address
        form = answer.context["act"].form
        assert answer.context["act"].errors or (form is not None and form.errors), address
    with system_scope():
        assert TargetPlan.objects.count() == 1
        assert Population.objects.get(county=city.east, year=2024).residents == 400


@pytest.mark.duty("JJ-02", "ZY-17")
def test_the_board_of_the_city_and_of_a_county(city: Cast, client: Client, approved: TargetPlan) -> None:
    with system_scope():
        insure(city.east, 378)
        insure(city.west, 150)
    client.force_login(city.finance_city)
    empty = client.get(BOARD, {"year": "2024"})
    assert empty.status_code == 200
    assert "board" not in empty.context
    count(city)
    answer = client.get(BOARD, {"year": "2024"})
    coverage, employees, residents = answer.context["tables"]
    assert [str(cell.html) for cell in coverage.foot()][1:5] == ["701", "530", "75.61%", "136"]
    assert [one.county for one in coverage.rows] == [city.east, city.west]
    assert [str(cell.html) for cell in residents.foot()][1:3] == ["552", "528"]
    assert employees.rows[0].target == 76
    page = answer.content.decode()
    assert 'data-chart="coverage"' in page
    assert "95%" in page
    drilled = client.get(BOARD, {"year": "2024", "county": city.east.pk})
    assert [str(month) for month, _one in drilled.context["tables"][0].rows][-1] == "2024-04"
    printed = client.get(BOARD, {"year": "2024", "print": "1"}).content.decode()
    assert city.city.name in printed
    assert "75.61%" in printed
    book = load_workbook(
        BytesIO(b"".join(client.get(BOARD, {"year": "2024", "export": "1"}).streaming_content))
    )
    # Two counties and their sum.
    assert [sheet.max_row for sheet in book.worksheets] == [4, 4, 4]
    assert book.worksheets[0]["D2"].value == 0.95
    client.force_login(city.clerk_west)
    own = client.get(BOARD, {"year": "2024"})
    assert own.context["board"].county == city.west
    assert "东山" not in own.content.decode().split("<main", 1)[1]
    for asked in (
        {"county": city.east.pk},
        {"county": city.elsewhere.pk},
        {"month": "2024-05"},
        {"year": "1"},
    ):
        assert client.get(BOARD, {"year": "2024", **asked}).status_code == 422


def test_another_year_forgets_the_month_and_a_strange_one_is_refused(city: Cast, client: Client) -> None:
    count(city)
    client.force_login(city.finance_city)
    assert client.get(BOARD, {"year": "2023", "month": "2024-04"}).status_code == 200
    for year in ("0000", "9999", "２０２４", "zwei"):
        assert client.get(BOARD, {"year": year}).status_code == 422
    assert client.get(BOARD, {"area": city.elsewhere.area.code}).status_code == 422


def test_a_region_reads_what_cities_report_not_their_targets(
    city: Cast, client: Client, approved: TargetPlan
) -> None:
    with system_scope():
        region = PoolingArea.objects.create(code="990000", name="青川省")
        PoolingArea.objects.filter(pk__in=(city.area.pk, city.elsewhere.area.pk)).update(parent=region)
        agency = make_agency("990000", "青川省医保中心", Agency.Level.REGION, region)
        user = make_user("audit.region", "省级审计", agency, Duty.AUDIT)
    count(city)
    client.force_login(user)
    assert client.get(BOARD, {"area": city.area.code, "year": "2024"}).status_code == 403
    assert client.get(approved.get_absolute_url()).status_code == 403


def test_a_plan_on_paper_and_in_a_workbook(city: Cast, client: Client, approved: TargetPlan) -> None:
    client.force_login(city.finance_city)
    page = approved.get_absolute_url()
    printed = client.get(page, {"print": "1"}).content.decode()
    assert city.approver_city.name in printed
    book = load_workbook(BytesIO(b"".join(client.get(page, {"export": "1"}).streaming_content)))
    assert [sheet.max_row for sheet in book.worksheets] == [4, 4]
    assert [cell.value for cell in book.worksheets[1][2]][1:5] == [304, 304, 115520, 115520]


def test_populations_are_listed_and_the_count_is_started(
    city: Cast, client: Client, approved: TargetPlan
) -> None:
    populate(city, city.west, 10, 1, 2025)
    client.force_login(city.clerk_east)
    listed = client.get(reverse("enrollment:populations"))
    assert listed.context["listing"].count == (1, False)
    assert reverse("enrollment:enter_population") not in listed.content.decode()
    where = post(client, city.finance_city, "count_target_months", year=2024)
    assert where == reverse("job", args=[Job.objects.get(kind="enrollment.target_months").pk])
