"""The ``prices`` section: how new price items are received and reviewed, and items leave (JJ-19 三(七))."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from claims.rules.price_evaluation import INDICATORS, Terms
from config.errors import DomainError
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.policy.registry import register_section
from institutions.rules.policy_package import SectionAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema, choice
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.scoring import COMPUTED, LINE, Measure

NAME = "prices"


def _line(name: str, meaning: str) -> ParameterSpec:
    """An end of a line: a growth may be negative, a ratio above one."""
    return ParameterSpec(name, "ratio", meaning, lowest=Decimal(-10), highest=Decimal(10))


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
        ParameterSpec("evaluation.every", "name", "Service prices are evaluated every", choices=choice("year")),
        _line("evaluation.price.none", "Price in neighbouring areas to the price here: with no points"),
        _line("evaluation.price.full", "Price in neighbouring areas to the price here: with all points"),
        _line("evaluation.fees.none", "Growth of an item's fees: with no points"),
        _line("evaluation.fees.full", "Growth of an item's fees: with all points"),
        _line("evaluation.volume.none", "Growth of an item's volume: with no points"),
        _line("evaluation.volume.full", "Growth of an item's volume: with all points"),
        ParameterSpec("evaluation.price.points", "count", "Points of the price in neighbouring areas"),
        ParameterSpec("evaluation.fees.points", "count", "Points of the growth of an item's fees"),
        ParameterSpec("evaluation.volume.points", "count", "Points of the growth of an item's volume"),
        ParameterSpec("evaluation.raise_from", "count", "Score from which raising a price is suggested"),
        ParameterSpec("evaluation.lower_below", "count", "Score below which lowering a price is suggested"),
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


def evaluation_terms(area: PoolingArea, day: dt.date) -> Terms:
    """How prices are evaluated; raises :class:`PricesUnsettled` where the documents do not say so."""
    policy = price_policy(area, day)
    try:
        measures = [
            Measure(
                key,
                policy.needed(f"evaluation.{key}.points"),
                COMPUTED,
                LINE,
                none=int(policy.section.require(f"evaluation.{key}.none").value),
                full=int(policy.section.require(f"evaluation.{key}.full").value),
            )
            for key in INDICATORS
        ]
        return Terms(
            measures, policy.needed("evaluation.raise_from"), policy.needed("evaluation.lower_below")
        )
    except (PolicyGap, LookupError) as gap:
        raise PricesUnsettled(
            _("The policy of %(area)s does not say how service prices are evaluated."), area=area
        ) from gap
