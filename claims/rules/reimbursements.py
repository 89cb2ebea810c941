"""The course of a counter reimbursement: national states (reim_stas) 10 to 13, and 90 for withdrawn."""

from __future__ import annotations

import datetime as dt

from .flow import Flow

REGISTERED, ENTERED, SETTLED, REVIEWED, WITHDRAWN = "10", "11", "12", "13", "90"

FLOW = Flow(
    {
        (REGISTERED, "papers"): REGISTERED,
        (ENTERED, "papers"): ENTERED,
        (REGISTERED, "account"): REGISTERED,
        (ENTERED, "account"): ENTERED,
        (SETTLED, "account"): SETTLED,
        # After the review only where the bank could not pay: the service asks for a failed payment.
        (REVIEWED, "account"): REVIEWED,
        (REGISTERED, "enter"): ENTERED,
        (ENTERED, "enter"): ENTERED,
        (ENTERED, "empty"): REGISTERED,
        (ENTERED, "settle"): SETTLED,
        (SETTLED, "return"): ENTERED,
        (SETTLED, "review"): REVIEWED,
        (REGISTERED, "withdraw"): WITHDRAWN,
        (ENTERED, "withdraw"): WITHDRAWN,
    }
)


def last_day_to_submit(last_day_of_care: dt.date, months: int) -> dt.date:
    """The last day on which a bill of that day is taken in: as many months later, month ends kept."""
    month = last_day_of_care.month - 1 + months
    year, month = last_day_of_care.year + month // 12, month % 12 + 1
    first_after = dt.date(year + month // 12, month % 12 + 1, 1)
    return min(
        dt.date(year, month, 1) + dt.timedelta(last_day_of_care.day - 1), first_after - dt.timedelta(1)
    )
