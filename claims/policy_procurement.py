"""The ``procurement`` section: volumes, direct payment of suppliers, surplus rewards, the platform (JJ-07, JJ-19)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from claims.rules.procurement import RewardTerms
from config.errors import DomainError
from institutions.models import PoolingArea
from institutions.policy.assessment import SCORE
from institutions.policy.in_force import policy_for
from institutions.policy.registry import register_section
from institutions.rules.policy_package import Given, SectionAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema
from institutions.rules.policy_tables import PolicyGap

NAME = "procurement"

SECTION = SectionSchema(
    NAME,
    "Central procurement",
    (
        ParameterSpec(
            "volumes.behind_below", "ratio", "Share of what the time asks, below it a volume is behind", required=True
        ),
        ParameterSpec("direct.pays", "flag", "Whether the fund pays suppliers directly", required=True),
        ParameterSpec("direct.due_days", "days", "Working days from acceptance to the payment", required=True),
        ParameterSpec("reward.completion_from", "ratio", "Completion from which an item is rewarded", required=True),
        ParameterSpec("reward.fund_share", "ratio", "Share of the items' cost that the fund bears", required=True),
        ParameterSpec("reward.kept", "ratio", "Share of the surplus an institution keeps", by=(SCORE,), required=True),
        ParameterSpec("platform.share_from", "ratio", "Share of purchases to be made on the platform", required=True),
    ),
)  # fmt: skip


def register() -> None:
    """Called once from ``ClaimsConfig.ready()``."""
    register_section(SECTION)


class ProcurementUnsettled(DomainError):
    """The documents of the area say nothing of procurement on that day."""


@dataclass(frozen=True)
class ProcurementPolicy:
    """What holds in an area on a day."""

    section: SectionAt

    def share(self, parameter: str) -> int:
        """Ten-thousandths."""
        return int(self.section.require(parameter).value)

    @property
    def pays_directly(self) -> bool:
        return bool(self.section.require("direct.pays").value)

    @property
    def due_days(self) -> int:
        return int(self.section.require("direct.due_days").value)

    def reward_terms(self, score: Decimal) -> RewardTerms:
        kept: Given = self.section.require("reward.kept").cell({SCORE: int(score)}.get)
        return RewardTerms(
            self.section.require("reward.completion_from"), self.section.require("reward.fund_share"), kept
        )


def procurement_policy_or_none(area: PoolingArea, day: dt.date) -> ProcurementPolicy | None:
    """None where the area's documents say nothing of it."""
    try:
        return ProcurementPolicy(policy_for(area, day).section(NAME))
    except PolicyGap:
        return None


def procurement_policy(area: PoolingArea, day: dt.date) -> ProcurementPolicy:
    """Raises :class:`ProcurementUnsettled` in words where no document has a section on procurement."""
    found = procurement_policy_or_none(area, day)
    if found is None:
        raise ProcurementUnsettled(
            _("No policy on central procurement is in force in %(area)s on %(day)s."), area=area, day=day
        )
    return found
