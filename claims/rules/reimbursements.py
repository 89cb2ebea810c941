"""The course of a counter reimbursement: national states (reim_stas) 10 to 13, and 90 for withdrawn."""

from __future__ import annotations

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
