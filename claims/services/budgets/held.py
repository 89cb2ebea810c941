"""Take a budget in hand: locked, in a state the act is open in, by somebody with the duty for it."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from claims.models import Budget, BudgetShare, CountyBudget
from config.money import to_fen
from institutions.models import Agency, Duty, User
from institutions.services.duties import DutyMissing, require_city_duty, require_duty

from .faults import BudgetRefused

_WHOLE, _COUNTY = Budget.State, CountyBudget.State
# Act on the whole → states it is open in, duty at the city.
WHOLE: dict[str, tuple[tuple[str, ...], str]] = {
    "cap": ((_WHOLE.PROPOSED,), Duty.FINANCE),
    "submit": ((_WHOLE.PROPOSED,), Duty.FINANCE),
    "drop": ((_WHOLE.PROPOSED,), Duty.FINANCE),
    "return": ((_WHOLE.SUBMITTED,), Duty.APPROVE),
    "approve": ((_WHOLE.SUBMITTED,), Duty.APPROVE),
    "propose_cap_change": ((_WHOLE.NEGOTIATING, _WHOLE.DECIDED), Duty.FINANCE),
    "decide_cap_change": ((_WHOLE.NEGOTIATING, _WHOLE.DECIDED), Duty.APPROVE),
}
# Act in a county → states of its budget it is open in, duty where it is negotiated.
COUNTY: dict[str, tuple[tuple[str, ...], str]] = {
    "negotiate": ((_COUNTY.NEGOTIATING,), Duty.HANDLE),
    "hand_in": ((_COUNTY.NEGOTIATING,), Duty.HANDLE),
    "send_back": ((_COUNTY.SUBMITTED,), Duty.REVIEW),
    "decide": ((_COUNTY.SUBMITTED,), Duty.REVIEW),
    "propose_change": ((_COUNTY.DECIDED,), Duty.HANDLE),
    "decide_change": ((_COUNTY.DECIDED,), Duty.REVIEW),
    "add_share": ((_COUNTY.NEGOTIATING, _COUNTY.DECIDED), Duty.HANDLE),
}


def agencies_of(county: CountyBudget) -> list[Agency]:
    """Who negotiates for the county: itself, or the city where the policy says so or the unit is the city's own."""
    city = county.county.parent
    if county.budget.negotiated_by == Budget.Negotiator.CITY:
        return [] if city is None else [city]
    return [county.county, city] if county.county.is_city_own and city is not None else [county.county]


def hold_whole(budget: Budget, act: str, user: User) -> Budget:
    """The budget, locked. Raises :class:`BudgetRefused`, ``DutyMissing``."""
    held: Budget = (
        Budget.objects.select_for_update(of=("self",))
        .select_related("area", "prepared_by", "submitted_by")
        .get(pk=budget.pk)
    )
    states, duty = WHOLE[act]
    require_city_duty(user=user, duty=duty, area=held.area)
    _require_state(held, states)
    return held


def hold_county(county: CountyBudget, act: str, user: User) -> CountyBudget:
    """The county's budget, locked behind its whole. Raises :class:`BudgetRefused`, ``DutyMissing``."""
    states, duty = COUNTY[act]
    whole = Budget.objects.select_for_update(of=("self",)).select_related("area").get(pk=county.budget_id)
    held: CountyBudget = (
        CountyBudget.objects.select_for_update(of=("self",))
        .select_related("county__parent", "county__area", "submitted_by")
        .get(pk=county.pk)
    )
    held.budget = whole
    require_any_duty(user, duty, agencies_of(held))
    _require_state(whole, (_WHOLE.NEGOTIATING, _WHOLE.DECIDED))
    _require_state(held, states)
    return held


def hold_share(share: BudgetShare, act: str, user: User) -> BudgetShare:
    """The share, locked behind its county's budget."""
    county = hold_county(share.county_budget, act, user)
    held: BudgetShare = (
        BudgetShare.objects.select_for_update(of=("self",))
        .select_related("institution", "consortium", "county")
        .get(pk=share.pk)
    )
    held.county_budget = county
    return held


def require_any_duty(user: User, duty: str, agencies: list[Agency]) -> None:
    """The duty at one of the agencies; else ``DutyMissing`` about the first."""
    missing: DutyMissing | None = None
    for agency in agencies:
        try:
            require_duty(user=user, duty=duty, agency=agency)
        except DutyMissing as lacking:
            missing = missing or lacking
        else:
            return
    if missing is not None:
        raise missing


def _require_state(held: Budget | CountyBudget, states: tuple[str, ...]) -> None:
    if held.state not in states:
        raise BudgetRefused(
            _("%(budget)s is “%(state)s”: that cannot be done now."),
            budget=held,
            state=held.get_state_display(),
        )


def reason_of(text: str) -> str:
    """The reason given; refused when there is none."""
    if not text.strip():
        raise BudgetRefused(_("Say why."))
    return text.strip()[:200]


def amount_of(amount: Decimal) -> Decimal:
    """The amount in yuan; refused beyond the fen."""
    try:
        to_fen(amount)
    except ValueError:
        raise BudgetRefused(_("%(amount)s: an amount has at most two decimals."), amount=amount) from None
    return amount
