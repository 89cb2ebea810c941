"""The incentive: a share of the reserve for counties with good cost control, by two people, booked in the ledger.

NB 附件二（四）4: by the results of the year's assessment a part of the reserve is drawn for counties whose cost control
worked. How much, for whom, by what divided: ``reserve.incentive_share`` and ``county_assessment incentive.*``.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.money import from_fen, share, to_fen
from funds.models import Booked, CountyResult, CountyScheme, Entry, Incentive, IncentivePart
from funds.reads.county_budget import county_figures
from funds.reads.reserve_balance import RESERVE, reserve_on
from funds.rules.clearing_postings import Draft, DraftLeg
from funds.rules.county_assessment import (
    COST_CONTROL,
    Candidate,
    Fitness,
    IncentiveRule,
    fitness,
    incentive,
)
from funds.services.county_assessment.states import last_day, policy_in
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.scoring import HUNDRED
from institutions.services.duties import require_another, require_duty

from .faults import CountyMoneyRefused

COUNTY_BALANCE = "county_balance"


class Row(NamedTuple):
    """A county in the division."""

    result: CountyResult
    candidate: Candidate
    fit: Fitness
    amount: int


class IncentivePlan(NamedTuple):
    """What would be drawn and how divided, fen; the same object is shown and kept."""

    balance: int
    drawn: Given
    rule: IncentiveRule
    rows: list[Row]

    @property
    def pool(self) -> int:
        """The share of the reserve; nothing below zero is drawn from."""
        return share(max(0, self.balance), int(self.drawn.value))

    @property
    def amount(self) -> int:
        return sum(row.amount for row in self.rows)


def plan_incentive(*, scheme: CountyScheme, insutype: str) -> IncentivePlan:
    """By the published results and the reserve at the end of the year. Raises :class:`CountyMoneyRefused`."""
    if scheme.state != CountyScheme.State.PUBLISHED:
        raise CountyMoneyRefused(_("The results of %(year)s are not published yet."), year=scheme.year)
    day = last_day(scheme.year)
    _require_one_book(scheme.area, day)
    try:
        drawn = policy_for(scheme.area, day).section("pooling").require("reserve.incentive_share")
        rule = policy_in(scheme.agency, scheme.year).incentive()
    except (PolicyGap, LookupError) as gap:
        raise CountyMoneyRefused(describe_gap(str(gap))) from gap
    balance = reserve_on(scheme.area, insutype, day)
    results = list(scheme.results(manager="objects").select_related("unit__area", "unit__parent"))
    candidates = [_candidate(one, insutype, scheme.year) for one in results]
    fit = fitness(candidates, rule)
    plan = IncentivePlan(balance, drawn, rule, [])
    amounts = incentive(plan.pool, fit)
    plan.rows.extend(
        Row(*three, amounts[three[0].unit_id]) for three in zip(results, candidates, fit, strict=True)
    )
    return plan


def _require_one_book(area: PoolingArea, day: dt.date) -> None:
    """None of the documents has counties with books of their own share a reserve (graded management)."""
    if not keeping_of(area, day).unified:
        raise CountyMoneyRefused(_("Counties keep books of their own here: no reserve is kept by the city."))


def _candidate(result: CountyResult, insutype: str, year: int) -> Candidate:
    figures = county_figures(result.unit, insutype, year)
    points = Decimal(str(result.field_points.get(COST_CONTROL, "0")))
    return Candidate(
        result.unit_id,
        int(result.score * HUNDRED),
        int(points * HUNDRED),
        0 if figures is None else figures.spending,
        0 if figures is None else figures.spending_budget,
    )


@transaction.atomic
def enter_incentive(*, scheme: CountyScheme, insutype: str, acting_user: User) -> Incentive:
    """Work out and enter the incentive of a year and scheme. Duty finance at the city."""
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=scheme.agency)
    plan = plan_incentive(scheme=scheme, insutype=insutype)
    if not plan.amount:
        raise CountyMoneyRefused(_("No county gets a part, or the reserve is empty: nothing is drawn."))
    made = Incentive(
        area=scheme.area, scheme=scheme, insutype=insutype, year=scheme.year, balance=from_fen(plan.balance),
        share=int(plan.drawn.value), amount=from_fen(plan.amount), entered_by=acting_user,
        rule={
            "least_score": plan.rule.least_score, "within_budget": plan.rule.within_budget,
            "divided_by": plan.rule.divided_by, "clause": plan.drawn.clause, "assumed": plan.drawn.assumed,
        },
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as exc:
        raise CountyMoneyRefused(_("The incentive of the year is worked out already.")) from exc
    IncentivePart.unscoped.bulk_create(
        IncentivePart(
            incentive=made, unit=row.result.unit, score=row.result.score,
            spending_budget=from_fen(row.candidate.budget), spending=from_fen(row.candidate.spending),
            weight=row.fit.weight, amount=from_fen(row.amount), why_not=row.fit.why_not,
        )
        for row in plan.rows
    )  # fmt: skip
    return made


@transaction.atomic
def book_incentive(*, drawn: Incentive, acting_user: User) -> Incentive:
    """Another person approves: booked from the reserve to the counties' balances. Duty to approve at the city.

    Refused where the reserve holds less by now, or counties keep books of their own (graded management).
    """
    held = _held(drawn, acting_user)
    city: Agency = held.scheme.agency
    day = open_day(held.insutype, city.pk, timezone.localdate())
    if reserve_on(held.area, held.insutype, day) < to_fen(held.amount):
        raise CountyMoneyRefused(_("The reserve holds less than is to be drawn."))
    _require_one_book(held.area, day)
    parts = [one for one in held.parts(manager="objects").select_related("unit") if one.amount]
    legs = [DraftLeg(COUNTY_BALANCE, city.pk, one.unit_id, -to_fen(one.amount)) for one in parts]
    draft = Draft(city.pk, (DraftLeg(RESERVE, city.pk, None, to_fen(held.amount)), *legs))
    held.state, held.booked_on = Booked.BOOKED, day
    held.save(update_fields=["state", "decided_by", "decided_at", "booked_on"])
    summary = gettext("Incentive of %(year)s for cost control") % {"year": held.year}
    planned = Planned(draft, day, Entry.Kind.ALLOCATION, f"incentive:{held.pk}", summary[:200], held)
    book_by_two(held.insutype, [planned], entered_by=held.entered_by, approved_by=acting_user)
    return held


@transaction.atomic
def refuse_incentive(*, drawn: Incentive, reason: str, acting_user: User) -> Incentive:
    """It was worked out wrongly: nothing is booked. Duty to approve at the city."""
    held = _held(drawn, acting_user)
    if not reason.strip():
        raise CountyMoneyRefused(_("Say why it is refused."))
    held.state, held.refused_reason = Booked.REFUSED, reason.strip()[:300]
    held.save(update_fields=["state", "refused_reason", "decided_by", "decided_at"])
    return held


def _held(drawn: Incentive, user: User) -> Incentive:
    held: Incentive = (
        Incentive.objects.select_for_update(of=("self",))
        .select_related("area", "scheme__agency__area", "entered_by")
        .get(pk=drawn.pk)
    )
    require_duty(user=user, duty=Duty.APPROVE, agency=held.scheme.agency)
    if held.state != Booked.ENTERED:
        raise CountyMoneyRefused(_("It is “%(state)s” already."), state=held.get_state_display())
    require_another(user=user, previous=held.entered_by, act=_("Approving an incentive"))
    held.decided_by, held.decided_at = user, timezone.now()
    return held
