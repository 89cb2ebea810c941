"""A county's negotiation handed in and decided by a second person; its shares are split into months then."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Budget, BudgetMonth, BudgetRound, BudgetShare, CountyBudget
from claims.reads.budget_payments import paid_by_month
from claims.reads.budgets import key_of, terms_of_year
from claims.rules.budgets.months import split_year
from config.money import from_fen, to_fen
from institutions.models import User
from institutions.services.duties import require_another

from .doubled import refuse_doubled
from .faults import BudgetRefused
from .held import hold_county, reason_of

State = CountyBudget.State


@transaction.atomic
def hand_in(*, county: CountyBudget, acting_user: User) -> CountyBudget:
    """Every share is agreed or set, together within the cap. Duty handle where it is negotiated."""
    county = hold_county(county, "hand_in", acting_user)
    shares = BudgetShare.objects.filter(county_budget=county)
    waiting = BudgetRound.objects.filter(share__in=shares, answer="")
    opened = shares.filter(Q(state=BudgetShare.State.OPEN) | Q(pk__in=waiting.values("share")))
    named = [str(share) for share in opened.select_related("institution", "consortium")[:5]]
    if named:
        raise BudgetRefused(
            _("%(count)s shares are not settled yet: %(shares)s."),
            count=opened.count(),
            shares=", ".join(named),
        )
    refuse_doubled(county.budget)
    together = shares.aggregate(n=Sum("amount"))["n"] or Decimal(0)
    if together > county.current:
        raise BudgetRefused(
            _("The institutions' budgets come to %(sum)s yuan, the cap is %(cap)s."),
            sum=f"{together:,.2f}",
            cap=f"{county.current:,.2f}",
        )
    county.state, county.submitted_by, county.submitted_at = State.SUBMITTED, acting_user, timezone.now()
    county.save(update_fields=["state", "submitted_by", "submitted_at"])
    return county


@transaction.atomic
def send_back(*, county: CountyBudget, reason: str, acting_user: User) -> CountyBudget:
    """To be negotiated further. Duty to review where it is negotiated."""
    county = hold_county(county, "send_back", acting_user)
    county.state, county.reason = State.NEGOTIATING, reason_of(reason)
    county.save(update_fields=["state", "reason"])
    return county


@transaction.atomic
def decide(*, county: CountyBudget, acting_user: User) -> CountyBudget:
    """The shares stand, in months; with its last county the database has the whole budget decided. Duty to review.

    Not by whoever handed it in, offered or settled anything in it (``SamePerson``).
    """
    county = hold_county(county, "decide", acting_user)
    shares = list(BudgetShare.objects.select_for_update(of=("self",)).filter(county_budget=county))
    talked = BudgetRound.objects.filter(
        Q(offered_by=acting_user) | Q(answer_noted_by=acting_user), share__county_budget=county
    )
    refuse_doubled(county.budget)
    own = {county.submitted_by_id, *(share.settled_by_id for share in shares)}
    if acting_user.pk in own or talked.exists():
        require_another(user=acting_user, previous=acting_user, act=_("Decision of a payment budget"))
    _split(county, shares)
    county.state, county.decided_by, county.decided_at = State.DECIDED, acting_user, timezone.now()
    county.reason = ""
    county.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    return county


def _split(county: CountyBudget, shares: list[BudgetShare]) -> None:
    """Into months, as the budget says; one that had nothing last year in equal parts."""
    budget = county.budget
    months = _last_years(county, shares) if budget.month_split == Budget.Split.LAST_YEAR else {}
    BudgetMonth.objects.bulk_create(
        BudgetMonth(share=share, month=dt.date(budget.year, number, 1), amount=from_fen(part))
        for share in shares
        for number, part in enumerate(split_year(to_fen(share.amount or 0), months.get(share.pk)), start=1)
    )


def _last_years(county: CountyBudget, shares: list[BudgetShare]) -> dict[int, list[int]]:
    """The months each share was worked out from; read once more where a draft of former days did not keep them."""
    months = {share.pk: list(share.last_year_months) for share in shares}
    if all(months[share.pk] for share in shares if share.last_year):
        return months
    budget = county.budget
    terms = terms_of_year(budget.area, budget.year)
    paid = paid_by_month(budget.area, budget.insutype, budget.year - 1, terms, county.county)
    return {share.pk: months[share.pk] or paid.get(key_of(share), []) for share in shares}
