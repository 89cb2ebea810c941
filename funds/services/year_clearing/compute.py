"""Open a year and have it computed: a job of whoever computes; done again, everything is made anew."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.payment_words import in_words
from claims.rules.payment.year_ends import InstitutionEnd, PartYear, YearEnd, year_ends
from config.jobs import enqueue
from config.models import Job
from config.money import from_fen
from config.scoping import acting_as
from funds.models import InstitutionYear, InstitutionYearMethod, YearClearing, YearPool
from institutions.models import Duty, PoolingArea, User
from institutions.policy.gaps import describe_gap
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.steps import Step
from institutions.services.duties import require_city_duty

from .facts import Facts, facts_of, terms_of_year
from .states import YearRefused, locked_year, year_after

JOB_KIND = "funds.year_clearing"
_POINT_PLACES, _PRICE_PLACES = 8, 6


@transaction.atomic
def open_year(*, area: PoolingArea, insutype: str, year: int, acting_user: User) -> YearClearing:
    """The year's clearing, opened once it is over. Duty finance at the city; raises :class:`YearRefused`."""
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    if year >= timezone.localdate().year:
        raise YearRefused(_("%(year)s is not over yet."), year=year)
    terms_of_year(YearClearing(area=area, insutype=insutype, year=year))
    known = YearClearing.objects.filter(area=area, insutype=insutype, year=year).first()
    if known is not None:
        raise YearRefused(_("The clearing of %(year)s is open already."), year=known)
    opened: YearClearing = YearClearing.objects.create(
        area=area, insutype=insutype, year=year, opened_by=acting_user
    )
    return opened


@transaction.atomic
def start_computing(*, clearing: YearClearing, acting_user: User) -> Job:
    """Queue the job. Duty finance at the city."""
    held = locked_year(clearing)
    city = require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.area)
    year_after(held, "compute")
    job = enqueue(
        JOB_KIND,
        owner=acting_user,
        agency=city,
        params={"clearing": held.pk},
        unique_key=f"{JOB_KIND}:{held.pk}",
    )
    held.job = job
    held.save(update_fields=["job"])
    return job


def compute_in_job(*, clearing_id: int, acting_user: User) -> int:
    """What the job does, in the scope of whoever started it; how many institutions."""
    with acting_as(acting_user):
        return compute_year(clearing=YearClearing.objects.get(pk=clearing_id), acting_user=acting_user)


@transaction.atomic
def compute_year(*, clearing: YearClearing, acting_user: User) -> int:
    """Reckon every institution's year and the common budgets, replacing what was computed before."""
    held = locked_year(clearing)
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.area)
    state = year_after(held, "compute")
    facts = facts_of(held)
    try:
        end = year_ends(facts.parts, facts.pools, facts.budgets, facts.held, facts.terms)
    except PolicyGap as gap:
        raise YearRefused(_("The policy is silent: %(gap)s"), gap=describe_gap(str(gap))) from gap
    InstitutionYear.objects.filter(clearing=held).delete()
    YearPool.objects.filter(clearing=held).delete()
    YearPool.objects.bulk_create(_pool(held, method, facts, end) for method in end.pools)
    _store_institutions(held, facts, end)
    held.state, held.computed_by, held.computed_at = state, acting_user, timezone.now()
    held.save()
    return len(end.institutions)


def _pool(clearing: YearClearing, method: str, facts: Facts, end: YearEnd) -> YearPool:
    """The database refuses it unless what its institutions are cleared and what is left come to the budget."""
    pool = end.pools[method]
    amounts = {one.code: one for one in pool.steps}
    value = amounts.get("point_value")
    units = {one.account.unit for one in pool.cleared}
    paid = sum(
        part.amount
        for one in end.institutions.values()
        for part in one.parts
        if part.part.method == method and part.part.unit in units
    )
    return YearPool(
        clearing=clearing,
        method=method,
        budget=from_fen(facts.pools[method]),
        reserved=from_fen(amounts["pool_reserved"].amount or 0),
        points=Decimal(sum(one.account.points for one in pool.cleared)).scaleb(-_POINT_PLACES),
        point_value=None if value is None else Decimal(value.params["value"]).scaleb(-_PRICE_PLACES),
        paid=from_fen(paid),
        left=from_fen(pool.left),
        steps=told(pool.steps),
    )


def _store_institutions(clearing: YearClearing, facts: Facts, end: YearEnd) -> None:
    years = [_institution(clearing, facts, one, outcome) for one, outcome in end.institutions.items()]
    InstitutionYear.objects.bulk_create(years)
    InstitutionYearMethod.unscoped.bulk_create(
        _method(year, part) for year in years for part in end.institutions[year.institution_id].parts
    )


def _institution(
    clearing: YearClearing, facts: Facts, institution: int, end: InstitutionEnd
) -> InstitutionYear:
    place, held = facts.institutions[institution], facts.held[institution]
    result = facts.results.get(institution)
    as_one = any(part.part.unit != str(institution) for part in end.parts)
    return InstitutionYear(
        clearing=clearing,
        institution=place,
        county=place.county,
        consortium=place.consortium if as_one else None,
        billed=from_fen(sum(part.part.billed for part in end.parts)),
        due=from_fen(end.due),
        kept=from_fen(sum(part.kept for part in end.parts)),
        shared=from_fen(sum(part.shared for part in end.parts)),
        deducted=from_fen(sum(part.deducted for part in end.parts)),
        prepaid=from_fen(held.prepaid),
        deposit_held=from_fen(held.deposit),
        score=None if result is None else result.score,
        deposit_released=from_fen(end.released),
        deposit_withheld=from_fen(end.withheld),
        capital_settled=from_fen(held.lent),
        deducted_beyond=from_fen(end.beyond),
        balance=from_fen(end.balance),
        steps=told(end.steps),
    )


def _method(year: InstitutionYear, one: PartYear) -> InstitutionYearMethod:
    part = one.part
    found = InstitutionYearMethod(
        year=year,
        method=part.method,
        cases=part.cases,
        cost=from_fen(part.cost),
        billed=from_fen(part.billed),
        points=Decimal(part.points).scaleb(-_POINT_PLACES),
        owed=from_fen(part.owed),
        deducted=from_fen(one.deducted),
        amount=from_fen(one.amount),
        steps=told(one.steps),
    )
    if one.budget is not None:
        found.budget = from_fen(one.budget)
    return found


def told(steps: Iterable[Step]) -> list[dict[str, object]]:
    """Steps as they are kept: code, amount in fen, and the words of the day."""
    kept = list(steps)
    return [
        {"code": one.code, "amount": one.amount, **words}
        for one, words in zip(kept, in_words(kept), strict=True)
    ]
