"""Draft a year's payment budget: worked out from last year's payments, for the city to set the counties' caps.

Last year's payments are read from a year's settlements, so drafting is a job of whoever asks for it. Each share keeps
the months it was worked out from: its decision splits it by them and reads nothing again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.budget_words import in_words
from claims.models import Budget, BudgetShare, CountyBudget
from claims.reads.budget_payments import paid_by_month
from claims.reads.budgets import counties_of, terms_of_year
from claims.rules.budgets.months import MONTHS, counted, whole_year
from claims.rules.budgets.proposal import Part, Proposal, Subject, propose
from claims.rules.budgets.section import BudgetTerms
from config.codes import name_of
from config.jobs import enqueue
from config.models import Job
from config.money import from_fen, to_fen
from config.periods import Month
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.policy.gaps import describe_gap
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_city_duty

from .faults import BudgetRefused
from .held import amount_of

DRAFT = "claims.draft_budget"


@dataclass(frozen=True)
class LastYear:
    """Fen paid by whose care, by month; ``seen`` are the numbers of the months it is reckoned from."""

    months: Mapping[Subject, list[int]]
    seen: range

    @property
    def paid(self) -> dict[Subject, int]:
        return {subject: sum(its[number - 1] for number in self.seen) for subject, its in self.months.items()}


@transaction.atomic
def start_drafting(
    *,
    area: PoolingArea,
    insutype: str,
    year: int,
    acting_user: User,
    growth: int | None = None,
    total: Decimal | None = None,
) -> Job:
    """Queue the draft; what can be refused at once is. Duty finance at the city."""
    city = require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    _terms(area, year)
    _refuse_taken(area, insutype, year)
    params = {"area": area.pk, "insutype": insutype, "year": year, "growth": growth}
    return enqueue(
        DRAFT,
        owner=acting_user,
        agency=city,
        params={**params, "total": None if total is None else str(amount_of(total))},
        unique_key=f"{DRAFT}:{area.pk}:{insutype}:{year}",
    )


@transaction.atomic
def draft_budget(
    *,
    area: PoolingArea,
    insutype: str,
    year: int,
    acting_user: User,
    growth: int | None = None,
    total: Decimal | None = None,
) -> Budget:
    """The budget with caps and shares as worked out. Duty finance at the city.

    ``growth`` in ten-thousandths replaces that of the policy; ``total`` (yuan) replaces what follows from it. Raises
    :class:`BudgetRefused` where the budget is there already, the policy knows no total control, or nothing was paid
    last year and no total is given; ``DutyMissing``.
    """
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    terms = _terms(area, year)
    _refuse_taken(area, insutype, year)
    last_year = _last_year(area, insutype, year - 1, terms)
    counties = {county.pk: county for county in counties_of(area)}
    given = terms.growth if growth is None else Given(growth)
    proposal = propose(
        last_year.paid, list(counties), year=year, growth=given, reserved=terms.reserved,
        total=None if total is None else to_fen(amount_of(total)), months=len(last_year.seen),
    )  # fmt: skip
    budget = _whole(area, insutype, year, terms, given, proposal, acting_user)
    of_county = {county: _county(budget, counties[county], part) for county, part in proposal.caps.items()}
    _add_shares(of_county, proposal.shares, last_year)
    return budget


def _terms(area: PoolingArea, year: int) -> BudgetTerms:
    try:
        return terms_of_year(area, year)
    except (PolicyGap, LookupError) as gap:
        raise BudgetRefused(
            _("The policy does not say: %(problem)s"), problem=describe_gap(str(gap))
        ) from gap


def _refuse_taken(area: PoolingArea, insutype: str, year: int) -> None:
    if Budget.objects.filter(area=area, insutype=insutype, year=year).exclude(state="dropped").exists():
        raise _taken(insutype, year)


def _taken(insutype: str, year: int) -> BudgetRefused:
    return BudgetRefused(
        _("The budget of %(scheme)s for %(year)s is there already."),
        scheme=name_of("insutype", insutype),
        year=year,
    )


def _last_year(area: PoolingArea, insutype: str, year: int, terms: BudgetTerms) -> LastYear:
    """What the methods paid in ``year``, from its first payment on; months that are not over are left out."""
    months = paid_by_month(area, insutype, year, terms)
    together = [sum(its[number] for its in months.values()) for number in range(MONTHS)]
    now = Month.of(timezone.localdate())
    seen = counted(together, MONTHS if now.year > year else now.number - 1)
    if not seen:
        raise BudgetRefused(
            _("The pooled fund paid nothing for %(scheme)s in %(year)s: there is nothing to work from."),
            scheme=name_of("insutype", insutype),
            year=year,
        )
    return LastYear(months, seen)


def _whole(
    area: PoolingArea,
    insutype: str,
    year: int,
    terms: BudgetTerms,
    growth: Given,
    proposal: Proposal,
    acting_user: User,
) -> Budget:
    budget = Budget(
        area=area, insutype=insutype, year=year, negotiated_by=terms.negotiated_by.value,
        month_split=terms.month_split.value, last_year=from_fen(proposal.whole.base), growth=growth.value,
        total=from_fen(proposal.whole.amount), reserved=from_fen(proposal.reserved),
        steps=in_words(proposal.whole.steps), prepared_by=acting_user,
    )  # fmt: skip
    try:
        with transaction.atomic():
            budget.save()
    except IntegrityError:
        raise _taken(insutype, year) from None
    return budget


def _county(budget: Budget, county: Agency, part: Part) -> CountyBudget:
    cap = from_fen(part.amount)
    return CountyBudget.objects.create(  # type: ignore[no-any-return]
        budget=budget,
        county=county,
        last_year=from_fen(part.base),
        proposed=cap,
        cap=cap,
        steps=in_words(part.steps),
    )


def _add_shares(
    counties: Mapping[int, CountyBudget], parts: Mapping[Subject, Part], last_year: LastYear
) -> None:
    """A share for each subject, as proposed."""
    BudgetShare.objects.bulk_create(
        BudgetShare(
            county_budget=counties[subject.county],
            county_id=subject.county,
            institution_id=subject.institution,
            consortium_id=subject.consortium,
            method=subject.method,
            last_year=from_fen(part.base),
            last_year_months=whole_year(last_year.months[subject], last_year.seen),
            proposed=from_fen(part.amount),
            steps=in_words(part.steps),
        )
        for subject, part in parts.items()
    )
