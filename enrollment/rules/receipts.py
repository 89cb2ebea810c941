"""Which months a receipt pays: exactly one, several together, or nothing that fits. Integer fen, no Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from config.money import half_up

OVER, UNDER, NO_DECLARATION = "over", "under", "no_declaration"


@dataclass(frozen=True)
class Owing:
    """A payer's month: what it owes in parts, and what of each was paid before."""

    statement: int
    employer: int
    personal: int
    employer_paid: int = 0
    personal_paid: int = 0

    @property
    def total(self) -> int:
        return self.employer + self.personal

    @property
    def left(self) -> int:
        """Negative where a later declaration lowered what was paid already."""
        return self.total - self.employer_paid - self.personal_paid


@dataclass(frozen=True)
class Share:
    statement: int
    employer: int
    personal: int


def fits(amount: int, months: Sequence[Owing], expected: int, *, instalments: bool = False) -> str:
    """Empty when ``amount`` is exactly what the months paid for owe together; otherwise the difference.

    ``expected`` is how many months the receipt says it pays. With ``instalments`` less than is owed fits as well:
    a village's contributions reach tax day by day while its people enrol.
    """
    if len(months) < expected:
        return NO_DECLARATION
    left = sum(max(month.left, 0) for month in months)
    if amount == left or (instalments and amount < left):
        return ""
    return OVER if amount > left else UNDER


def spread(amount: int, months: Sequence[Owing]) -> tuple[list[Share], int]:
    """``amount`` over the months in their order, each up to what it owes; the shares and what is left over."""
    shares = []
    for month in months:
        paid = min(amount, max(month.left, 0))
        if paid:
            shares.append(_share(month, paid))
            amount -= paid
    return shares, amount


def _share(month: Owing, paid: int) -> Share:
    """In the proportion owed, reckoned on everything paid so far: once all is paid both parts are whole."""
    together = month.employer_paid + month.personal_paid + paid
    employer = half_up(together * month.employer, month.total) - month.employer_paid
    employer = min(max(employer, 0), paid)
    return Share(month.statement, employer, paid - employer)
