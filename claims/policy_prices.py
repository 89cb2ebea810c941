"""The ``prices`` section: how new price items are received and reviewed, and items leave (JJ-19 三(七))."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.policy.registry import register_section
from institutions.rules.policy_package import SectionAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema
from institutions.rules.policy_tables import PolicyGap

NAME = "prices"

SECTION = SectionSchema(
    NAME,
    "Prices of medical services",
    (
        ParameterSpec(
            "items.accept_days", "days", "Working days to accept or return a price application", required=True
        ),
        ParameterSpec("items.experts", "count", "Experts who score a price application, at least", required=True),
        ParameterSpec("items.pass_score", "count", "Mean score from which a price application passes", required=True),
        ParameterSpec("items.notice_days", "days", "Days of the public notice of a price item", required=True),
        ParameterSpec("letters.reply_days", "days", "Working days to reply to a price inquiry", required=True),
    ),
)  # fmt: skip


def register() -> None:
    """Called once from ``ClaimsConfig.ready()``."""
    register_section(SECTION)


class PricesUnsettled(DomainError):
    """The documents of the area say nothing of prices on that day."""


@dataclass(frozen=True)
class PricePolicy:
    """What holds in an area on a day."""

    section: SectionAt

    def needed(self, parameter: str) -> int:
        """A number of days, experts or points."""
        return int(self.section.require(parameter).value)


def price_policy(area: PoolingArea, day: dt.date) -> PricePolicy:
    """Raises :class:`PricesUnsettled` in words where no document has a section on prices."""
    try:
        return PricePolicy(policy_for(area, day).section(NAME))
    except PolicyGap as gap:
        raise PricesUnsettled(
            _("No policy on prices is in force in %(area)s on %(day)s."), area=area, day=day
        ) from gap
