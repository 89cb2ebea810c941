"""Fen as yuan, for figures that come from the pure rules."""

from __future__ import annotations

from decimal import Decimal

from django import template

from config.money import from_fen

register = template.Library()


@register.filter
def yuan(fen: int | None) -> Decimal | None:
    """``{{ line.debit|yuan|money }}``: yuan of an amount in fen."""
    return None if fen is None else from_fen(fen)


@register.filter
def debit_side(fen: int) -> Decimal | None:
    """Yuan of a debit-positive balance for the debit column; None when it stands on the other side."""
    return from_fen(fen) if fen > 0 else None


@register.filter
def credit_side(fen: int) -> Decimal | None:
    """Yuan of a debit-positive balance for the credit column, without its sign."""
    return from_fen(-fen) if fen < 0 else None
