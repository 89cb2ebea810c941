"""Fen as yuan, for figures that come from the pure rules."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import pgettext

from config.money import from_fen

register = template.Library()


@register.filter
def yuan(fen: int | None) -> Decimal | None:
    """``{{ line.debit|yuan|money }}``: yuan of an amount in fen."""
    return None if fen is None else from_fen(fen)


@register.filter
def side(amount: Decimal | None) -> str:
    """On which side of the account a debit-positive balance stands; flat when there is none."""
    if not amount:
        return pgettext("side of a balance", "flat")
    return pgettext("side of a balance", "Dr") if amount > 0 else pgettext("side of a balance", "Cr")


@register.filter
def unsigned(amount: Decimal | None) -> Decimal | None:
    """A balance without its sign, beside its side."""
    return None if amount is None else abs(amount)


@register.filter
def debit_side(fen: int) -> Decimal | None:
    """Yuan of a debit-positive balance for the debit column; None when it stands on the other side."""
    return from_fen(fen) if fen > 0 else None


@register.filter
def credit_side(fen: int) -> Decimal | None:
    """Yuan of a debit-positive balance for the credit column, without its sign."""
    return from_fen(-fen) if fen < 0 else None
