"""A December outlay found by the books, explained, decided on, closed (NB-30); what a county cannot change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from config.desk import items_of
from config.scoping import acting_as, system_scope
from funds.desk_control import control_items
from funds.models import Entry, RushFinding, RushMonth
from funds.policy_control import RuleUnsettled
from funds.services.answers import AnswerRefused
from funds.services.rush.course import RUSH_COURSE
from funds.services.rush.look import areas_to_look_at, look_at
from institutions.models import PolicyVersion, User
from institutions.services import policy_versions
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_user
from tests.funds.statements.conftest import DECEMBER, JANUARY, Year, build_year
from tests.support.pages import post, see, workbook
from tests.support.policies import put_text_in_force

pytestmark = pytest.mark.django_db
SCAN = b"%PDF-1.7\nevidence"
PACKAGE = """
area: "990100"
key: test-rush
title: 突击使用测试
document: {number: 测试, source: test, issued: 2019-01-01, effective: 2019-07-01}
sections:
  rush:
    window.months: {unit: months, values: [{from: 2019-07-01, value: 2, clause: 五（三）}]}
    smallest: {unit: yuan, values: [{from: 2019-07-01, value: 10, clause: 五（三）}]}
    over_plan: {unit: ratio, values: [{from: 2019-07-01, value: 0.2, clause: 五（三）}]}
    above_years: {unit: ratio, values: [{from: 2019-07-01, value: 0.5, clause: 五（三）}]}
    spreads: {unit: ratio, values: [{from: 2019-07-01, value: 2, clause: 五（三）}]}
    no_bills: {unit: ratio, values: [{from: 2019-07-01, value: 0.1, clause: 五（三）, assumed: 测试}]}
    one_payee: {unit: ratio, values: [{from: 2019-07-01, value: 0.6, clause: 五（三）}]}
    backdated: {unit: days, values: [{from: 2019-07-01, value: 10, clause: 五（三）}]}
    look.on: {unit: day_of_month, values: [{from: 2019-07-01, value: 10, clause: 五（三）}]}
    answer_within: {unit: days, values: [{from: 2019-07-01, value: 10, clause: 五（三）}]}
    decide_within: {unit: days, values: [{from: 2019-07-01, value: 5, clause: 五（三）}]}
"""


@pytest.fixture
def year(cast: Cast) -> Iterator[Year]:
    """East pays 400 yuan in December on the 28th, then enters 60 more for the 2nd; no bill is behind either."""
    put_text_in_force(cast, PACKAGE)
    with system_scope():
        found = build_year(cast, "390")
        for fen, day in ((40_000, 28), (6_000, 2)):
            found.move(
                "benefit_expense", "expenditure_account", fen, dt.date(2019, 12, day), county=cast.east,
                kind=Entry.Kind.PAYMENT,
            )  # fmt: skip
        yield found


@pytest.fixture
def finance_east(cast: Cast) -> User:
    return make_user("finance-east", "东山财务", cast.east, "finance")


def found_of(cast: Cast) -> RushFinding:
    look_at(area=cast.area, month=DECEMBER)
    found: RushFinding = RushFinding.objects.select_related("area", "unit").get()
    return found


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", SCAN, "application/pdf")


@pytest.mark.duty("NB-30")
def test_an_outlay_without_bills_before_year_end_is_found(cast: Cast, year: Year) -> None:
    finding = found_of(cast)
    assert (finding.unit, finding.spent, finding.kind) == (cast.east, Decimal(460), "benefit_expense")
    by_code = {one["code"]: one for one in finding.reasons}
    assert by_code.keys() == {"no_bills", "one_payee", "backdated"}
    assert by_code["no_bills"]["beyond"] == 46_000
    assert by_code["backdated"]["figure"] == 6_000
    # Looked at again, it is the same finding; the calendar asks for it no more.
    assert look_at(area=cast.area, month=DECEMBER).opened == 0
    assert areas_to_look_at(DECEMBER, 31) == []
    assert RushMonth.objects.get().found == 1


def test_only_the_window_of_a_document_that_speaks_of_it(cast: Cast, year: Year) -> None:
    with pytest.raises(AnswerRefused):
        look_at(area=cast.area, month=JANUARY)
    with pytest.raises(RuleUnsettled):
        look_at(area=cast.elsewhere.area, month=DECEMBER)
    assert areas_to_look_at(DECEMBER, 9) == []
    assert areas_to_look_at(DECEMBER, 10) == [cast.area]


@pytest.mark.duty("NB-30")
def test_it_is_explained_with_evidence_and_closed_by_a_second_person(
    cast: Cast, year: Year, finance_east: User
) -> None:
    finding = found_of(cast)
    assert [item.due for item in items_of(control_items(finance_east.assignments_in_force[0]))] == [
        finding.due_on
    ]
    with pytest.raises(AnswerRefused):
        RUSH_COURSE.answer(finding=finding, text="年底集中报销", evidence=None, acting_user=finance_east)
    with pytest.raises(DutyMissing):
        RUSH_COURSE.answer(finding=finding, text="代答", evidence=scan(), acting_user=cast.finance_city)
    RUSH_COURSE.answer(finding=finding, text="年底集中报销", evidence=scan(), acting_user=finance_east)
    RUSH_COURSE.send_back(finding=finding, reply="附清单", acting_user=cast.finance_city)
    RUSH_COURSE.answer(finding=finding, text="附清单", evidence=scan(), acting_user=finance_east)
    with pytest.raises(DutyMissing):
        RUSH_COURSE.accept(finding=finding, verdict="explained", reply="", acting_user=finance_east)
    RUSH_COURSE.accept(finding=finding, verdict="irregular", reply="收回", acting_user=cast.finance_city)
    RUSH_COURSE.keep_open(finding=finding, reply="金额不对", acting_user=cast.reviewer_city)
    RUSH_COURSE.answer(finding=finding, text="已收回", evidence=scan(), acting_user=finance_east)
    RUSH_COURSE.accept(finding=finding, verdict="irregular", reply="", acting_user=cast.finance_city)
    closed = RUSH_COURSE.close(finding=finding, acting_user=cast.reviewer_city)
    assert (closed.state, closed.verdict, closed.steps.count()) == ("closed", "irregular", 9)
    for change in ({"spent": 1}, {"state": "open"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            RushFinding.objects.filter(pk=finding.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        closed.steps.all().delete()


def test_the_database_refuses_one_person_twice(cast: Cast, year: Year, finance_east: User) -> None:
    finding = found_of(cast)
    RUSH_COURSE.answer(finding=finding, text="说明", evidence=scan(), acting_user=finance_east)
    with pytest.raises(DatabaseError), transaction.atomic():
        RushFinding.objects.filter(pk=finding.pk).update(
            state="accepted", accepted_by=finance_east, verdict="explained"
        )
    RUSH_COURSE.accept(finding=finding, verdict="explained", reply="", acting_user=cast.finance_city)
    cast.finance_city.assignments.update(duties=["finance", "review"])
    both = User.objects.get(pk=cast.finance_city.pk)
    with pytest.raises(SamePerson):
        RUSH_COURSE.close(finding=finding, acting_user=both)


@pytest.mark.duty("NB-30")
def test_pages_lead_from_the_finding_to_its_entries(
    cast: Cast, year: Year, finance_east: User, client: Client
) -> None:
    finding = found_of(cast)
    entry = Entry.objects.filter(kind=Entry.Kind.PAYMENT).first()
    assert entry is not None
    page = see(client, finance_east, finding.get_absolute_url())
    assert reverse("funds:entry", args=[entry.pk]) in page
    assert "460.00" in page
    post(client, finance_east, reverse("funds:rush_answer", args=[finding.pk]), text="说明", evidence=scan())
    post(client, cast.finance_city, reverse("funds:rush_accept", args=[finding.pk]), verdict="explained")
    post(client, cast.reviewer_city, reverse("funds:rush_close", args=[finding.pk]))
    assert "460.00" in see(client, cast.finance_city, reverse("funds:rush"))
    sheets = workbook(client, cast.finance_city, f"{finding.get_absolute_url()}?export=1")
    assert len(sheets) == 4
    assert any(460.0 in row for rows in sheets.values() for row in rows)
    client.force_login(cast.clerk_west)
    assert client.get(finding.get_absolute_url()).status_code == 404


POLICY_ACTS = ("load_policy", "review_policy", "enforce_policy")


@pytest.mark.duty("NB-30")
@pytest.mark.parametrize(
    "duty", ["register", "handle", "review", "approve", "finance", "inspect", "administer"]
)
def test_no_county_changes_policy(cast: Cast, year: Year, client: Client, duty: str) -> None:
    """严禁擅自出台地方性医保政策: every act on policy × every duty at a county, service and page."""
    county = make_user(f"east-{duty}", "东山", cast.east, duty)
    version = PolicyVersion.objects.first()
    assert version is not None
    before = list(PolicyVersion.objects.values())
    client.force_login(county)
    for name in POLICY_ACTS:
        address = reverse(f"institutions:{name}", args=[] if name == "load_policy" else [version.pk])
        assert client.post(address, {}).status_code in (403, 422), (duty, name)
    with acting_as(county):
        acts = (
            lambda: policy_versions.load_draft(text=PACKAGE.replace("0.2", "0.9"), acting_user=county),
            lambda: policy_versions.review(version=version, acting_user=county),
            lambda: policy_versions.put_in_force(version=version, acting_user=county),
        )
        for one in acts:
            with pytest.raises(DutyMissing):
                one()
    assert list(PolicyVersion.objects.values()) == before
