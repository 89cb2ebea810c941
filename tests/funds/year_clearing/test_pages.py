"""The pages of a year, as finance, counter and reviewer walk through them."""

from __future__ import annotations

import io
from typing import Any

import pytest
import python_calamine as calamine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.desk import items_of
from config.jobs.run import run_job
from config.scoping import acting_as, system_scope
from funds.desk_years import year_items
from funds.models import YearClearing
from institutions.models import User
from tests.support.pages import post, see

from .conftest import YearTown


def at(name: str, *args: Any) -> str:
    return reverse(f"funds:{name}", args=args)


def desk(user: User) -> list[str]:
    with acting_as(user):
        return [str(item.title) for item in items_of(year_items(user.assignments_in_force[0]))]


@pytest.mark.duty("NB-09", "JJ-08", "HG-08", "NM-07")
def test_from_opening_a_year_to_its_review(year_town: YearTown, client: Client) -> None:
    cast = year_town.cast
    finance, reviewer = cast.finance_city, cast.reviewer_city
    post(client, finance, at("open_year"), year="2020", insutype="390")
    with system_scope():
        clearing = YearClearing.objects.get()
    assert any("2020" in title for title in desk(finance))
    post(client, finance, at("compute_year", clearing.pk))
    run_job(year_town.fresh(clearing).job_id or 0)
    page = see(client, finance, at("year_clearing", clearing.pk))
    assert "9,500.00" in page  # the common budget divided
    assert "10.555556" in page
    assert "1,140.00" in see(client, finance, at("institution_years", clearing.pk))
    post(client, finance, at("send_year", clearing.pk))
    year = year_town.of(cast.hospital_east)
    assert desk(cast.clerk_east)
    statement = see(client, cast.clerk_east, at("institution_year", year.pk))
    for amount in ("9,500.00", "8,360.00", "440.00", "1,140.00"):
        assert amount in statement
    assert "〔七〕" in statement
    assert "1,140.00" in see(client, cast.clerk_east, f"{at('institution_year', year.pk)}?print")
    client.force_login(cast.clerk_east)
    sheet = calamine.CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(at("institution_year_xlsx", year.pk)).getvalue())
    ).get_sheet_by_index(0)
    assert any(1140 in row or 1140.0 in row for row in sheet.to_python())
    today = timezone.localdate().isoformat()
    post(client, cast.clerk_east, at("object_year", year.pk), text="点数有误", paper="函1")
    assert any(cast.hospital_east.name in title for title in desk(reviewer))
    post(client, reviewer, at("answer_year", year.pk), upheld="no", answer="核对无误")
    assert "核对无误" in see(client, cast.clerk_east, at("institution_year", year.pk))
    for one in year_town.years(clearing):
        clerk = cast.clerk_east if one.county == cast.east else cast.clerk_west
        post(client, clerk, at("confirm_year", one.pk), paper="确认1", confirmed_on=today)
    post(client, reviewer, at("review_year", clearing.pk))
    assert year_town.fresh(clearing).state == "reviewed"
    assert "2020" in see(client, finance, at("year_clearings"))


def test_what_would_be_otherwise_is_shown_and_not_stored(year_town: YearTown, client: Client) -> None:
    cast = year_town.cast
    clearing = year_town.compute(year_town.opened())
    address = at("year_what_if", clearing.pk)
    # Nothing asked otherwise: nothing differs. No surplus kept: DIP gets what it used, 9,000.
    assert "9,500.00" in see(client, cast.finance_city, f"{address}?kept_edge=10&kept_share=100")
    page = see(client, cast.finance_city, f"{address}?kept_edge=10&kept_share=0")
    assert "9,000.00" in page
    assert "-500.00" in page
    # A point of 11 yuan: 9,900 due, 900 of them surplus, kept whole up to a tenth.
    assert "9,900.00" in see(client, cast.finance_city, f"{address}?value_dip=11")
    client.force_login(cast.finance_city)
    wrong = client.get(f"{address}?kept_edge=10").content.decode()
    assert "aria-invalid" in wrong or 'role="alert"' in wrong
    with system_scope():
        assert year_town.of(cast.hospital_east).due == 9500


def test_the_months_statement_tells_what_it_pays_by_method(year_town: YearTown, client: Client) -> None:
    cast = year_town.cast
    statement = year_town.statement(cast.hospital_west)
    for page in ("", "?print"):
        shown = see(client, cast.finance_city, at("statement", statement.pk) + page)
        assert "-1,000.00" in shown
        assert "〔五〕" in shown


def test_a_county_sees_its_own_institutions_alone(year_town: YearTown, client: Client) -> None:
    cast = year_town.cast
    year_town.compute(year_town.opened())
    client.force_login(cast.clerk_west)
    assert client.get(at("institution_year", year_town.of(cast.hospital_east).pk)).status_code == 404
    assert client.get(at("open_year")).status_code == 403
