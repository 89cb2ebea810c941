"""Years by source with their evidence; the decision by the rule one has a right to; what is missing made up."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from config.errors import DomainError
from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import ContributionYears, Coverage, Person, RetirementCase
from enrollment.services.retirement.judge import (
    RetirementRefused,
    confirm_retirement,
    prepare_retirement,
    return_retirement,
)
from enrollment.services.retirement.topup import accept_once, pay_month, quote_once, record_payment
from enrollment.services.retirement.years import YearsRefused, count_years, months_of, withdraw_years
from institutions.models import Assignment, Duty
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import ALWAYS, Cast

RETIRED = dt.date(2024, 3, 1)
JOINED = dt.date(2022, 1, 1)
CLAUSE = "四（一）2（2）"


def coverages(person: Person) -> list[tuple[str, dt.date, dt.date | None]]:
    with system_scope():
        rows = Coverage.objects.filter(person=person, effective=True).order_by("period")
        return [(row.psn_type, row.period.lower, row.period.upper) for row in rows]


def count(
    cast: Cast, person: Person, first: str, last: str, source: str = "actual", months: int | None = None
) -> ContributionYears:
    with acting_as(cast.clerk_east):
        return count_years(
            person=person, source=source, first=Month.parse(first), last=Month.parse(last), months=months,
            evidence="缴费台账", acting_user=cast.clerk_east,
        )  # fmt: skip


def prepare(cast: Cast, person: Person, **facts: Any) -> RetirementCase:
    with acting_as(cast.clerk_east):
        known = {"retired_on": RETIRED, "joined_on": JOINED}
        return prepare_retirement(person=person, acting_user=cast.clerk_east, **{**known, **facts})


def confirm(cast: Cast, case: RetirementCase) -> RetirementCase:
    with acting_as(cast.reviewer_east):
        return confirm_retirement(case=case, acting_user=cast.reviewer_east)


def pay(cast: Cast, case: RetirementCase, month: int, number: str = "") -> Any:
    return pay_month(
        case=case, month=Month(2024, month), paid_on=dt.date(2024, month, 9), number=number or f"T{month}",
        acting_user=cast.clerk_east,
    )  # fmt: skip


@pytest.mark.duty("NB-05")
def test_years_are_counted_by_source_and_no_month_twice(city: Cast, employee: Person) -> None:
    count(city, employee, "2006-01", "2021-12")
    count(city, employee, "1984-12", "1987-11", "veteran_service", 30)
    with pytest.raises(ValidationError, match="已计入"):
        count(city, employee, "2021-12", "2022-02", "recognised")
    for first, last, months in (
        ("2022-03", "2022-01", None),
        ("2022-01", "2022-03", 4),
        ("1960-01", "1960-02", None),
    ):
        with pytest.raises(YearsRefused):
            count(city, employee, first, last, months=months)
    with system_scope():
        assert months_of(employee) == {
            "actual": 192, "recognised": 0, "veteran_service": 30, "transferred": 0,
        }  # fmt: skip


def test_the_database_refuses_more_months_than_the_period_has(city: Cast, employee: Person) -> None:
    years = count(city, employee, "2022-01", "2022-03")
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        ContributionYears.unscoped.filter(pk=years.pk).update(months=4)


def test_withdrawn_months_stay_with_their_reason_and_free_the_period(city: Cast, employee: Person) -> None:
    years = count(city, employee, "2022-01", "2022-03")
    with acting_as(city.clerk_east):
        with pytest.raises(YearsRefused):
            withdraw_years(years=years, reason=" ", acting_user=city.clerk_east)
        withdraw_years(years=years, reason="重复录入", acting_user=city.clerk_east)
        assert months_of(employee)["actual"] == 0
    count(city, employee, "2022-01", "2022-03", "recognised")


@pytest.mark.duty("NB-05")
def test_twenty_years_with_service_keep_the_benefits_once_a_second_person_decides(
    city: Cast, employee: Person
) -> None:
    count(city, employee, "2006-01", "2023-12")
    count(city, employee, "1984-12", "1986-11", "veteran_service")
    case = prepare(city, employee)
    assert (case.needed, case.counted, case.missing, case.former) == (240, 240, 0, False)
    Assignment.objects.create(user=city.clerk_east, agency=city.east, duties=[Duty.REVIEW], period=ALWAYS)
    city.clerk_east.__dict__.pop("assignments_in_force", None)
    with acting_as(city.clerk_east), pytest.raises(SamePerson):
        confirm_retirement(case=case, acting_user=city.clerk_east)
    assert coverages(employee) == [("1101", JOINED, None)]
    case = confirm(city, case)
    assert (case.state, case.entitled_from) == ("entitled", RETIRED)
    assert coverages(employee) == [("1101", JOINED, RETIRED), ("1201", RETIRED, None)]


@pytest.mark.duty("NB-05")
@pytest.mark.parametrize(
    ("facts", "former"),
    [
        ({"joined_on": dt.date(2021, 12, 31)}, True),
        ({"joined_on": dt.date(2022, 1, 1)}, False),
        ({"joined_on": dt.date(2022, 5, 1), "pension_since": dt.date(2021, 12, 31)}, True),
    ],
)
def test_who_has_rights_under_the_former_rule_is_judged_by_it(
    city: Cast, employee: Person, facts: dict[str, Any], former: bool
) -> None:
    case = prepare(city, employee, **facts)
    assert case.former is former
    assert CLAUSE in {step["clause"] for step in case.judgement}


def test_recognised_years_do_not_count_under_the_new_rule(city: Cast, employee: Person) -> None:
    count(city, employee, "1990-01", "2021-12", "recognised")
    assert prepare(city, employee).missing == 240


def test_a_count_that_changed_is_not_decided_on(city: Cast, employee: Person) -> None:
    case = prepare(city, employee)
    count(city, employee, "2006-01", "2024-02")
    with pytest.raises(RetirementRefused):
        confirm(city, case)
    with acting_as(city.reviewer_east):
        return_retirement(case=case, reason="年限已补录", acting_user=city.reviewer_east)
    assert prepare(city, employee).missing == 22


def test_one_case_at_a_time_and_only_by_who_may_register(city: Cast, employee: Person) -> None:
    prepare(city, employee)
    with pytest.raises(ValidationError):
        prepare(city, employee)
    with acting_as(city.reviewer_east), pytest.raises(DutyMissing):
        prepare_retirement(person=employee, retired_on=RETIRED, acting_user=city.reviewer_east)


@pytest.mark.duty("NB-06")
def test_what_is_missing_is_quoted_accepted_and_paid_at_once(city: Cast, employee: Person) -> None:
    count(city, employee, "2006-01", "2024-02")
    case = confirm(city, prepare(city, employee))
    assert (case.state, case.missing) == ("short", 22)
    day, paid = dt.date(2024, 3, 20), dt.date(2024, 4, 2)
    with acting_as(city.clerk_east):
        due = quote_once(case=case, day=day)
        assert due.base is not None
        assert due.amount == due.base * 22 // 10
        case = accept_once(case=case, day=day, acting_user=city.clerk_east)
        assert (case.once_amount, case.once_rate) == (Decimal(due.amount) / 100, 1000)
        assert CLAUSE in {step["clause"] for step in case.once_steps}
        for refused in ({"day": paid, "number": " "}, {"day": RETIRED, "number": "T1"}):
            with pytest.raises(DomainError):
                record_payment(case=case, acting_user=city.clerk_east, **refused)  # type: ignore[arg-type]
        case = record_payment(case=case, day=paid, number="T1", acting_user=city.clerk_east)
    assert (case.state, case.entitled_from) == ("entitled", paid)
    assert coverages(employee)[-1] == ("1201", paid, None)


@pytest.mark.duty("NB-06")
def test_or_it_is_paid_on_month_by_month_at_each_months_mean(city: Cast, employee: Person) -> None:
    count(city, employee, "2004-05", "2024-02")
    case = confirm(city, prepare(city, employee))
    assert case.missing == 2
    with acting_as(city.clerk_east):
        first = pay(city, case, 3)
        assert first.amount == first.base / 10
        with pytest.raises(DomainError, match="T3"):
            pay(city, case, 3)
        with pytest.raises(ValidationError):
            pay(city, case, 3, "T9")
        with pytest.raises(RetirementRefused):
            pay(city, case, 2)
        with pytest.raises(YearsRefused):
            withdraw_years(years=first.counted_as, reason="错", acting_user=city.clerk_east)
        pay(city, case, 4)
        case = RetirementCase.objects.get(pk=case.pk)
        assert months_of(employee)["actual"] == 240
    assert (case.state, case.entitled_from) == ("entitled", dt.date(2024, 5, 1))
    assert coverages(employee)[-1] == ("1201", dt.date(2024, 5, 1), None)


@pytest.mark.duty("NB-05", "NB-06")
def test_the_counter_does_it_all_on_pages_and_prints_the_letter(
    city: Cast, employee: Person, client: Client
) -> None:
    def page(name: str, *args: int) -> str:
        answer = client.get(reverse(f"enrollment:{name}", args=args))
        assert answer.status_code == 200
        return answer.content.decode()

    def post(name: str, pk: int, status: int = 302, **values: Any) -> None:
        answer = client.post(reverse(f"enrollment:{name}", args=[pk]), values)
        assert answer.status_code == status, answer.content.decode()

    client.force_login(city.clerk_east)
    post("count_years", employee.pk, source="actual", first="2006-01", last="2024-02", evidence="缴费台账")
    post("count_years", employee.pk, 422, source="actual", first="2024-01", last="2024-02", evidence="台账")
    assert "218" in page("years", employee.pk)
    post("retire", employee.pk, retired_on="2024-03-01", joined_on="2022-01-01")
    with system_scope():
        case = RetirementCase.objects.get(person=employee)
    client.force_login(city.reviewer_east)
    post("confirm_retirement", case.pk)
    client.force_login(city.clerk_east)
    asked = page("accept_once", case.pk)
    assert "10%" in asked
    assert CLAUSE in asked
    post("accept_once", case.pk, day="2024-03-20")
    assert "尚缺缴费年限22个月" in page("retirement_letter", case.pk)
    post("pay_once", case.pk, day="2024-04-02", number="T1")
    letter = page("retirement_letter", case.pk)
    assert "自2024-04-02起" in letter
    assert CLAUSE in letter
    assert "享受退休待遇" in page("retirement", case.pk)
    assert employee.psn_no in page("retirements")
    assert reverse("enrollment:years", args=[employee.pk]) in page("person", employee.pk)
