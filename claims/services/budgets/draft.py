"""Draft a year's payment budget: worked out from last year's payments, for the city to set the counties' caps."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from claims.budget_words import in_words
from claims.models import Budget, BudgetShare, CountyBudget
from claims.reads.budgets import counties_of, paid_by_month, terms_of_year
from claims.rules.budgets.proposal import Part, Subject, propose
from claims.rules.budgets.section import BudgetTerms
from config.codes import name_of
from config.money import from_fen, to_fen
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.policy.gaps import describe_gap
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_city_duty

from .faults import BudgetRefused


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
    taken = BudgetRefused(
        _("The budget of %(scheme)s for %(year)s is there already."),
        scheme=name_of("insutype", insutype),
        year=year,
    )
    if Budget.objects.filter(area=area, insutype=insutype, year=year).exclude(state="dropped").exists():
        raise taken
    paid = _paid(area, insutype, year - 1, terms)
    counties = {county.pk: county for county in counties_of(area)}
    given = terms.growth if growth is None else Given(growth)
    proposal = propose(
        paid, list(counties), year=year, growth=given, reserved=terms.reserved,
        total=None if total is None else to_fen(total),
    )  # fmt: skip
    budget = Budget(
        area=area, insutype=insutype, year=year, negotiated_by=terms.negotiated_by.value,
        month_split=terms.month_split.value, last_year=from_fen(proposal.whole.base), growth=given.value,
        total=from_fen(proposal.whole.amount), reserved=from_fen(proposal.reserved),
        steps=in_words(proposal.whole.steps), prepared_by=acting_user,
    )  # fmt: skip
    try:
        with transaction.atomic():
            budget.save()
    except IntegrityError:
        raise taken from None
    of_county = {county: _county(budget, counties[county], part) for county, part in proposal.caps.items()}
    add_shares(of_county, proposal.shares)
    return budget


def _terms(area: PoolingArea, year: int) -> BudgetTerms:
    try:
        return terms_of_year(area, year)
    except (PolicyGap, LookupError) as gap:
        raise BudgetRefused(
            _("The policy does not say: %(problem)s"), problem=describe_gap(str(gap))
        ) from gap


def _paid(area: PoolingArea, insutype: str, year: int, terms: BudgetTerms) -> dict[Subject, int]:
    """Fen paid in ``year``, by whose care."""
    paid = {subject: sum(months) for subject, months in paid_by_month(area, insutype, year, terms).items()}
    if not any(amount > 0 for amount in paid.values()):
        raise BudgetRefused(
            _("The pooled fund paid nothing for %(scheme)s in %(year)s: there is nothing to work from."),
            scheme=name_of("insutype", insutype),
            year=year,
        )
    return paid


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


def add_shares(counties: Mapping[int, CountyBudget], parts: Mapping[Subject, Part]) -> None:
    """A share for each subject, as proposed."""
    BudgetShare.objects.bulk_create(
        BudgetShare(
            county_budget=counties[subject.county],
            county_id=subject.county,
            institution_id=subject.institution,
            consortium_id=subject.consortium,
            method=subject.method,
            last_year=from_fen(part.base),
            proposed=from_fen(part.amount),
            steps=in_words(part.steps),
        )
        for subject, part in parts.items()
    )
