"""The list toolkit: paging, sorting, filters, columns, totals, export, print."""

from __future__ import annotations

import csv
import datetime as dt
from functools import partial
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from config.jobs.run import run_job
from config.listing import Column, paging
from config.listing.paging import Order, page_of
from config.models import Job
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from tests.cast import Cast, make_person
from tests.config.pages.sample import PeopleSample

pytestmark = pytest.mark.urls("tests.config.pages.sample")


@pytest.fixture
def people(cast: Cast) -> list[Person]:
    with system_scope():
        made = [make_person(cast.east, name=f"张{n % 7}") for n in range(23)]
        for number, person in enumerate(made):
            if number % 3:
                Person.unscoped.filter(pk=person.pk).update(deceased_on=dt.date(2020, 1, 1 + number % 5))
        make_person(cast.west, name="李一")
    return made


@pytest.mark.parametrize(
    "order", ["psn_no", "-psn_no", "psn_name", "-psn_name", "deceased_on", "-deceased_on", "pk", "-pk"]
)
@pytest.mark.parametrize("keys_first", [False, True])
def test_pages_hold_every_row_once_forth_and_back(
    cast: Cast, people: list[Person], order: str, keys_first: bool
) -> None:
    at = partial(page_of, keys_first=keys_first)
    with acting_as(cast.clerk_east):
        by = Order.parse(order)
        rows = Person.objects.all()
        expected = list(rows.order_by(*by.by()))
        seen, page = [], at(rows, by, size=5)
        pages = [page]
        while True:
            seen += page.rows
            if page.following is None:
                break
            page = at(rows, by, size=5, after=page.following)
            pages.append(page)
        assert seen == expected
        assert len(expected) == 23
        for earlier in reversed(pages[:-1]):
            page = at(rows, by, size=5, before=page.previous or "")
            assert page.rows == earlier.rows
        assert page.previous is None


def test_a_place_that_was_tampered_with_gives_the_first_page(cast: Cast, people: list[Person]) -> None:
    with acting_as(cast.clerk_east):
        page = page_of(Person.objects.all(), Order("psn_no"), size=5, after="W10")
        assert page.rows == people[:5]
        assert page.previous is None


def get(client: Client, query: str = "") -> Any:
    response = client.get(f"/sample/people/{query}")
    assert response.status_code == 200
    return response


def test_a_county_lists_its_own_people_only(cast: Cast, people: list[Person], client: Client) -> None:
    client.force_login(cast.clerk_west)
    text = get(client).content.decode()
    assert "李一" in text
    assert "张1" not in text


def test_filters_narrow_and_name_their_faults(cast: Cast, people: list[Person], client: Client) -> None:
    client.force_login(cast.clerk_east)
    assert get(client, "?q=张3").context["listing"].count == (3, False)
    assert get(client, f"?q=%EF%BC%99{people[0].psn_no[1:]}").context["listing"].count == (1, False)
    assert get(client, "?dead=yes").context["listing"].count == (8, False)
    assert get(client, "?dead=no").context["listing"].count == (15, False)
    wrong = get(client, "?brdy_from=2020-02-31")
    assert "请按 2020-03-05 的格式填写日期。" in wrong.content.decode()
    assert wrong.context["is_empty"]


def test_only_listed_columns_sort(cast: Cast, people: list[Person], client: Client) -> None:
    client.force_login(cast.clerk_east)
    assert str(get(client, "?sort=-brdy").context["listing"].sorting) == "-brdy"
    assert str(get(client, "?sort=password").context["listing"].sorting) == "psn_no"


def test_columns_are_remembered(cast: Cast, people: list[Person], client: Client) -> None:
    client.force_login(cast.clerk_east)
    address = reverse("choose_columns", args=["sample.people"])
    client.post(address, {"column": ["psn_name", "deceased_on", "secret"], "next": "/sample/people/"})
    assert [c.name for c in get(client).context["listing"].shown] == ["psn_name", "deceased_on"]
    client.post(address, {"reset": "1"})
    assert len(get(client).context["listing"].shown) == 9
    assert client.post(reverse("choose_columns", args=["nonsense"])).status_code == 404


def test_a_capped_count_says_so_and_asks_no_totals(
    cast: Cast, people: list[Person], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(cast.clerk_east)
    assert get(client).context["table"].totals == {"pk": sum(p.pk for p in people)}
    monkeypatch.setattr(paging, "COUNT_CAP", 20)
    response = get(client)
    assert "20+" in response.content.decode()
    assert response.context["table"].totals is None


def export(client: Client, form: str, query: str = "") -> Any:
    return client.post(f"/sample/people/{query}", {"export": form})


def test_the_export_is_exactly_what_is_filtered(cast: Cast, people: list[Person], client: Client) -> None:
    client.force_login(cast.clerk_east)
    response = export(client, "xlsx", "?q=张3&sort=-psn_no")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    wanted = sorted((p.psn_no for p in people if p.psn_name == "张3"), reverse=True)
    assert rows[0][0] == "人员编号"
    assert [row[0] for row in rows[1:]] == wanted
    assert rows[1][2].count("*") == 10
    assert isinstance(rows[1][4], dt.datetime)
    assert isinstance(rows[1][8], int | float)


def test_a_cell_never_starts_a_formula(cast: Cast, people: list[Person], client: Client) -> None:
    with system_scope():
        Person.unscoped.filter(pk=people[0].pk).update(psn_name="=1+1")
    client.force_login(cast.clerk_east)
    content = b"".join(export(client, "csv", "?q=%3D1").streaming_content).decode("utf-8-sig")
    assert list(csv.reader(StringIO(content)))[1][1] == "'=1+1"
    book = openpyxl.load_workbook(BytesIO(b"".join(export(client, "xlsx", "?q=%3D1").streaming_content)))
    cell = book.active["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s") or cell.value == "'=1+1"


def test_a_large_export_is_a_job_of_the_same_rows(
    cast: Cast, people: list[Person], client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr("config.listing.export.AT_ONCE", 10)
    client.force_login(cast.clerk_east)
    response = export(client, "csv", "?dead=no")
    job = Job.objects.get()
    assert response["Location"] == reverse("job", args=[job.pk])
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.message
    result = client.get(reverse("job_result", args=[job.pk]))
    lines = b"".join(result.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 16
    client.force_login(cast.clerk_west)
    assert client.get(reverse("job_result", args=[job.pk])).status_code == 404


def test_the_print_repeats_its_head_and_carries_the_signatures(
    cast: Cast, people: list[Person], client: Client
) -> None:
    client.force_login(cast.clerk_east)
    text = get(client, "?print=1&q=张3").content.decode()
    assert text.index('class="total"') < text.index("</tbody>") < text.index('<tfoot class="sign-off">')
    for said in ("制表：东山经办", "复核", "经办机构：东山县医保中心", "人员：张3"):
        assert said in text


def test_a_list_asks_the_database_few_questions(
    cast: Cast, people: list[Person], client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(cast.clerk_east)
    get(client)
    with django_assert_max_num_queries(20):
        get(client)


def test_a_column_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        Column("x", "X", "colour")


def test_the_same_parameters_make_the_same_address(cast: Cast) -> None:
    listing = PeopleSample(
        user=cast.clerk_east, assignment=None, parameters=QueryDict("q=x&after=abc&print=1")
    )
    assert listing.query(sort="-pk") == "?q=x&sort=-pk"
