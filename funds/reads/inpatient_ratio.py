"""What share of in-scope inpatient costs the funds really paid in a month, beside what the policy aims at (HG-05)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from claims.models import CLEARED, OF_STAYS, Settlement
from config.money import TEN_THOUSAND, half_up, to_fen
from config.periods import Month
from config.scoping import current_scope
from institutions.models import Agency, PoolingArea
from institutions.policy.in_force import policy_for
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import PolicyGap, Table


@dataclass(frozen=True)
class Aim:
    """Ten-thousandths: about so much, and how far it may lie from it; with where they stand."""

    about: int
    within: int
    given: Given


@dataclass(frozen=True)
class PaidShare:
    """A county's stays of one scheme in a month, fen; ``county`` is nothing for the sum over those in reach.

    ``share`` in ten-thousandths, half up; nothing where nothing was in scope.
    """

    county: Agency | None
    insutype: str
    stays: int
    in_scope: int
    basic: int
    funds: int
    aim: Aim | None

    @property
    def share(self) -> int | None:
        return half_up(self.basic * TEN_THOUSAND, self.in_scope) if self.in_scope > 0 else None

    @property
    def share_of_funds(self) -> int | None:
        return half_up(self.funds * TEN_THOUSAND, self.in_scope) if self.in_scope > 0 else None

    @property
    def standing(self) -> str:
        """``within``, ``below`` or ``above`` what is aimed at; empty where there is nothing to compare."""
        if self.aim is None or self.share is None:
            return ""
        if self.share < self.aim.about - self.aim.within:
            return "below"
        return "above" if self.share > self.aim.about + self.aim.within else "within"


def aim_of(area: PoolingArea, insutype: str, month: Month) -> Aim | None:
    """What the policy in force on the month's last day aims at; nothing where it does not say."""
    try:
        given = policy_for(area, month.last).section("targets").given
    except (PolicyGap, LookupError):
        return None
    about, within = given.get("inpatient_ratio.about"), given.get("inpatient_ratio.within")
    if about is None or within is None:
        return None
    aimed = _for_scheme(about, insutype)
    return Aim(aimed, _for_scheme(within, insutype), about) if aimed else None


def _for_scheme(given: Given, insutype: str) -> int:
    value = given.value
    return int(value.find({"insutype": insutype}.get) if isinstance(value, Table) else value)


def paid_shares(area: PoolingArea, month: Month) -> list[PaidShare]:
    """By scheme and county of the insured within the reader's scope, the sum of each scheme last.

    What counts is what the month's clearing pays for: current settlements of stays, cancels taken off. A county sees
    other counties' people at its own institutions, not their other bills: of them it is told nothing.
    """
    scope = current_scope()
    whose = Q() if scope.includes(area_id=area.pk) else Q(insu_county__in=scope.counties)
    found = (
        Settlement.objects.filter(CLEARED, OF_STAYS, whose, clr_month=month.first, insu_county__area=area)
        .order_by()
        .values("insutype", "insu_county")
        .annotate(
            # Of columns that the index has, so that the table itself is not read.
            taken_back=Count("insutype", filter=Q(refd_setl_flag=True)),
            rows=Count("insutype"),
            in_scope=Sum("inscp_scp_amt"),
            basic=Sum("hifp_pay"),
            funds=Sum("fund_pay_sumamt"),
        )
    )
    counties = Agency.objects.in_bulk({row["insu_county"] for row in found})
    shares: list[PaidShare] = []
    for insutype in sorted({row["insutype"] for row in found}):
        aim = aim_of(area, insutype, month)
        own = [
            PaidShare(
                counties[row["insu_county"]], insutype, row["rows"] - 2 * row["taken_back"],
                to_fen(row["in_scope"]), to_fen(row["basic"]), to_fen(row["funds"]), aim,
            )
            for row in found
            if row["insutype"] == insutype
        ]  # fmt: skip
        own.sort(key=lambda one: one.county.code if one.county else "")
        whole = PaidShare(
            None, insutype, sum(one.stays for one in own), sum(one.in_scope for one in own),
            sum(one.basic for one in own), sum(one.funds for one in own), aim,
        )  # fmt: skip
        shares += [*own, whole]
    return shares
