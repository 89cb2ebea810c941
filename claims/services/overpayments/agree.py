"""How a debt is paid back: an agreement with instalments."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import Instalment, Overpayment
from claims.rules.overpayments import Part, Standing, schedule, standing
from claims.services.counters import counter_for
from config.money import from_fen, to_fen
from institutions.models import Duty, User

from .states import OverpaymentRefused, locked, state_after


@transaction.atomic
def agree(
    *,
    debt: Overpayment,
    agreement_no: str,
    agreed_on: dt.date,
    parts: int,
    first_due: dt.date,
    may_offset: bool,
    acting_user: User,
) -> Overpayment:
    """Spread what is still owed over ``parts`` months from ``first_due``; a former agreement is replaced.

    Duty to handle. Raises :class:`OverpaymentRefused` when the parts cannot be.
    """
    debt = locked(debt)
    counter_for(debt, acting_user, Duty.HANDLE)
    debt.state = state_after(debt, "agree")
    if first_due < agreed_on:
        raise OverpaymentRefused(_("The first instalment is due before the agreement."))
    try:
        planned = schedule(to_fen(debt.outstanding), parts=parts, first_due=first_due)
    except ValueError as wrong:
        raise OverpaymentRefused(_("%(amount)s yuan cannot be paid in %(parts)s parts."),
                                 amount=debt.outstanding, parts=parts) from wrong  # fmt: skip
    debt.agreement_no, debt.agreed_on, debt.may_offset = agreement_no, agreed_on, may_offset
    debt.save(update_fields=["state", "agreement_no", "agreed_on", "may_offset"])
    Instalment.objects.filter(overpayment=debt).delete()
    Instalment.objects.bulk_create(
        Instalment(overpayment=debt, n=part.n, due_on=part.due_on, amount=from_fen(part.amount))
        for part in planned
    )
    return debt


def standing_of(debt: Overpayment, today: dt.date) -> list[Standing]:
    """Every instalment with what came back since the agreement, the earliest due first."""
    rows = Instalment.objects.filter(overpayment=debt).order_by("n")
    parts = [Part(row.n, row.due_on, to_fen(row.amount)) for row in rows]
    agreed_over = sum(part.amount for part in parts)
    return standing(parts, recovered=agreed_over - to_fen(debt.outstanding), today=today)
