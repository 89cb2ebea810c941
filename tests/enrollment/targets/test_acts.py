"""From population to published targets: drafted, adjusted with a reason, approved by a second person, in versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from config.errors import DomainError
from config.scoping import acting_as, system_scope
from enrollment.models import CountyTarget, Population, TargetPlan
from enrollment.services.targets import decide
from enrollment.services.targets.draft import draft_targets
from enrollment.services.targets.faults import TargetsRefused
from enrollment.services.targets.population import enter_population
from institutions.models import Agency, Duty, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_agency, make_user
from tests.support.policies import put_policy_in_force

from .conftest import YEAR, populate


def figures(plan: TargetPlan) -> list[tuple[str, str, int, Decimal | None]]:
    with system_scope():
        rows = CountyTarget.objects.filter(plan=plan).select_related("county")
        return [(one.insutype, one.county.code, one.people, one.amount) for one in rows]


def target_of(plan: TargetPlan, county: Agency, insutype: str = "390") -> CountyTarget:
    with system_scope():
        return CountyTarget.objects.select_related("plan", "county").get(
            plan=plan, county=county, insutype=insutype
        )


def act(user: User, do: Callable[..., Any], **given: Any) -> Any:
    with acting_as(user):
        return do(acting_user=user, **given)


@pytest.mark.duty("JJ-02", "ZY-17")
def test_a_draft_is_worked_out_from_the_population(city: Cast, draft: TargetPlan) -> None:
    """301 employed × 37 % = 111.37, so 112: 74.42 and 37.58, the larger remainder up; East's two retired stay.
    701 × 95 % = 665.95, so 666, less 114 = 552, by 400 × 95 % − 76 = 304 and 301 × 95 % − 38 = 247.95.
    East declared 20,000 for four months of people in 2023: 5,000, so 440.00 a month; West nobody: 525.18."""
    assert figures(draft) == [
        ("310", "990101", 76, 74 * 12 * Decimal("440.00")),
        ("310", "990102", 38, 38 * 12 * Decimal("525.18")),
        ("390", "990101", 304, Decimal(304 * 380)),
        ("390", "990102", 248, Decimal(248 * 380)),
    ]
    steps = target_of(draft, city.east, "310").steps
    assert "二（一）" in {step["clause"] for step in steps}
    assert any(step["assumed"] for step in steps)
    assert all(step["text"] and "%(" not in step["text"] for step in steps)


def test_a_city_whose_document_knows_residents_only(cast: Cast) -> None:
    """Zhangye's document gives no contribution of employees: their collection stays empty and says why."""
    with system_scope():
        put_policy_in_force(cast, "zhangye.yaml")
    populate(cast, cast.east, 1_000, 300, 2021)
    populate(cast, cast.west, 1_000, 300, 2021)
    plan = act(cast.finance_city, draft_targets, area=cast.area, year=2021)
    employees, residents = target_of(plan, cast.east, "310"), target_of(plan, cast.east)
    assert (employees.people, employees.amount, bool(employees.gap)) == (111, None, True)
    assert (residents.people, residents.amount, residents.gap) == (839, Decimal(839 * 320), "")


@pytest.mark.parametrize("missing", ["population", "policy", "people"])
def test_no_draft_without_what_it_follows_from(cast: Cast, missing: str) -> None:
    if missing != "policy":
        with system_scope():
            put_policy_in_force(cast, "jiujiang.yaml")
    populate(cast, cast.east, 0 if missing == "people" else 100, 0)
    if missing != "population":
        populate(cast, cast.west, 0, 0)
    with pytest.raises(TargetsRefused) as refused:
        act(cast.finance_city, draft_targets, area=cast.area, year=YEAR)
    if missing == "population":
        assert str(cast.west) in str(refused.value)
    with system_scope():
        assert not TargetPlan.objects.exists()


def test_the_citys_own_unit_needs_no_population(city: Cast) -> None:
    with system_scope():
        own = make_agency("990199", "市本级", Agency.Level.COUNTY, city.area, city.city)
        Agency.objects.filter(pk=own.pk).update(is_city_own=True)
    plan = act(city.finance_city, draft_targets, area=city.area, year=YEAR)
    assert [one[2] for one in figures(plan) if one[1] == "990199"] == [0, 0]


def test_population_is_the_citys_to_enter(city: Cast) -> None:
    given = {
        "county": city.east,
        "year": 2025,
        "employed": 5,
        "source": "公报",
        "as_of": dt.date(2024, 12, 31),
    }
    with pytest.raises(DutyMissing):
        act(city.clerk_east, enter_population, residents=10, **given)
    with pytest.raises(TargetsRefused):
        act(city.finance_city, enter_population, residents=4, **given)
    with pytest.raises(ValidationError):
        act(city.finance_city, enter_population, residents=10, **{**given, "source": " "})
    for residents in (10, 12):
        act(city.finance_city, enter_population, residents=residents, **given)
    with system_scope():
        assert Population.objects.get(county=city.east, year=2025).residents == 12


@pytest.mark.duty("JJ-02", "ZY-17")
def test_the_city_adjusts_one_county_with_a_reason(city: Cast, draft: TargetPlan) -> None:
    target = target_of(draft, city.west)
    before = figures(draft)
    act(
        city.finance_city,
        decide.adjust_target,
        target=target,
        people=260,
        amount=Decimal("98800.00"),
        reason="新区迁入",
    )
    changed = target_of(draft, city.west)
    assert (changed.people, changed.amount, changed.people_computed) == (260, Decimal("98800.00"), 248)
    assert (changed.reason, changed.adjusted_by, changed.is_adjusted) == ("新区迁入", city.finance_city, True)
    assert [one for one in figures(draft) if one not in before] == [
        ("390", "990102", 260, Decimal("98800.00"))
    ]


@pytest.mark.duty("JJ-02", "ZY-17")
def test_approved_by_a_second_person_and_replaced_by_a_new_version(city: Cast, approved: TargetPlan) -> None:
    assert (approved.state, approved.approved_by) == ("approved", city.approver_city)
    before = figures(approved)
    populate(city, city.east, 500, 200)
    assert figures(approved) == before
    second = act(city.finance_city, draft_targets, area=city.area, year=YEAR)
    assert second.number == 2
    act(city.finance_city, decide.submit_targets, plan=second)
    act(city.approver_city, decide.approve_targets, plan=second)
    with system_scope():
        states = dict(TargetPlan.objects.values_list("number", "state"))
    assert states == {1: "superseded", 2: "approved"}
    assert figures(approved) == before != figures(second)


def test_sent_back_adjusted_and_submitted_again(city: Cast, draft: TargetPlan) -> None:
    act(city.finance_city, decide.submit_targets, plan=draft)
    act(city.approver_city, decide.return_targets, plan=draft, reason="西水偏低")
    target = target_of(draft, city.west)
    act(
        city.finance_city,
        decide.adjust_target,
        target=target,
        people=260,
        amount=target.amount,
        reason="按意见",
    )
    act(city.finance_city, decide.submit_targets, plan=draft)
    plan = act(city.approver_city, decide.approve_targets, plan=draft)
    assert (plan.state, plan.reason) == ("approved", "")


STEPS = {
    "adjust": lambda user, plan, target: act(
        user, decide.adjust_target, target=target, people=1, amount=Decimal(1), reason="理由"
    ),
    "submit": lambda user, plan, target: act(user, decide.submit_targets, plan=plan),
    "return": lambda user, plan, target: act(user, decide.return_targets, plan=plan, reason="理由"),
    "approve": lambda user, plan, target: act(user, decide.approve_targets, plan=plan),
    "drop": lambda user, plan, target: act(user, decide.drop_targets, plan=plan, reason="理由"),
}  # fmt: skip
OPEN = {
    "draft": {"adjust", "submit", "drop"},
    "submitted": {"return", "approve"},
    "returned": {"adjust", "submit", "drop"},
    "approved": set(),
    "superseded": set(),
    "dropped": set(),
}
REACHED: dict[str, list[str]] = {
    "draft": [],
    "submitted": ["submit"],
    "returned": ["submit", "return"],
    "approved": ["submit", "approve"],
    "superseded": ["submit", "approve", "next"],
    "dropped": ["drop"],
}


def bring_to(city: Cast, plan: TargetPlan, state: str) -> None:
    target = target_of(plan, city.east)
    for step in REACHED[state]:
        if step == "next":
            later = act(city.finance_city, draft_targets, area=city.area, year=YEAR)
            bring_to(city, later, "approved")
            continue
        STEPS[step](city.approver_city if step in ("return", "approve") else city.finance_city, plan, target)


@pytest.mark.duty("JJ-02", "ZY-17")
@pytest.mark.parametrize("state", OPEN)
def test_each_state_allows_its_acts_and_no_others(city: Cast, draft: TargetPlan, state: str) -> None:
    bring_to(city, draft, state)
    target = target_of(draft, city.east)
    with system_scope():
        assert TargetPlan.objects.get(pk=draft.pk).state == state
        both = make_user("both.city", "市级兼岗", city.city, Duty.FINANCE, Duty.APPROVE)
    before = figures(draft)
    for name, step in STEPS.items():
        if name in OPEN[state]:
            continue
        with pytest.raises(TargetsRefused):
            step(both, draft, target)
    assert figures(draft) == before


@pytest.mark.parametrize("step", STEPS)
def test_only_the_citys_duty_may(city: Cast, draft: TargetPlan, step: str) -> None:
    if step in ("return", "approve"):
        bring_to(city, draft, "submitted")
    with system_scope():
        county = make_user("all.east", "东山全岗", city.east, Duty.FINANCE, Duty.APPROVE)
    wrong = city.finance_city if step in ("return", "approve") else city.approver_city
    target = target_of(draft, city.east)
    for user in (county, wrong, city.auditor_city):
        with pytest.raises(DutyMissing):
            STEPS[step](user, draft, target)


@pytest.mark.parametrize("part", ["prepared", "submitted", "adjusted"])
def test_whoever_worked_on_it_does_not_approve_it(city: Cast, draft: TargetPlan, part: str) -> None:
    with system_scope():
        both = make_user("both.city", "市级兼岗", city.city, Duty.FINANCE, Duty.APPROVE)
    if part == "prepared":
        act(city.finance_city, decide.drop_targets, plan=draft, reason="重做")
        draft = act(both, draft_targets, area=city.area, year=YEAR)
    if part == "adjusted":
        STEPS["adjust"](both, draft, target_of(draft, city.east))
    act(both if part == "submitted" else city.finance_city, decide.submit_targets, plan=draft)
    with pytest.raises(SamePerson):
        act(both, decide.approve_targets, plan=draft)
    act(city.approver_city, decide.approve_targets, plan=draft)


@pytest.mark.parametrize(
    ("people", "amount", "reason"),
    [(1, Decimal(1), " "), (1, None, "理由"), (-1, Decimal(1), "理由"), (1, Decimal(-1), "理由")],
)  # fmt: skip
def test_an_adjustment_without_reason_or_amount_is_refused(
    city: Cast, draft: TargetPlan, people: int, amount: Decimal | None, reason: str
) -> None:
    before = figures(draft)
    with pytest.raises((DomainError, ValidationError)):
        act(
            city.finance_city, decide.adjust_target, target=target_of(draft, city.east), people=people, amount=amount,
            reason=reason,
        )  # fmt: skip
    assert figures(draft) == before


def test_one_version_at_a_time(city: Cast, draft: TargetPlan) -> None:
    with pytest.raises(ValidationError) as refused:
        act(city.finance_city, draft_targets, area=city.area, year=YEAR)
    assert "under way" in str(refused.value) or "正在" in str(refused.value)


@pytest.mark.duty("JJ-02", "ZY-17")
def test_the_database_refuses_what_must_never_be(city: Cast, draft: TargetPlan) -> None:
    now = timezone.now()
    bring_to(city, draft, "submitted")
    approved = {"state": "approved", "approved_at": now}
    plans = TargetPlan.unscoped.filter(pk=draft.pk)
    refused: list[Callable[[], object]] = [
        lambda: plans.update(**approved, approved_by=city.finance_city),
        lambda: plans.update(**approved),
        lambda: plans.update(state="returned"),
        # What was submitted is decided as it stands.
        lambda: CountyTarget.unscoped.filter(plan=draft).update(people=1),
    ]
    with system_scope():
        for bend in refused:
            with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
                bend()
        plans.update(**approved, approved_by=city.approver_city)
        for bend in (
            lambda: plans.update(state="draft"),
            lambda: plans.update(approved_by=city.reviewer_city),
            lambda: plans.update(year=2030),
            lambda: plans.delete(),
            lambda: CountyTarget.unscoped.filter(plan=draft).update(people=1),
            lambda: CountyTarget.unscoped.filter(plan=draft).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                bend()


def test_a_figure_off_the_computation_has_a_reason_in_the_database(city: Cast, draft: TargetPlan) -> None:
    target = target_of(draft, city.east)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        CountyTarget.unscoped.filter(pk=target.pk).update(people=1)
