"""What a stopped month tells on its page, and where it leads; its statements for paper."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from funds.models import Clearing, Statement
from funds.views import statements
from institutions.models import PayeeAccount
from tests.cast import Cast
from tests.funds.clearing.conftest import Town


@pytest.fixture
def stopped(town: Town) -> Clearing:
    """One of two hospitals has no account."""
    town.settle(town.cast.hospital_east, town.cast.east, 10_000)
    town.settle(town.cast.hospital_west, town.cast.west, 20_000)
    with system_scope():
        PayeeAccount.objects.filter(institution=town.cast.hospital_east).delete()
    clearing = town.review(town.start())
    assert clearing.state == "posted"
    assert clearing.job is not None
    assert (clearing.job.state, clearing.job.result_url) == ("failed", page(clearing))
    return clearing


def page(clearing: Clearing) -> str:
    return reverse("funds:clearing", args=[clearing.pk])


def test_the_page_leads_to_where_it_is_mended(stopped: Clearing, cast: Cast, client: Client) -> None:
    own = reverse("institutions:institution", args=[cast.hospital_east.pk])
    for user in (cast.finance_city, cast.reviewer_city, cast.clerk_east):
        client.force_login(user)
        shown = client.get(page(stopped)).content.decode()
        assert own in shown
        assert "经审批的收款账户" in shown
    client.force_login(cast.clerk_west)
    assert own not in client.get(page(stopped)).content.decode()


def test_only_a_month_under_way_asks_for_news(stopped: Clearing, cast: Cast, client: Client) -> None:
    client.force_login(cast.finance_city)
    news = reverse("funds:clearing_progress", args=[stopped.pk])
    assert news not in client.get(page(stopped)).content.decode()
    ended = client.get(news, headers={"HX-Request": "true"})
    assert (ended.status_code, ended.headers["HX-Refresh"]) == (204, "true")
    assert stopped.job is not None
    type(stopped.job).objects.filter(pk=stopped.job.pk).update(state="running")
    assert news in client.get(page(stopped)).content.decode()


def test_the_news_is_a_part_of_the_page_and_asks_on(stopped: Clearing, cast: Cast, client: Client) -> None:
    assert stopped.job is not None
    type(stopped.job).objects.filter(pk=stopped.job.pk).update(state="running")
    client.force_login(cast.finance_city)
    news = reverse("funds:clearing_progress", args=[stopped.pk])
    shown = client.get(news, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-get="{news}"' in shown
    assert "top-bar" not in shown
    # Beside what moves below, the state under the title.
    assert 'id="stands" hx-swap-oob="true"' in shown
    assert "经审批的收款账户" in shown


def test_all_statements_are_printed_each_on_its_own(stopped: Clearing, cast: Cast, client: Client) -> None:
    sheets = reverse("funds:statement_sheets", args=[stopped.pk])

    def names(user: object, **query: object) -> list[bool]:
        client.force_login(user)  # type: ignore[arg-type]
        answer = client.get(sheets, query)
        assert answer.status_code == 200
        text = answer.content.decode()
        both = [cast.hospital_east.name in text, cast.hospital_west.name in text]
        assert text.count('class="next-sheet"') == sum(both)
        return both

    with system_scope():
        assert Statement.objects.filter(clearing=stopped).count() == 2
    assert names(cast.finance_city) == [True, True]
    assert names(cast.finance_city, payer=cast.west.pk) == [False, True]
    assert names(cast.clerk_east) == [True, False]
    listed = client.get(
        reverse("funds:statements", args=[stopped.pk]), {"payer": cast.east.pk}
    ).content.decode()
    assert f"{sheets}?payer={cast.east.pk}" in listed


def test_many_statements_are_printed_part_by_part(
    stopped: Clearing, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "SHEETS_AT_MOST", 1)
    client.force_login(cast.finance_city)
    sheets = reverse("funds:statement_sheets", args=[stopped.pk])
    first, second = (client.get(sheets, {"part": part}).content.decode() for part in ("", "2"))
    assert 'href="?part=2"' in first
    assert 'href="?part=1"' in second
    for name in (cast.hospital_east.name, cast.hospital_west.name):
        assert (name in first) != (name in second)
