"""The city sets the counties' caps (ZY-17), hands them in, a second person approves; then counties negotiate."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.budget_words import in_words
from claims.models import Budget, BudgetShare, CountyBudget
from claims.reads.budgets import key_of
from claims.rules.budgets.proposal import divide
from config.money import from_fen, to_fen
from institutions.models import User
from institutions.services.duties import require_another

from .faults import BudgetRefused
from .held import amount_of, hold_whole, reason_of

State = Budget.State


class Cap(NamedTuple):
    """A county's cap in yuan; a reason where it differs from what was worked out."""

    amount: Decimal
    reason: str = ""


@transaction.atomic
def set_caps(*, budget: Budget, caps: Mapping[int, Cap], reserved: Decimal, acting_user: User) -> Budget:
    """All caps at once, by the key of the county's budget, and what is reserved; what is left out stays as it is.

    Shares of a county are proposed anew from its cap. Duty finance at the city. Raises :class:`BudgetRefused` where
    caps and reserve are more than the budget or a reason is missing.
    """
    budget = hold_whole(budget, "cap", acting_user)
    counties = list(CountyBudget.objects.select_for_update(of=("self",)).filter(budget=budget))
    budget.reserved = reserved
    budget.full_clean(exclude=["area", "prepared_by"])
    for county in counties:
        cap = caps.get(county.pk)
        if cap is None or cap.amount == county.cap:
            continue
        if amount_of(cap.amount) < 0:
            raise BudgetRefused(_("%(county)s: a cap is not below zero."), county=county.county)
        if cap.amount != county.proposed and not cap.reason.strip():
            raise BudgetRefused(
                _("%(county)s: say why the cap differs from what was worked out."), county=county.county
            )
        county.cap, county.cap_reason, county.cap_set_by = cap.amount, cap.reason.strip()[:200], acting_user
        _propose_anew(county, budget.year)
    together = sum((Decimal(county.cap) for county in counties), Decimal(0))
    if together + reserved > budget.total:
        raise BudgetRefused(
            _("Caps of %(caps)s and a reserve of %(reserved)s are more than the budget of %(total)s yuan."),
            caps=f"{together:,.2f}",
            reserved=f"{reserved:,.2f}",
            total=f"{budget.total:,.2f}",
        )
    budget.save(update_fields=["reserved"])
    CountyBudget.objects.bulk_update(counties, ["cap", "cap_reason", "cap_set_by"])
    return budget


def _propose_anew(county: CountyBudget, year: int) -> None:
    shares = {key_of(share): share for share in BudgetShare.objects.filter(county_budget=county)}
    bases = {key: max(to_fen(share.last_year), 0) for key, share in shares.items()}
    for key, part in divide(to_fen(county.cap), bases, year).items():
        shares[key].proposed, shares[key].steps = from_fen(part.amount), in_words(part.steps)
    BudgetShare.objects.bulk_update(shares.values(), ["proposed", "steps"])


@transaction.atomic
def submit_caps(*, budget: Budget, acting_user: User) -> Budget:
    """Handed to whoever approves; nothing can be changed meanwhile. Duty finance at the city."""
    budget = hold_whole(budget, "submit", acting_user)
    budget.state, budget.submitted_by, budget.submitted_at = State.SUBMITTED, acting_user, timezone.now()
    budget.save(update_fields=["state", "submitted_by", "submitted_at"])
    return budget


@transaction.atomic
def return_caps(*, budget: Budget, reason: str, acting_user: User) -> Budget:
    """Sent back to be changed. Duty to approve at the city."""
    budget = hold_whole(budget, "return", acting_user)
    budget.state, budget.reason = State.PROPOSED, reason_of(reason)
    budget.save(update_fields=["state", "reason"])
    return budget


@transaction.atomic
def approve_caps(*, budget: Budget, acting_user: User) -> Budget:
    """Caps stand and are shown to the counties. Duty to approve; not by who drafted, set or handed them in."""
    budget = hold_whole(budget, "approve", acting_user)
    set_by = CountyBudget.objects.filter(budget=budget, cap_set_by=acting_user)
    if acting_user.pk in {budget.prepared_by_id, budget.submitted_by_id} or set_by.exists():
        require_another(user=acting_user, previous=acting_user, act=_("Approval of caps"))
    budget.state, budget.approved_by, budget.approved_at = State.NEGOTIATING, acting_user, timezone.now()
    budget.reason = ""
    budget.save(update_fields=["state", "approved_by", "approved_at", "reason"])
    return budget


@transaction.atomic
def drop_budget(*, budget: Budget, reason: str, acting_user: User) -> Budget:
    """Not pursued; kept with its reason, so that another can be drafted. Duty finance at the city."""
    budget = hold_whole(budget, "drop", acting_user)
    budget.state, budget.reason = State.DROPPED, reason_of(reason)
    budget.save(update_fields=["state", "reason"])
    return budget
