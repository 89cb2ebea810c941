"""Take a paper in hand: locked, in a state the act is open in, by somebody with the duty for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.services.budgets.held import require_any_duty
from funds.models import FundBudget
from funds.rules.fund_budgets import next_state
from institutions.models import Agency, Duty, User

from .faults import FundBudgetRefused

# Act → duty where the paper is drafted.
DUTY_OF = {
    "set": Duty.FINANCE,
    "hand_in": Duty.FINANCE,
    "drop": Duty.FINANCE,
    "send_back": Duty.REVIEW,
    "check": Duty.REVIEW,
    "agree": Duty.FINANCE,
    "return": Duty.FINANCE,
}
OUTSIDE = ("agree", "return")


def agencies_of(unit: Agency) -> list[Agency]:
    """Who drafts for ``unit``: itself, or the city for its own unit."""
    city = unit.parent
    return [unit, city] if unit.is_city_own and city is not None else [unit]


def where_act(budget: FundBudget, act: str) -> list[Agency]:
    """Where the duty is held: the city answers the first drafts of its counties."""
    if budget.kind == FundBudget.Kind.PROPOSAL and act in OUTSIDE and budget.unit.parent is not None:
        return [budget.unit.parent]
    return agencies_of(budget.unit)


def hold(budget: FundBudget, act: str, user: User) -> FundBudget:
    """The paper, locked. Raises :class:`FundBudgetRefused`, ``DutyMissing``."""
    held: FundBudget = (
        FundBudget.objects.select_for_update(of=("self",))
        .select_related("area", "unit__parent", "unit__area", "prepared_by", "handed_in_by")
        .get(pk=budget.pk)
    )
    require_any_duty(user, DUTY_OF[act], where_act(held, act))
    if next_state(held.state, act) is None:
        raise FundBudgetRefused(
            _("%(budget)s is “%(state)s”: that cannot be done now."),
            budget=held,
            state=held.get_state_display(),
        )
    return held


def reason_of(text: str, message: object = None) -> str:
    """The reason given; refused when there is none."""
    if not text.strip():
        raise FundBudgetRefused(message or _("Say why."))
    return text.strip()[:200]
