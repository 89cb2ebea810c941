"""Say what differing lines of a list are; the caller has held the month and checked who says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import CLEARED, Settlement
from config.errors import DomainError
from config.periods import Month
from funds.models import Clearing, OutOfAreaLine, OutOfAreaMonth, PayerListLine, PayerListMonth
from funds.models.compared_lines import NEEDS_NO_WORD, NOT_EXPLAINED
from institutions.models import User

AnyMonth = OutOfAreaMonth | PayerListMonth
# Cleared and at least netted: what the month owes does not change any more.
FIXED = (Clearing.State.POSTED, Clearing.State.PAID, Clearing.State.CLOSED)


def is_posted(month: AnyMonth) -> bool:
    """Whether what the list's month and scheme owe is fixed: its clearing is posted, or, once the month is over, there
    is nothing to clear."""
    clearing = Clearing.unscoped.filter(area=month.area, month=month.month, insutype=month.insutype).first()
    if clearing is not None:
        return clearing.state in FIXED
    to_clear = Settlement.unscoped.filter(
        CLEARED, insu_county__area=month.area, insutype=month.insutype, clr_month=month.month
    )
    return Month.of(month.month).next_first <= timezone.localdate() and not to_clear.exists()


def lines_of(month: AnyMonth) -> QuerySet[OutOfAreaLine | PayerListLine]:
    model: Any = OutOfAreaLine if isinstance(month, OutOfAreaMonth) else PayerListLine
    found: QuerySet[OutOfAreaLine | PayerListLine] = model.unscoped.filter(statement_month=month)
    return found


def not_explained(month: AnyMonth) -> QuerySet[OutOfAreaLine | PayerListLine]:
    """Lines that differ and of which nobody has said why."""
    return lines_of(month).filter(NOT_EXPLAINED)


def note_explanation(
    *, month: AnyMonth, lines: Iterable[int], explanation: str, acting_user: User, refused: type[DomainError]
) -> None:
    """Say of differing lines (by id) what they are; raises ``refused``."""
    if not explanation.strip():
        raise refused(_("Say what the difference is."))
    asked = set(lines)
    found = lines_of(month).filter(pk__in=asked).exclude(outcome__in=NEEDS_NO_WORD)
    if found.count() != len(asked) or not asked:
        raise refused(_("The list changed since you looked at it: look again."))
    found.update(explanation=explanation.strip()[:300], explained_by=acting_user)


def require_confirmable(
    *, month: AnyMonth, seen: object, acting_user: User, refused: type[DomainError]
) -> None:
    """Of a month just compared: everything explained, by others than ``acting_user``, as it was shown to them."""
    lines = lines_of(month)
    if open_lines := lines.filter(NOT_EXPLAINED).count():
        raise refused(_("%(count)s differences are not explained yet."), count=open_lines)
    if month.owed != seen:
        raise refused(_("The list changed since you looked at it: look again."))
    if not lines.exclude(seqno="").exists():
        raise refused(_("The list of this month was not imported yet."))
    if lines.filter(explained_by=acting_user).exists():
        raise refused(_("Whoever explained differences of a month cannot confirm it."))
