"""The course of a counter reimbursement: national states (reim_stas) 10 to 13, and 90 for withdrawn."""

from __future__ import annotations

from collections.abc import Mapping

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


def laid_out(parts: Mapping[str, int], *, account: str, taken_at_till: int) -> dict[str, int]:
    """What the person laid out of a bill they paid themselves and is owed back: fen by part, nothing left out.

    Everything somebody else bears was laid out: each fund's part, and what the personal account (``account``) bears,
    because the settlement takes it from the account while the till took cash. Only what the till itself took of the
    account was not: ``taken_at_till``.
    """
    owed = dict(parts)
    owed[account] = max(owed.get(account, 0) - taken_at_till, 0)
    return {part: fen for part, fen in owed.items() if fen}


def owed_later(changes: Mapping[str, int]) -> dict[str, int]:
    """``changes`` of what is owed by part with the falling parts set against the rising ones, largest first.

    All of one sign: what is still owed (positive), or to be paid back (negative); nothing where they cancel out.
    A part may fall while another rises: the person is owed the sum, whoever's money it is.
    """
    total = sum(changes.values())
    sign = 1 if total > 0 else -1
    left = {part: sign * fen for part, fen in changes.items()}
    against = -sum(fen for fen in left.values() if fen < 0)
    kept: dict[str, int] = {}
    for part, fen in sorted(left.items(), key=lambda item: (-item[1], item[0])):
        taken = min(max(fen, 0), against)
        against -= taken
        if fen > taken:
            kept[part] = sign * (fen - taken)
    return kept
