"""The year's months, cleared by the city's people through real workers and paid by the rehearsals' bank."""

from __future__ import annotations

from collections.abc import Callable

from config.demo.bank import answer
from config.demo.staff import Cast
from config.demo.world import SCHEME, YEAR
from config.periods import Month
from config.scoping import acting_as
from funds.models import Clearing, Payment
from funds.services.clearing.drive import Drive, People
from funds.services.clearing.faults import ClearingRefused
from funds.services.clearing.reissue import reissue_payments
from institutions.models import Duty
from institutions.services.lay_out_area import AreaLayout

MONTHS = [Month(YEAR, number) for number in range(1, 13)]
State = Clearing.State


def clear_month(month: Month, layout: AreaLayout, cast: Cast, tell: Callable[[str], object]) -> Clearing:
    """Bring ``month`` to its close, issuing again what the bank could not pay; nothing when it is closed."""
    drive = Drive(
        area=layout.area,
        month=month,
        insutype=SCHEME,
        people=People(*(cast.at(layout.city, duty) for duty in (Duty.FINANCE, Duty.REVIEW, Duty.APPROVE))),
        bank=answer,
        tell=tell,
    )
    try:
        return drive.to(State.CLOSED)
    except ClearingRefused:
        if not _issue_again(drive, tell):
            raise
    return drive.to(State.CLOSED)


def _issue_again(drive: Drive, tell: Callable[[str], object]) -> int:
    """One new batch per payer with failed payments; how many payments."""
    accountant = drive.people.starter
    with acting_as(accountant):
        failed = list(
            Payment.objects.filter(
                clearing=drive.clearing(), state=Payment.State.FAILED, reissued_as__isnull=True
            ).select_related("clearing", "payer")
        )
        for payer in {payment.payer_id for payment in failed}:
            reissue_payments(
                payments=[payment for payment in failed if payment.payer_id == payer], acting_user=accountant
            )
    for payment in failed:
        tell(f"{drive.month}  {payment.number}: {payment.failure_reason}")
    return len(failed)


def closed_months(layout: AreaLayout) -> set[Month]:
    """The months of the year that are closed."""
    # Months are seen by every agency of the area; the demonstration is nobody's request.
    closed = Clearing.unscoped.filter(area=layout.area, insutype=SCHEME, state=State.CLOSED)
    return {Month.of(first) for first in closed.values_list("month", flat=True)}
