"""The heads institutions are paid for, with the quota in force: what per capita is reckoned from (NB-09).

The quota of a person and year stands in the area's catalogue of the method, by level, put in force by two people; an
institution's factor multiplies it. Sign-ups are counted as they stand when asked: one corrected after a month was
paid counts in the year's clearing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from claims.models import GroupMethod
from claims.reads.grouped_cases import signed_heads
from claims.rules.payment.heads import Heads
from config.money import TEN_THOUSAND
from config.periods import Month
from institutions.models import Institution, PoolingArea

from .group_catalogues import catalogue_on
from .grouping_terms import NO_LEVEL, Loaded


def heads_in(
    *,
    area: PoolingArea,
    scheme: str,
    months: Sequence[Month],
    quota_on: dt.date,
    institutions: Iterable[Institution],
) -> dict[int, Heads]:
    """By institution, those without a head included; whoever's level has no quota on the day is left out."""
    catalogue = catalogue_on(area.pk, GroupMethod.PER_CAPITA, quota_on)
    if catalogue is None:
        return {}
    loaded = Loaded(catalogue)
    [code] = loaded.groups
    found = {one.pk: loaded.quota(code, one.dedc_hosp_lv or NO_LEVEL) for one in institutions}
    quotas = {one: quota for one, quota in found.items() if quota}
    signed = [
        signed_heads(institutions=quotas.keys(), area=area.pk, scheme=scheme, month=month) for month in months
    ]
    return {
        one: Heads([heads.get(one, 0) for heads in signed], quota, loaded.factors.get(one, TEN_THOUSAND))
        for one, quota in quotas.items()
    }
