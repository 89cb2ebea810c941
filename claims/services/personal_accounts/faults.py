"""What acts on personal accounts refuse, and what they ask of the policy."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from claims.rules.account_policy import AccountPolicy, account_policy
from config.errors import DomainError
from institutions.models import PoolingArea
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap


class AccountRefused(DomainError):
    """The account does not allow the act as it stands; nothing was moved."""


def policy_of(area: PoolingArea, insutype: str, day: dt.date) -> AccountPolicy:
    """The accounts of the scheme as in force; :class:`AccountRefused` where the policy has none."""
    try:
        return account_policy(policy_for(area, day), insutype)
    except PolicyGap as gap:
        raise AccountRefused(
            _("The policy of %(area)s on %(day)s knows no personal accounts of scheme %(insutype)s: %(gap)s"),
            area=area,
            day=day,
            insutype=insutype,
            gap=describe_gap(str(gap)),
        ) from gap
