"""What a screening rule is.

Every rule sees ``b``: one bill of the run (``staging.BILLS``) with its person's sex, birth and death and its
institution's kind. A :class:`LineRule` sees ``l`` as well, a fee line with what the catalogue says of it; to a
:class:`TotalRule` ``b`` is what the lines of a bill come to together (``staging.TOTALS``). A :class:`SetRule` is a
query of its own over the table ``screened`` and over parts of it: ``screened_total`` and ``screened_line`` hold the
bills that the ``odd`` of one of them or a total rule asks for, ``screened_near`` and ``screened_uncovered`` those that
rules over visits and cover have to look at, ``screened_mean`` what is usual for a kind of care. A query never holds
one person's bills against another's: a run looks at people in parts. Amounts are fen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.models import BillFinding
from claims.rules.screening import limit_key

HINT, SUSPECT, BREACH = (
    BillFinding.Severity.HINT.value,
    BillFinding.Severity.SUSPECT.value,
    BillFinding.Severity.BREACH.value,
)


@dataclass(frozen=True)
class Rule:
    """``code`` (at most 40 characters) is stored; ``title`` is its name, ``compares`` what it holds against what.

    ``limits`` are the parameters of the policy section it needs: without them it does not run. ``told`` is what the
    finding tells the reader, each by its word (``words.LABELS``).
    """

    code: str
    title: Any
    compares: Any
    severity: str
    limits: tuple[str, ...] = ()

    def ready(self, known: Mapping[str, int]) -> bool:
        return all(limit_key(name) in known for name in self.limits)


@dataclass(frozen=True)
class BillRule(Rule):
    """Looks at one bill: ``when`` over ``b``; ``amount`` is what is in question."""

    when: str = field(kw_only=True)
    amount: str = field(default="b.fund", kw_only=True)
    told: Mapping[str, str] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True)
class TotalRule(BillRule):
    """Looks at all fee lines of a bill together."""


@dataclass(frozen=True)
class LineRule(Rule):
    """Looks at one fee line: ``when`` over ``b`` and ``l``; the lines of a bill that it hits are one finding."""

    when: str = field(kw_only=True)
    amount: str = field(default="l.amount", kw_only=True)


@dataclass(frozen=True)
class SetRule(Rule):
    """Looks at bills together: ``query`` gives bill, other bill or null, amount or null, and what is told as jsonb.

    The first bill is the one in question and lies in the run; with ``either`` the other may be the one that does.
    """

    query: str = field(kw_only=True)
    # What must hold of a bill's lines together for ``query`` to find it: without it, it meets no lines.
    odd: str = field(default="", kw_only=True)
    either: bool = False


def yuan(fen: str) -> str:
    """SQL: an amount in fen as text in yuan."""
    return f"round({fen} / 100.0, 2)::text"


def plain(number: str) -> str:
    """SQL: a quantity as text without idle zeros."""
    return f"trim_scale({number})::text"
