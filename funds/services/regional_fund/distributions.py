"""Distribute what came in for a levy (NM-06): by members, collection rate, performance; never more than came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.services.case_numbers import next_number
from config.money import from_fen, to_fen
from funds.models import (
    CountySheet,
    Decided,
    RegionalDistribution,
    RegionalGrant,
    RegionalLevy,
    ReportedYear,
)
from funds.reads.region_assessment import final_sheets, performance_of
from funds.reads.region_reports import areas_below, reported_years
from funds.reads.regional_fund import given_of, received_of
from funds.rules.regional_fund import granted
from funds.rules.reserves import Member
from institutions.models import Duty, PoolingArea, User

from .faults import RegionalFundRefused
from .terms import FundTerms, require_region_duty, terms_of


@dataclass(frozen=True)
class GrantPart:
    """One city's part and what it was worked out from; yuan."""

    area: PoolingArea
    reported: ReportedYear
    member: Member
    amount: Decimal
    assessed: CountySheet | None = None


@dataclass(frozen=True)
class DistributionPlan:
    """``received`` is what came in for the levy, ``given`` what was distributed of it before; yuan."""

    levy: RegionalLevy
    terms: FundTerms
    received: Decimal
    given: Decimal
    parts: Sequence[GrantPart]

    @property
    def amount(self) -> Decimal:
        return sum((one.amount for one in self.parts), Decimal(0))


def plan_distribution(*, levy: RegionalLevy, rates: Mapping[int, tuple[int, int]]) -> DistributionPlan:
    """``rates``: (collection rate, performance) in ten-thousandths by area id, as the region found them.

    The performance of a city whose assessment of the levied year is final is its score, whatever is typed (NM-09).

    Raises :class:`RegionalFundRefused` where the levy is not issued, nothing is left, or a city has not reported.
    """
    if levy.state != Decided.ISSUED:
        raise RegionalFundRefused(_("The levy is not issued."))
    terms = terms_of(levy.region, levy.insutype, levy.year)
    received, given = received_of(levy), given_of(levy)
    if received <= given:
        raise RegionalFundRefused(_("Nothing that came in is left to distribute."))
    areas = areas_below(levy.region)
    known = reported_years(levy.region, levy.insutype, levy.base_year)
    missing = [one for one in areas if one.pk not in known]
    if missing:
        raise RegionalFundRefused(
            _("%(areas)s: the year %(year)s is not reported."),
            areas="、".join(str(one) for one in missing),
            year=levy.base_year,
        )
    sheets = final_sheets(levy.region, levy.base_year)
    members = []
    for one in areas:
        rate, typed = rates.get(one.pk, (0, 0))
        found = performance_of(sheets[one.pk]) if one.pk in sheets else typed
        members.append(Member(one.code, known[one.pk].insured, rate, found))
    parts = granted(to_fen(received), to_fen(given), members, terms.weights)
    return DistributionPlan(
        levy, terms, received, given,
        [
            GrantPart(area, known[area.pk], member, from_fen(part.amount), sheets.get(area.pk))
            for area, member, part in zip(areas, members, parts, strict=True)
        ],
    )  # fmt: skip


@transaction.atomic
def propose_distribution(*, plan: DistributionPlan, evidence: str, acting_user: User) -> RegionalDistribution:
    """Duty finance at the region. Raises :class:`RegionalFundRefused`, ``DutyMissing``."""
    require_region_duty(user=acting_user, duty=Duty.FINANCE, region=plan.levy.region)
    levy: RegionalLevy = RegionalLevy.objects.select_for_update(of=("self",)).get(pk=plan.levy.pk)
    if (levy.state, received_of(levy), given_of(levy)) != (Decided.ISSUED, plan.received, plan.given):
        raise RegionalFundRefused(_("Something moved since: work it out anew."))
    if not plan.amount:
        raise RegionalFundRefused(_("Nobody has a claim: nothing is distributed."))
    if not evidence.strip():
        raise RegionalFundRefused(_("The number of the paper is missing."))
    made = RegionalDistribution(
        region=levy.region, insutype=levy.insutype, year=levy.year, levy=levy, amount=plan.amount,
        collected=plan.received, given_before=plan.given, weights=plan.terms.weights,
        clause=plan.terms.weights_given.clause, assumed=plan.terms.weights_given.assumed,
        evidence=evidence.strip()[:80], entered_by=acting_user,
    )  # fmt: skip
    made.full_clean(exclude=["entered_by"])
    made.save()
    RegionalGrant.objects.bulk_create(
        RegionalGrant(
            distribution=made, region=made.region, area=one.area, number=next_number("BZ"), insutype=made.insutype,
            year=made.year, amount=one.amount, report=one.reported.report, members=one.member.members,
            collection_rate=one.member.collection_rate, performance=one.member.performance,
            assessed=one.assessed,
        )
        for one in plan.parts
    )  # fmt: skip
    return made
