"""A computed year under another point value or other bands: the same rules over what is kept; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from claims.rules.payment.cases import POINT
from claims.rules.payment.section import LUMPS, OF_DUE
from claims.rules.payment.terms import Terms
from claims.rules.payment.year_ends import Held, Part, YearEnd, year_ends
from config.money import TEN_THOUSAND, from_fen, half_up, to_fen
from funds.models import InstitutionYear, InstitutionYearMethod, YearClearing, YearPool
from institutions.models import Institution
from institutions.policy.gaps import describe_gap
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import PolicyGap, Range, Table

from .facts import terms_of_year
from .states import YearRefused

KEPT, SHARED = "year.surplus_kept", "year.overrun_shared"


@dataclass(frozen=True)
class Band:
    """Up to ``edge`` of what is due ``share`` counts, beyond it nothing; ten-thousandths."""

    edge: int
    share: int


@dataclass(frozen=True)
class Question:
    """What is to be otherwise: yuan for a point by method, bands; what is left out stays."""

    point_values: Mapping[str, Decimal] = field(default_factory=dict)
    kept: Band | None = None
    shared: Band | None = None


@dataclass(frozen=True)
class Changed:
    """One institution's year as computed and as it would be; yuan."""

    institution: Institution
    due: Decimal
    due_then: Decimal
    balance: Decimal
    balance_then: Decimal

    @property
    def difference(self) -> Decimal:
        return self.due_then - self.due


@dataclass(frozen=True)
class Answer:
    rows: list[Changed]
    end: YearEnd
    budgets: Mapping[str, int]

    @property
    def difference(self) -> Decimal:
        return sum((row.difference for row in self.rows), Decimal(0))


def what_if(*, clearing: YearClearing, question: Question) -> Answer:
    """Of the institutions the reader sees; common budgets need the city's sight. Raises :class:`YearRefused`."""
    terms = _otherwise(terms_of_year(clearing), question)
    years = list(
        InstitutionYear.objects.filter(clearing=clearing)
        .select_related("institution")
        .prefetch_related("methods")
        .order_by("institution__fixmedins_code")
    )
    if not years:
        raise YearRefused(_("%(year)s is not computed yet."), year=clearing)
    methods = list(
        InstitutionYearMethod.objects.filter(year__in=years)
        .select_related("year")
        .order_by("year__institution__fixmedins_code", "pk")
    )
    pools = _pools(clearing, question, terms)
    budgets = {(_unit(one), one.method): to_fen(one.budget) for one in methods if one.budget is not None}
    try:
        end = year_ends(
            _parts(methods),
            pools,
            budgets,
            {y.institution_id: _held(y) for y in years},
            terms,
        )
    except PolicyGap as gap:
        raise YearRefused(_("The policy is silent: %(gap)s"), gap=describe_gap(str(gap))) from gap
    return Answer([_changed(year, end) for year in years], end, pools)


def _otherwise(terms: Terms, question: Question) -> Terms:
    changed = {
        name: Given(Table((OF_DUE,), [(Range(0, band.edge), band.share), (Range(band.edge, None), 0)]))
        for name, band in ((KEPT, question.kept), (SHARED, question.shared))
        if band is not None
    }
    if not changed:
        return terms
    section = type(terms.methods)(terms.methods.name, {**terms.methods.given, **changed})
    return terms._replace(methods=section)


def _pools(clearing: YearClearing, question: Question, terms: Terms) -> dict[str, int]:
    """The budgets, or what they would have to be for a point to be worth what is asked."""
    found = {}
    for pool in YearPool.objects.filter(clearing=clearing):
        found[pool.method] = to_fen(pool.budget)
        value = question.point_values.get(pool.method)
        free = TEN_THOUSAND - int(terms.reserved.value)
        if value is not None and free:
            points = int(pool.points * POINT)
            divided = half_up(int(value * 10**6) * points, POINT * 10**4)
            found[pool.method] = half_up(divided * TEN_THOUSAND, free)
    return found


def _unit(one: InstitutionYearMethod) -> str:
    joint = one.year.consortium_id if one.method in LUMPS else None
    return f"consortium {joint}" if joint else str(one.year.institution_id)


def _parts(methods: Iterable[InstitutionYearMethod]) -> list[Part]:
    """What nothing due covered comes back to the first method: it may be covered under what is asked."""
    beyond = {one.year.institution_id: to_fen(one.year.deducted_beyond) for one in methods}
    return [
        Part(
            one.year.institution_id, _unit(one), one.method, one.cases, to_fen(one.cost), to_fen(one.billed),
            to_fen(one.owed), to_fen(one.deducted) + beyond.pop(one.year.institution_id, 0), int(one.points * POINT),
        )
        for one in methods
    ]  # fmt: skip


def _held(year: InstitutionYear) -> Held:
    score = None if year.score is None else int(year.score)
    return Held(to_fen(year.prepaid), to_fen(year.deposit_held), to_fen(year.capital_settled), score)


def _changed(year: InstitutionYear, end: YearEnd) -> Changed:
    then = end.institutions[year.institution_id]
    return Changed(year.institution, year.due, from_fen(then.due), year.balance, from_fen(then.balance))
