"""Work out payers' months from their declarations: each person's base and contribution, the payer's statement."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.money import from_fen, to_fen
from config.periods import Month
from enrollment.models import ContributionMonth, Declaration, Payer
from enrollment.rules.contributions.outcome import Due
from enrollment.rules.contributions.payer_months import PayerMonth, payer_month
from enrollment.rules.contributions.terms import terms_of_month
from institutions.models import PoolingArea
from institutions.policy.gaps import describe_gap
from institutions.policy.what_if import PolicyOn, policy_in_area
from institutions.rules.policy_tables import PolicyGap


class NotWorkedOut(DomainError):
    """The policy of the month does not say what is owed."""


class MonthKey(NamedTuple):
    payer_id: int
    insutype: str
    month: dt.date


@transaction.atomic
def work_out(keys: Iterable[MonthKey]) -> list[ContributionMonth]:
    """The statements of ``keys``, worked out anew from what is declared now; one without declarations goes.

    For callers that have checked who asks and opened a scope. A month is worked out by the policy of that month, so a
    mean wage put into use later changes nothing (NB-04). Raises :class:`NotWorkedOut`; then nothing is changed.
    """
    by_payer: dict[int, list[MonthKey]] = defaultdict(list)
    for key in sorted(set(keys)):
        by_payer[key.payer_id].append(key)
    payers = Payer.objects.select_for_update(of=("self",)).select_related("county__area").order_by("pk")
    policies: dict[int, PolicyOn] = {}
    made = []
    for payer in payers.filter(pk__in=list(by_payer)):
        area = payer.county.area
        if area.pk not in policies:
            policies[area.pk] = policy_in_area(area)
        for key in by_payer[payer.pk]:
            statement = _work_out(payer, key, policies[area.pk])
            if statement is not None:
                made.append(statement)
    return made


def gap_of(area_id: int, kind: str, insutype: str, month: Month) -> str:
    """What the policy leaves out that a month of such a payer needs; empty where all is said."""
    area = PoolingArea.objects.select_related("parent").get(pk=area_id)
    try:
        payer_month(kind, {0: 1}, terms_of_month(policy_in_area(area), month, insutype))
    except PolicyGap as gap:
        return describe_gap(str(gap))
    return ""


def _work_out(payer: Payer, key: MonthKey, policy_on: PolicyOn) -> ContributionMonth | None:
    lines = list(Declaration.objects.filter(**key._asdict()))
    if not lines:
        # What was paid on stays, owing nothing.
        ContributionMonth.objects.filter(**key._asdict(), shares__isnull=True).delete()
        ContributionMonth.objects.filter(**key._asdict()).update(
            heads=0, wages=0, base=0, employer=0, personal=0
        )
        return None
    wages = {line.person_id: to_fen(line.wage) for line in lines}
    try:
        terms = terms_of_month(policy_on, Month.of(key.month), key.insutype)
        worked = payer_month(payer.kind, wages, terms)
    except PolicyGap as gap:
        raise NotWorkedOut(
            _("What %(payer)s owes for %(month)s cannot be worked out, the policy does not say: %(gap)s"),
            payer=payer,
            month=f"{key.month:%Y-%m}",
            gap=describe_gap(str(gap)),
        ) from gap
    for line in lines:
        base, personal = worked.people[line.person_id]
        line.base, line.personal = from_fen(base), from_fen(personal)
    Declaration.objects.bulk_update(lines, ["base", "personal"], batch_size=2_000)
    return _stored(key, worked, sum(wages.values()))


def _stored(key: MonthKey, worked: PayerMonth, wages: int) -> ContributionMonth:
    statement: ContributionMonth
    statement, _made = ContributionMonth.objects.update_or_create(
        **key._asdict(),
        defaults={
            "heads": len(worked.people),
            "wages": from_fen(wages),
            "base": from_fen(worked.base),
            "employer": from_fen(worked.employer.amount if worked.employer is not None else 0),
            "personal": from_fen(worked.personal),
            "employer_rate": _rate(worked.employer),
            "personal_rate": _rate(worked.own),
            "clause": worked.clause[:300],
        },
    )
    return statement


def _rate(due: Due | None) -> int | None:
    return due.rate if due is not None else None
