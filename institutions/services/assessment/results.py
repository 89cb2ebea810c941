"""What an assessment comes to: the share of the deposit released, the advance changed, whether a renewal is in doubt.

Upper floors pull it (``result_of``); nothing is pushed. What counts is the published list, kept as it was published.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from institutions.models import Institution, PoolingArea, PublishedAssessment
from institutions.policy.assessment import SCORE, SECTION, AssessmentPolicy
from institutions.policy.in_force import policy_for
from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_tables import PolicyGap

from .states import last_day

# The section and parameters that say what a score releases stand with the payment methods, an upper floor's.
PAYMENT = "payment_methods"
RELEASED, ADVANCE = "deposit.released", "prepayment.adjusted"


class Result(NamedTuple):
    """The result of a year. Shares are ten-thousandths, None where the policy names none; ``score`` is exact.

    ``whole_points`` is what tables by score are asked with: their edges are whole points.
    """

    institution_id: int
    year: int
    score: Decimal
    grade: str
    deposit_released: int | None
    advance_adjusted: int | None
    renewal_in_doubt: bool
    origins: Mapping[str, Any]

    @property
    def whole_points(self) -> int:
        return int(self.score)


class Consequences(NamedTuple):
    """What the policy says follows from a score."""

    deposit: Given | None
    advance: Given | None
    in_doubt: bool
    doubt: Given | None

    def origins(self) -> dict[str, dict[str, str]]:
        """Clause and assumption of each, to be kept."""
        named = {"deposit": self.deposit, "advance": self.advance, "renewal": self.doubt}
        return {
            name: {"clause": one.clause, "assumed": one.assumed}
            for name, one in named.items()
            if one is not None
        }


def consequences(policy: PolicyAt, score: Decimal) -> Consequences:
    """What follows from ``score`` under the policy of the year's last day."""
    section = policy.sections.get(SECTION.name)
    doubt = None if section is None else AssessmentPolicy(section).doubt_below
    return Consequences(
        _by_score(policy, RELEASED, score),
        _by_score(policy, ADVANCE, score),
        doubt is not None and score < int(doubt.value),
        doubt,
    )


def _by_score(policy: PolicyAt, parameter: str, score: Decimal) -> Given | None:
    section = policy.sections.get(PAYMENT)
    found = None if section is None else section.get(parameter)
    if found is None:
        return None
    try:
        return found.cell({SCORE: int(score)}.get)
    except PolicyGap:
        return None


def consequences_in(area: PoolingArea, year: int, score: Decimal) -> Consequences:
    return consequences(policy_for(area, last_day(year)), score)


def result_of(institution: Institution, year: int) -> Result | None:
    """The published result of one institution; None while there is none."""
    return results_of(institution.area, year, [institution.pk]).get(institution.pk)


def results_of(area: PoolingArea, year: int, institutions: list[int] | None = None) -> dict[int, Result]:
    """The published results of a year by institution."""
    found = PublishedAssessment.objects.filter(area=area, round__year=year)
    if institutions is not None:
        found = found.filter(institution__in=institutions)
    return {
        one.institution_id: Result(
            one.institution_id, year, one.score, one.grade, one.deposit_released, one.advance_adjusted,
            one.renewal_in_doubt, one.origins,
        )
        for one in found
    }  # fmt: skip


def renewal_in_doubt(institution: Institution) -> Result | None:
    """The latest published result when it puts the renewal of the agreement in doubt; None otherwise."""
    newest = (
        PublishedAssessment.objects.filter(institution=institution)
        .select_related("round")
        .order_by("-round__year")
        .first()
    )
    if newest is None or not newest.renewal_in_doubt:
        return None
    return result_of(institution, newest.round.year)
