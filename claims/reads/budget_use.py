"""Use of payment budgets as last counted: by share and month, by county, and which shares are warned of."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from claims.models import Budget, BudgetShare, BudgetUse, CountyBudget
from claims.rules.budgets.months import MONTHS, rate_of, standing
from claims.rules.budgets.section import BudgetTerms, budget_terms
from config.money import from_fen, to_fen
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap

from .budgets import months_of


@dataclass(frozen=True)
class ShareUse:
    """A share's year: budget and use by month in fen, ``counted`` months from January on."""

    share: BudgetShare
    budgets: Sequence[int]
    used: Sequence[int]
    counted: int
    warned: str

    @property
    def year(self) -> int:
        return to_fen(self.share.current or 0)

    @property
    def used_sum(self) -> int:
        return sum(self.used)

    @property
    def so_far(self) -> int:
        return sum(self.budgets[: self.counted])

    @property
    def rate(self) -> int | None:
        """Of the year's budget, ten-thousandths."""
        return rate_of(self.used_sum, self.year)

    @property
    def months(self) -> list[tuple[Decimal, Decimal | None, int | None]]:
        """Budget and use in yuan, and the share of it, of each month; use is None where nothing was counted."""
        return [
            (
                from_fen(budget),
                from_fen(used) if number <= self.counted else None,
                rate_of(used, budget) if number <= self.counted else None,
            )
            for number, (budget, used) in enumerate(zip(self.budgets, self.used, strict=True), start=1)
        ]

    @property
    def yuan(self) -> dict[str, Decimal]:
        """Year, use, budget up to the last month counted, and what is left."""
        return {
            "year": from_fen(self.year), "used": from_fen(self.used_sum), "so_far": from_fen(self.so_far),
            "left": from_fen(self.year - self.used_sum),
        }  # fmt: skip


def warning_terms(area: PoolingArea, day: dt.date) -> BudgetTerms | None:
    """What the policy of the day says about warnings; None where it says nothing."""
    try:
        return budget_terms(policy_for(area, day))
    except (PolicyGap, LookupError):
        return None


def use_of(
    budget: Budget, terms: BudgetTerms | None, counties: Iterable[CountyBudget] | None = None
) -> list[ShareUse]:
    """Every decided share within the reader's scope, by county and institution."""
    shares: QuerySet[BudgetShare] = BudgetShare.objects.filter(
        county_budget__budget=budget, county_budget__state=CountyBudget.State.DECIDED
    )
    if counties is not None:
        shares = shares.filter(county_budget__in=[county.pk for county in counties])
    found = list(
        shares.select_related("institution", "consortium", "county", "county_budget").order_by(
            "county__code", "institution__fixmedins_code", "consortium__name", "method"
        )
    )
    used: dict[int, list[int]] = defaultdict(lambda: [0] * MONTHS)
    counted: dict[int, int] = defaultdict(int)
    uses = BudgetUse.objects.filter(share__in=[share.pk for share in found])
    for share, month, amount in uses.values_list("share_id", "month", "used"):
        used[share][month.month - 1] = to_fen(amount)
        counted[share] = max(counted[share], month.month)
    budgets = months_of(found)
    return [_use(share, budgets[share.pk], used[share.pk], counted[share.pk], terms) for share in found]


def _use(
    share: BudgetShare, budgets: list[int], used: list[int], counted: int, terms: BudgetTerms | None
) -> ShareUse:
    at = None if terms is None else terms.warn_at
    ahead = None if terms is None else terms.warn_ahead
    warned = standing(
        used=sum(used),
        year=to_fen(share.current or 0),
        so_far=sum(budgets[:counted]),
        warn_at=None if at is None else at.value,
        warn_ahead=None if ahead is None else ahead.value,
    )
    return ShareUse(share, budgets, used, counted, warned if counted else "")


@dataclass(frozen=True)
class CountyUse:
    """A county's row of the board, yuan; ``given`` is what its institutions have."""

    county: CountyBudget
    given: Decimal
    used: Decimal
    warned: int

    @property
    def left(self) -> Decimal:
        """Of the cap, what no institution has."""
        return self.county.current - self.given

    @property
    def rate(self) -> int | None:
        """Used of what institutions have, ten-thousandths."""
        return rate_of(to_fen(self.used), to_fen(self.given))


def by_county(counties: Sequence[CountyBudget], uses: Sequence[ShareUse]) -> list[CountyUse]:
    """What is settled so far counts as given, before the decision too."""
    given: dict[int, Decimal] = defaultdict(Decimal)
    for share in BudgetShare.objects.filter(county_budget__in=[county.pk for county in counties]):
        given[share.county_budget_id] += share.current or Decimal(0)
    rows = []
    for county in counties:
        own = [one for one in uses if one.share.county_budget_id == county.pk]
        used = from_fen(sum(one.used_sum for one in own))
        rows.append(CountyUse(county, given[county.pk], used, sum(bool(one.warned) for one in own)))
    return rows
