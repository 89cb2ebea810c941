"""Nobody is given two sums for the same care: a consortium's sum stands for all care of its members (NB-09, JJ-08)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from claims.models import Budget, BudgetShare
from claims.rules.payment.section import LUMPS

from .faults import BudgetRefused

_NAMED = 5


def refuse_doubled(budget: Budget) -> None:
    """Raises :class:`BudgetRefused` naming members with a lump sum of their own beside their consortium's.

    Of the budgets within the reader's scope: a county's consortium and its members are the county's.
    """
    shares: QuerySet[BudgetShare] = BudgetShare.objects.filter(county_budget__budget=budget, method__in=LUMPS)
    own = shares.filter(
        institution__consortium__in=shares.filter(consortium__isnull=False).values("consortium")
    )
    named = [
        f"{share} / {share.institution.consortium}"
        for share in own.select_related("institution__consortium")[:_NAMED]
        if share.institution is not None
    ]
    if named:
        raise BudgetRefused(
            _(
                "%(count)s institutions would be paid a sum of their own beside their consortium's, which stands for "
                "all care of its members: %(shares)s. Give the budget to one of the two."
            ),
            count=own.count(),
            shares="、".join(named),
        )
