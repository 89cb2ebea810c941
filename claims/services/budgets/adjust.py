"""Mid-year adjustments: of a county's cap by the city, of a share where it is negotiated; two people each, dated."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import BudgetAdjustment, BudgetMonth, BudgetShare, CountyBudget
from claims.reads.budgets import months_of
from claims.rules.budgets.months import spread
from config.money import from_fen, to_fen
from config.periods import Month
from institutions.models import User
from institutions.services.duties import require_another

from .faults import BudgetRefused
from .held import amount_of, hold_share, hold_whole, reason_of

State = BudgetAdjustment.State


@transaction.atomic
def propose_cap_change(
    *, county: CountyBudget, amount: Decimal, month: Month, reason: str, acting_user: User
) -> BudgetAdjustment:
    """More (or less) for a county out of (or into) what the whole budget reserves. Duty finance at the city."""
    hold_whole(county.budget, "propose_cap_change", acting_user)
    county = _county(county)
    _require_month(month, county.budget.year)
    _require_cap_change(county, amount_of(amount))
    return _proposed(county, None, amount, month, reason, acting_user)


@transaction.atomic
def propose_change(
    *, share: BudgetShare, amount: Decimal, month: Month, reason: str, acting_user: User
) -> BudgetAdjustment:
    """More (or less) for a share from a month on, within the county's cap. Duty handle where it is negotiated."""
    share = hold_share(share, "propose_change", acting_user)
    county = share.county_budget
    _require_month(month, county.budget.year)
    _require_change(share, county, amount_of(amount), month)
    return _proposed(county, share, amount, month, reason, acting_user)


@transaction.atomic
def decide_change(*, change: BudgetAdjustment, acting_user: User) -> BudgetAdjustment:
    """It counts from now on, a share's in its months. By a second person: duty to review where it is negotiated, to
    approve at the city for a cap."""
    change, county, share = _held(change, acting_user)
    amount = Decimal(change.amount)
    change.state, change.decided_by, change.decided_at = State.DECIDED, acting_user, timezone.now()
    change.save(update_fields=["state", "decided_by", "decided_at"])
    if share is None:
        _require_cap_change(county, amount)
        county.adjusted = Decimal(county.adjusted) + amount
        county.save(update_fields=["adjusted"])
        return change
    parts = _require_change(share, county, amount, Month.of(change.effective_from))
    share.adjusted = Decimal(share.adjusted) + amount
    share.save(update_fields=["adjusted"])
    BudgetMonth.objects.bulk_create(
        BudgetMonth(
            share=share,
            adjustment=change,
            month=dt.date(county.budget.year, number, 1),
            amount=from_fen(part),
        )
        for number, part in enumerate(parts, start=1)
        if part
    )
    return change


@transaction.atomic
def refuse_change(*, change: BudgetAdjustment, reason: str, acting_user: User) -> BudgetAdjustment:
    """Kept with its reason. By the same second person who could have decided it."""
    change, _county, _share = _held(change, acting_user)
    change.state, change.decided_by, change.decided_at = State.REFUSED, acting_user, timezone.now()
    change.decision = reason_of(reason)
    change.save(update_fields=["state", "decided_by", "decided_at", "decision"])
    return change


def _county(county: CountyBudget) -> CountyBudget:
    locked = CountyBudget.objects.select_for_update(of=("self",))
    held: CountyBudget = locked.select_related("budget", "county").get(pk=county.pk)
    return held


def _held(change: BudgetAdjustment, user: User) -> tuple[BudgetAdjustment, CountyBudget, BudgetShare | None]:
    county, share = change.county_budget, change.share
    if share is None:
        hold_whole(county.budget, "decide_cap_change", user)
        county = _county(county)
    else:
        share = hold_share(share, "decide_change", user)
        county = share.county_budget
    held: BudgetAdjustment = (
        BudgetAdjustment.objects.select_for_update(of=("self",))
        .select_related("prepared_by")
        .get(pk=change.pk)
    )
    if held.state != State.PROPOSED:
        raise BudgetRefused(
            _("This adjustment is decided already: %(state)s."), state=held.get_state_display()
        )
    require_another(user=user, previous=held.prepared_by, act=_("Decision of an adjustment"))
    return held, county, share


def _proposed(
    county: CountyBudget, share: BudgetShare | None, amount: Decimal, month: Month, reason: str, user: User
) -> BudgetAdjustment:
    if BudgetAdjustment.objects.filter(county_budget=county, share=share, state=State.PROPOSED).exists():
        raise BudgetRefused(_("An adjustment waits for its decision already."))
    change = BudgetAdjustment(
        county_budget=county, county=county.county, share=share, amount=amount, effective_from=month.first,
        reason=reason_of(reason), prepared_by=user,
    )  # fmt: skip
    change.full_clean(exclude=["county_budget", "county", "share", "prepared_by"])
    change.save()
    return change


def _require_month(month: Month, year: int) -> None:
    """A month of the year that is not over: what was paid by the months gone stays measured as it was."""
    earliest = min(Month.of(timezone.localdate()), Month(year, 12))
    if month.year != year or month < earliest:
        raise BudgetRefused(_("The month lies in %(year)s and is not over."), year=year)


def _require_cap_change(county: CountyBudget, amount: Decimal) -> None:
    budget = county.budget
    caps = CountyBudget.objects.filter(budget=budget).aggregate(n=Sum("cap"), m=Sum("adjusted"))
    left = Decimal(budget.total) - Decimal(caps["n"] or 0) - Decimal(caps["m"] or 0)
    if amount > left:
        raise BudgetRefused(_("Only %(left)s yuan of the budget are in reserve."), left=f"{left:,.2f}")
    free = county.current - _given(county)
    if -amount > free:
        raise BudgetRefused(
            _("%(county)s has only %(free)s yuan that no institution has."),
            county=county.county,
            free=f"{free:,.2f}",
        )


def _require_change(share: BudgetShare, county: CountyBudget, amount: Decimal, month: Month) -> list[int]:
    """What each month gets. Raises :class:`BudgetRefused` beyond the cap, or where the months left have too little."""
    free = county.current - _given(county)
    if amount > free:
        raise BudgetRefused(
            _("Only %(free)s yuan of the county's cap are left; ask the city for more first."),
            free=f"{free:,.2f}",
        )
    parts = spread(to_fen(amount), months_of([share])[share.pk], month.number)
    if parts is None:
        raise BudgetRefused(_("The months from %(month)s on have less than that left."), month=month)
    return parts


def _given(county: CountyBudget) -> Decimal:
    sums = BudgetShare.objects.filter(county_budget=county).aggregate(n=Sum("amount"), m=Sum("adjusted"))
    return (sums["n"] or Decimal(0)) + (sums["m"] or Decimal(0))
