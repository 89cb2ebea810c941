"""One list of services for every counter of a region, as policy with a page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from institutions.models import Agency, PoolingArea
from institutions.policy.registry import read_package
from institutions.policy.service_list import page_of, services_of
from institutions.rules.policy_faults import PolicyError
from tests.cast import Cast
from tests.institutions.policy.test_policy_versions import in_force

PAGE = reverse("institutions:service_list")
REGION = Path("institutions/policies/neimenggu.yaml").read_text(encoding="utf-8")
DAY = dt.date(2024, 5, 1)
HEAD = """\
area: "990100"
key: services
title: 清单
document: {source: "1", effective: 2020-01-01}
sections:
  services:
    items:
      values: [{from: 2020-01-01, value: [reimbursement, knitting], clause: 一}]
"""


def service(name: str, **parts: str) -> str:
    lines = [
        f"    {name}.{part}:\n      values: [{{from: 2020-01-01, value: {value}, clause: 二}}]"
        for part, value in parts.items()
    ]
    return "\n".join(lines) + "\n"


WHOLE = (
    HEAD
    + service("reimbursement", papers="票据", at="[county]", steps="受理、支付")
    + service("knitting", papers="毛线", at="[city, online]", steps="编织", wording="编织服务")
)


def test_every_service_has_papers_place_and_steps() -> None:
    read_package(WHOLE)
    with pytest.raises(PolicyError) as refused:
        read_package(
            HEAD
            + service("reimbursement", papers="票据", at="[county]", steps="受理")
            + service("walk", at="[city]")
        )
    told = {fault.params.get("name") for fault in refused.value.faults}
    assert told == {"knitting", "walk"}
    with pytest.raises(PolicyError):
        read_package(WHOLE.replace("[city, online]", "[moon]"))


@pytest.mark.duty("NM-08")
def test_the_regions_list_is_every_citys(cast: Cast) -> None:
    """Made by the region for all of it; each service the system knows leads to a page."""
    with system_scope():
        region = PoolingArea.objects.create(code="150000", name="区")
        Agency.objects.create(code="150000", name="区", level=Agency.Level.REGION, area=region)
        PoolingArea.objects.filter(pk=cast.area.pk).update(parent=region)
        in_force(cast, REGION.replace('area: "150000"', 'area: "990100"'))
        listed = services_of(cast.area, DAY)
    assert [one.key for one in listed][:2] == ["employee_enrolment", "resident_enrolment"]
    assert {one.title for one in listed} >= {"医疗费用零星报销", "异地就医备案"}
    assert all(one.papers and one.places and one.steps and one.clause == "三（七）" for one in listed)
    assert all(reverse(page_of(one.key)) for one in listed)
    assert services_of(cast.area, dt.date(2023, 12, 31)) == []


def test_the_page_leads_to_where_it_is_done(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    assert "现行政策中没有服务事项清单" in client.get(PAGE).content.decode()
    with system_scope():
        in_force(cast, WHOLE)
    shown = client.get(PAGE).content.decode()
    assert reverse("claims:reimbursements") in shown
    for word in ("编织服务", "毛线", "市级、网上办理", "编织"):
        assert word in shown
    assert "编织服务" in client.get(PAGE, {"print": "1"}).content.decode()
    assert "编织服务" not in client.get(PAGE, {"day": "2019-12-31"}).content.decode()
    client.force_login(cast.clerk_elsewhere)
    assert "编织服务" not in client.get(PAGE).content.decode()
