"""The late fee that belongs to a receipt: of the months it pays, up to the day the money came."""

from __future__ import annotations

from collections.abc import Sequence

from config.periods import Month
from enrollment.models import ContributionMonth, Receipt
from enrollment.rules.contributions.arrears import due_day, late_fee
from enrollment.rules.contributions.terms import terms_of_month
from enrollment.rules.receipts import Owing
from institutions.policy.what_if import policy_in_area
from institutions.rules.policy_tables import PolicyGap


def late_fee_of(receipt: Receipt, months: Sequence[Owing]) -> int:
    """Fen, by the policy of each month; of a month whose policy names no due day or no fee there is none.

    A year of residents is paid ahead: it bears none.
    """
    left = {one.statement: one.left for one in months if one.left > 0}
    rows = ContributionMonth.objects.filter(pk__in=left, whole_year=False)
    policy_on = policy_in_area(receipt.county.area)
    together = 0
    for row in rows:
        month = Month.of(row.month)
        terms = terms_of_month(policy_on, month, row.insutype)
        try:
            due, _given = due_day(month, terms)
            worked = late_fee(owed=left[row.pk], due=due, paid=receipt.received_on, terms=terms)
        except PolicyGap:
            continue
        together += worked.due("late_fee").amount
    return together
