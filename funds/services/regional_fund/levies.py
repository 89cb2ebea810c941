"""Levy a share of what every city collected last year (NM-05): worked out from their reports, proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.services.case_numbers import next_number
from config.money import from_fen, to_fen
from funds.models import Book, Decided, RegionalDemand, RegionalLevy, ReportedYear
from funds.reads.region_reports import areas_below, reported_years
from funds.rules.regional_fund import due
from institutions.models import Agency, Duty, PoolingArea, User

from .faults import RegionalFundRefused
from .terms import FundTerms, require_region_duty, terms_of


@dataclass(frozen=True)
class LevyPart:
    """One city's part; yuan."""

    area: PoolingArea
    reported: ReportedYear
    amount: Decimal


@dataclass(frozen=True)
class LevyPlan:
    """What the policy asks for; cities in ``missing`` have not reported the year with closed books."""

    region: PoolingArea
    insutype: str
    year: int
    terms: FundTerms
    parts: Sequence[LevyPart]
    missing: Sequence[PoolingArea]

    @property
    def amount(self) -> Decimal:
        return sum((one.amount for one in self.parts), Decimal(0))


def plan_levy(*, region: PoolingArea, insutype: str, year: int) -> LevyPlan:
    """By the youngest report of every city below; raises :class:`RegionalFundRefused` where the policy has no fund."""
    terms = terms_of(region, insutype, year)
    known = reported_years(region, insutype, year - 1)
    parts, missing = [], []
    for area in areas_below(region):
        found = known.get(area.pk)
        if found is None or not found.closed:
            missing.append(area)
            continue
        parts.append(LevyPart(area, found, from_fen(due(max(0, to_fen(found.collected)), terms.share))))
    return LevyPlan(region, insutype, year, terms, parts, missing)


def to_levy(region: PoolingArea) -> list[LevyPlan]:
    """What the policy asks for this year and is not entered yet, by scheme of the region's books."""
    year, found = timezone.localdate().year, []
    schemes = Book.objects.filter(area=region).order_by("insutype").values_list("insutype", flat=True)
    levied = RegionalLevy.objects.filter(region=region, year=year).exclude(state=Decided.WITHDRAWN)
    for insutype in schemes.exclude(insutype__in=levied.values("insutype")).distinct():
        try:
            found.append(plan_levy(region=region, insutype=insutype, year=year))
        except RegionalFundRefused:
            continue
    return found


@transaction.atomic
def propose_levy(*, plan: LevyPlan, evidence: str, acting_user: User) -> RegionalLevy:
    """Duty finance at the region; every city below must have reported the year closed.

    Raises :class:`RegionalFundRefused`, ``DutyMissing``; ``ValidationError`` where it is entered already.
    """
    agency = require_region_duty(user=acting_user, duty=Duty.FINANCE, region=plan.region)
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=agency.pk)
    if plan.missing:
        raise RegionalFundRefused(
            _("%(areas)s: the books of %(year)s are not reported as closed."),
            areas="、".join(str(one) for one in plan.missing),
            year=plan.year - 1,
        )
    if not plan.amount:
        raise RegionalFundRefused(_("Nothing was collected in %(year)s."), year=plan.year - 1)
    if not evidence.strip():
        raise RegionalFundRefused(_("The number of the paper is missing."))
    made = RegionalLevy(
        region=plan.region, insutype=plan.insutype, year=plan.year, base_year=plan.year - 1, share=plan.terms.share,
        due_on=plan.terms.due_on, amount=plan.amount, clause=plan.terms.share_given.clause,
        assumed=plan.terms.share_given.assumed, evidence=evidence.strip()[:80], entered_by=acting_user,
    )  # fmt: skip
    made.full_clean(exclude=["entered_by"])
    made.save()
    RegionalDemand.objects.bulk_create(
        RegionalDemand(
            levy=made, region=plan.region, area=one.area, number=next_number("TJ"), insutype=made.insutype,
            year=made.year, amount=one.amount, report=one.reported.report, collected=one.reported.collected,
            share=made.share, due_on=made.due_on,
        )
        for one in plan.parts
        if one.amount
    )  # fmt: skip
    return made
