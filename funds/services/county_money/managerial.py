"""The managerial part of a county's gap: worked out from ledger and budget by one person, confirmed by another.

NB 附件二（四）5: less collected than the target (少收) and more spent than the budget (多支) that insurance, finance
and tax find in the county's hands; ZY 四（六）5 managerial gap. Which share counts is the policy's, or what was found.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.money import TEN_THOUSAND, from_fen
from funds.models import ManagerialFinding, YearSettlement
from funds.reads.county_budget import county_figures
from funds.rules.county_assessment import CountyFigures, Managerial, managerial_of, share_found
from funds.services.county_assessment.states import policy_in, units_of
from institutions.models import Agency, Duty, User
from institutions.policy.gaps import describe_gap
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_another, require_duty
from institutions.services.policy_versions import municipal_agency

from .faults import CountyMoneyRefused

SETTLED = (YearSettlement.State.POSTED, YearSettlement.State.SETTLED)


class Plan(NamedTuple):
    """What would be kept: the figures, the shares that count (ten-thousandths), the part."""

    figures: CountyFigures
    found_income: int
    found_spending: int
    part: Managerial
    income: Given
    spending: Given


def plan_part(*, unit: Agency, insutype: str, year: int, found_income: int, found_spending: int) -> Plan:
    """What the managerial part comes to; shares in ten-thousandths, taken where the policy says “found”.

    Raises :class:`CountyMoneyRefused` without policy or approved budget.
    """
    policy = policy_in(municipal_agency(unit.area), year)
    try:
        income, spending = policy.managerial("income"), policy.managerial("spending")
    except PolicyGap as gap:
        raise CountyMoneyRefused(describe_gap(str(gap))) from gap
    figures = county_figures(unit, insutype, year)
    if figures is None:
        raise CountyMoneyRefused(
            _("%(unit)s has no approved budget for %(year)s: nothing to compare with."), unit=unit, year=year
        )
    for found in (found_income, found_spending):
        if not 0 <= found <= TEN_THOUSAND:
            raise CountyMoneyRefused(_("A share lies between 0 and 100 %%."))
    shares = share_found(str(income.value), found_income), share_found(str(spending.value), found_spending)
    return Plan(figures, *shares, managerial_of(figures, *shares), income, spending)


@transaction.atomic
def enter_part(
    *,
    unit: Agency,
    insutype: str,
    year: int,
    found_income: int,
    found_spending: int,
    reason: str,
    evidence: str,
    acting_user: User,
) -> ManagerialFinding:
    """Work out and enter a county's managerial part with the reason and the three departments' paper.

    Duty finance at the city. Raises :class:`CountyMoneyRefused`, ``DutyMissing``.
    """
    city = municipal_agency(unit.area)
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=city)
    if not units_of(city).filter(pk=unit.pk).exists():
        raise CountyMoneyRefused(_("%(unit)s is no county of %(agency)s."), unit=unit, agency=city)
    if not reason.strip() or not evidence.strip():
        raise CountyMoneyRefused(_("Say why, and by which paper."))
    if year >= timezone.localdate().year:
        raise CountyMoneyRefused(_("%(year)s is not over yet."), year=year)
    plan = plan_part(
        unit=unit, insutype=insutype, year=year, found_income=found_income, found_spending=found_spending
    )
    figures, part = plan.figures, plan.part
    made = ManagerialFinding(
        area=unit.area, unit=unit, insutype=insutype, year=year, entered_by=acting_user,
        income_target=from_fen(figures.income_target), income=from_fen(figures.income),
        spending_budget=from_fen(figures.spending_budget), spending=from_fen(figures.spending),
        found_income=plan.found_income, found_spending=plan.found_spending,
        from_income=from_fen(part.from_income), from_spending=from_fen(part.from_spending),
        amount=from_fen(part.amount), reason=reason.strip()[:300], evidence=evidence.strip()[:200],
        clause=plan.income.clause[:60], assumed="；".join(
            dict.fromkeys(one.assumed for one in (plan.income, plan.spending) if one.assumed)
        )[:200],
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as exc:
        raise CountyMoneyRefused(_("The county's year is worked out already.")) from exc
    return made


@transaction.atomic
def confirm_part(*, part: ManagerialFinding, acting_user: User) -> ManagerialFinding:
    """Another person confirms: from now on the year's settlement takes it. Duty to approve at the city."""
    held = _held(part, acting_user)
    held.state = ManagerialFinding.State.CONFIRMED
    held.save(update_fields=["state", "decided_by", "decided_at"])
    return held


@transaction.atomic
def refuse_part(*, part: ManagerialFinding, reason: str, acting_user: User) -> ManagerialFinding:
    """It was worked out wrongly: it counts for nothing, and may be entered anew. Duty to approve at the city."""
    held = _held(part, acting_user)
    if not reason.strip():
        raise CountyMoneyRefused(_("Say why it is refused."))
    held.state, held.refused_reason = ManagerialFinding.State.REFUSED, reason.strip()[:300]
    held.save(update_fields=["state", "refused_reason", "decided_by", "decided_at"])
    return held


@transaction.atomic
def withdraw_part(*, part: ManagerialFinding, reason: str, acting_user: User) -> ManagerialFinding:
    """A confirmed part counts for nothing any more, and may be entered anew. Duty to approve at the city.

    Lists drawn with it are drawn up again before they are posted. Raises :class:`CountyMoneyRefused` once the year is.
    """
    held = _held(part, acting_user, ManagerialFinding.State.CONFIRMED)
    if not reason.strip():
        raise CountyMoneyRefused(_("Say why it is withdrawn."))
    settled = YearSettlement.objects.filter(
        area=held.area, insutype=held.insutype, year=held.year, state__in=SETTLED
    )
    if settled.exists():
        raise CountyMoneyRefused(_("%(year)s is settled: its managerial parts stay."), year=held.year)
    held.state, held.refused_reason = ManagerialFinding.State.REFUSED, reason.strip()[:300]
    held.save(update_fields=["state", "refused_reason", "decided_by", "decided_at"])
    return held


def _held(
    part: ManagerialFinding, user: User, state: str = ManagerialFinding.State.ENTERED
) -> ManagerialFinding:
    held: ManagerialFinding = (
        ManagerialFinding.objects.select_for_update(of=("self",))
        .select_related("area", "unit", "entered_by")
        .get(pk=part.pk)
    )
    require_duty(user=user, duty=Duty.APPROVE, agency=municipal_agency(held.area))
    if held.state != state:
        raise CountyMoneyRefused(_("It is “%(state)s” already."), state=held.get_state_display())
    require_another(user=user, previous=held.entered_by, act=_("Confirming a managerial part"))
    held.decided_by, held.decided_at = user, timezone.now()
    return held
