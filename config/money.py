"""Money: Decimal yuan for people, integer fen inside rules and the database, one rounding rule.

Every rounding in the project is :func:`half_up`. Nothing here accepts a float: a float has
already lost the fen it was asked to keep.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

FEN_PER_YUAN = 100
CENT = Decimal("0.01")
TEN_THOUSAND = 10_000


def half_up(numerator: int, denominator: int) -> int:
    """Integer quotient rounded half away from zero; ``denominator`` must be positive.

    Symmetric for negatives, so that a cancelled bill is the exact mirror of the bill.
    """
    if numerator >= 0:
        return (2 * numerator + denominator) // (2 * denominator)
    return -((-2 * numerator + denominator) // (2 * denominator))


def share(amount: int, ten_thousandths: int) -> int:
    """``amount`` fen times a ratio in ten-thousandths (8,500 = 85 %), rounded half up to the fen."""
    return half_up(amount * ten_thousandths, TEN_THOUSAND)


def to_fen(yuan: Decimal | int | str) -> int:
    """Exact fen of an amount in yuan; raises ``ValueError`` beyond two decimals, ``TypeError`` for floats."""
    if isinstance(yuan, float):
        raise TypeError("money is never a float")
    try:
        fen = Decimal(yuan) * FEN_PER_YUAN
        whole = fen.to_integral_value()
    except InvalidOperation as exc:
        raise ValueError(f"not an amount: {yuan!r}") from exc
    if not fen.is_finite() or fen != whole:
        raise ValueError(f"more than two decimals: {yuan}")
    return int(whole)


def round_to_fen(yuan: Decimal) -> int:
    """Fen of an amount in yuan of any precision, half up."""
    return int((yuan * FEN_PER_YUAN).to_integral_value(rounding=ROUND_HALF_UP))


def from_fen(fen: int) -> Decimal:
    """Yuan with two decimals."""
    return Decimal(fen).scaleb(-2)


def split_by_weights(total: int, weights: Sequence[int]) -> list[int]:
    """Divide ``total`` fen in proportion to ``weights``, summing exactly (largest remainder, ties to the earlier).

    All weights zero gives all zeros: there is nobody to divide among.
    """
    weight_sum = sum(weights)
    if weight_sum == 0:
        return [0] * len(weights)
    sign = -1 if total < 0 else 1
    parts = [divmod(abs(total) * weight, weight_sum) for weight in weights]
    shares = [quotient for quotient, _remainder in parts]
    short = abs(total) - sum(shares)
    by_remainder = sorted(range(len(parts)), key=lambda i: (-parts[i][1], i))
    for index in by_remainder[:short]:
        shares[index] += 1
    return [sign * part for part in shares]


def split_by_keys(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """:func:`split_by_weights` over named shares; ties go to the smaller key."""
    keys = sorted(weights)
    return dict(zip(keys, split_by_weights(total, [weights[key] for key in keys]), strict=True))


if TYPE_CHECKING:
    _Field = models.Field[Decimal | int | str, Decimal]
else:
    _Field = models.Field


class MoneyField(_Field):
    """An amount of money: ``Decimal`` yuan in Python, ``bigint`` fen in the database."""

    description = _("Amount in yuan")
    empty_strings_allowed = False
    max_digits = 16

    def get_internal_type(self) -> str:
        return "BigIntegerField"

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else from_fen(int(value))

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        if isinstance(value, float):
            raise TypeError("money is never a float")
        try:
            return Decimal(value)
        except (InvalidOperation, ValueError, TypeError) as exc:
            raise ValidationError(_("“%(value)s” is not an amount."), params={"value": value}) from exc

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if value is None or hasattr(value, "resolve_expression"):
            return value
        if isinstance(value, Decimal | int | str):
            return to_fen(value)
        raise TypeError(f"money must be Decimal, int or str, not {type(value).__name__}")

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    @property
    def validators(self) -> list[Any]:  # type: ignore[override]
        return [*super().validators, DecimalValidator(self.max_digits, 2)]

    def formfield(self, **kwargs: Any) -> Any:
        from django import forms

        return super().formfield(
            **{"form_class": forms.DecimalField, "max_digits": self.max_digits, "decimal_places": 2, **kwargs}
        )
