"""The ``oversight`` section: the committee that supervises a fund, and the experts whom major questions are put to
(HG-09, source 002 五(四))."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from claims.models import RosterMember
from config.errors import DomainError
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.rules.policy_package import SectionAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema, choice
from institutions.rules.policy_tables import PolicyGap, Table

NAME = "oversight"

SECTION = SectionSchema(
    NAME,
    "Supervision committee and experts",
    (
        ParameterSpec(
            "committee.supervises",
            "flag",
            "Whether the committee supervises the fund of a scheme",
            by=("insutype",),
            required=True,
        ),
        ParameterSpec(
            "committee.groups",
            "names",
            "Who sends members to the committee",
            choices=choice(*RosterMember.StandsFor.values),
            required=True,
        ),
        ParameterSpec("committee.sessions", "count", "Sessions in a year, at least", required=True),
        ParameterSpec("committee.answer_days", "days", "Days to answer an opinion", required=True),
        ParameterSpec("consultation.experts", "count", "Experts asked, at least", required=True),
        ParameterSpec(
            "consultation.assess_days",
            "days",
            "Days from a decision to the look at its effect",
            required=True,
        ),
    ),
)


class OversightUnsettled(DomainError):
    """The documents of the area know no committee on that day."""


@dataclass(frozen=True)
class OversightPolicy:
    """What holds in an area on a day."""

    section: SectionAt

    def needed(self, parameter: str) -> int:
        """A number of days, sessions or people."""
        return int(self.section.require(parameter).value)

    def supervises(self, insutype: str) -> bool:
        """Whether the committee supervises the fund of the scheme."""
        value = self.section.require("committee.supervises").value
        return bool(value.find({"insutype": insutype}.get) if isinstance(value, Table) else value)

    def names(self, parameter: str) -> tuple[str, ...]:
        return tuple(self.section.require(parameter).value)


def oversight_policy(area: PoolingArea, day: dt.date) -> OversightPolicy:
    """Raises :class:`OversightUnsettled` in words where no document speaks of it."""
    try:
        return OversightPolicy(policy_for(area, day).section(NAME))
    except (PolicyGap, LookupError) as gap:
        raise OversightUnsettled(
            _("No policy on a supervision committee is in force in %(area)s on %(day)s."), area=area, day=day
        ) from gap
