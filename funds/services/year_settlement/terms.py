"""What the policy says of a scheme's year settlement, read for the last day of the year."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from funds.models import SettlementAgreement
from funds.policy import PoolingPolicy, pooling_policy
from funds.rules.sharing import SharingRules, rules_of, without_fund
from funds.services.regional_fund.terms import kept_by_region
from institutions.models import PoolingArea
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules.policy_package import Given, SectionAt
from institutions.rules.policy_tables import PolicyGap

from .faults import SettlementRefused

EVERY_OFFICE = tuple(SettlementAgreement.Office.values)


class SettlementTerms(NamedTuple):
    """``lists_by`` and ``settled_by`` are days of the year after, None where the policy names none; ``offices`` agree
    to the lists: every department where the policy names none."""

    year: int
    rules: SharingRules
    pooling: PoolingPolicy
    section: SectionAt

    @property
    def lists_by(self) -> dt.date | None:
        return self._day("settlement.lists_by")

    @property
    def settled_by(self) -> dt.date | None:
        return self._day("settlement.settled_by")

    @property
    def offices(self) -> list[str]:
        named = self.section.get("settlement.agreed_by")
        return list(named.value) if named else list(EVERY_OFFICE)

    def said(self, name: str) -> Given:
        return self.section.get(name) or Given(None)

    def _day(self, name: str) -> dt.date | None:
        given = self.section.get(name)
        if given is None:
            return None
        month, day = given.value.split("-")
        return dt.date(self.year + 1, int(month), int(day))


def terms_of(area: PoolingArea, insutype: str, year: int) -> SettlementTerms:
    """Raises :class:`SettlementRefused` where no policy is in force, it says nothing of gaps, or every county keeps its
    own books (HG-13): none of the documents shares gaps between them."""
    try:
        policy = policy_for(area, dt.date(year, 12, 31))
        if not policy.has("pooling"):
            raise SettlementRefused(_("No policy was in force in %(year)s."), year=year)
        section, pooling = policy.section("pooling"), pooling_policy(policy)
        if not pooling.unified:
            raise SettlementRefused(
                _("Counties keep books of their own here: the city settles no year between them.")
            )
        rules = rules_of(section, insutype)
        if kept_by_region(section):
            rules = without_fund(rules)
        return SettlementTerms(year, rules, pooling, section)
    except PolicyGap as gap:
        raise SettlementRefused(describe_gap(str(gap))) from gap
    except LookupError as missing:
        raise SettlementRefused(_("No policy was in force in %(year)s."), year=year) from missing
