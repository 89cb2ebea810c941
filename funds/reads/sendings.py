"""Which statements were sent, and what institutions said to them. Reads under the caller's scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from funds.models import Clearing, Statement, StatementSending

NOT_SENT = "unsent"
State = StatementSending.State
SENDABLE = (Clearing.State.POSTED, Clearing.State.PAID, Clearing.State.CLOSED)
"""States of a month that cannot be sent back any more: its statements stay as they are."""
# How a statement stands: as its latest sending that was not withdrawn.
STANDS = {NOT_SENT: _("Not sent yet")} | {
    state.value: state.label for state in State if state != State.WITHDRAWN
}


@dataclass(frozen=True)
class Counted:
    """Of a month's statements, how many there are and how many were sent."""

    statements: int
    sent: int

    @property
    def unsent(self) -> int:
        return self.statements - self.sent


def standing() -> QuerySet[StatementSending]:
    """Those that were not withdrawn, the latest first."""
    found: QuerySet[StatementSending] = StatementSending.objects.exclude(state=State.WITHDRAWN)
    return found.order_by("-pk")


def with_sendings(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """For a list: each with what :func:`last_sending` reads, and ``stands`` (one of ``STANDS``) to be asked by. That is
    looked up for each statement by index, and only where it is asked for."""
    latest = standing().filter(statement=OuterRef("pk")).values("state")[:1]
    return statements.prefetch_related(Prefetch("sendings", standing(), to_attr="sent")).alias(
        stands=Coalesce(Subquery(latest), Value(NOT_SENT))
    )


def last_sending(statement: Statement) -> StatementSending | None:
    """The latest that was not withdrawn."""
    sent: list[StatementSending] | None = getattr(statement, "sent", None)
    if sent is None:
        return standing().filter(statement=statement).first()
    return sent[0] if sent else None


def stands(statement: Statement) -> str:
    sending = last_sending(statement)
    return sending.state if sending else NOT_SENT


def unsent_of(clearing: Clearing) -> QuerySet[Statement]:
    """The statements of the month that were not sent yet."""
    found: QuerySet[Statement] = with_sendings(Statement.objects.filter(clearing=clearing))
    return found.filter(stands=NOT_SENT)


def counts_of(clearings: Iterable[Clearing]) -> dict[int, Counted]:
    """By clearing; two grouped reads over the statements of just these months."""
    ids = [clearing.pk for clearing in clearings]
    statements = Statement.objects.filter(clearing__in=ids).order_by().values_list("clearing")
    sendings = standing().filter(statement__clearing__in=ids).order_by()
    sent = dict(sendings.values_list("statement__clearing").annotate(Count("statement", distinct=True)))
    return {key: Counted(number, sent.get(key, 0)) for key, number in statements.annotate(Count("pk"))}
