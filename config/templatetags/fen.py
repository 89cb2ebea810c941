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
