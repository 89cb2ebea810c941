"""The year's months, cleared by the city's people through real workers and paid by the rehearsals' bank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from config.demo.bank import answer
from config.demo.policy import year_of
from config.demo.staff import Cast
from config.demo.world import SCHEME
from config.periods import Month
from config.scoping import acting_as
from funds.models import Clearing, Payment
from funds.services.clearing.drive import Drive, People
from funds.services.clearing.faults import ClearingRefused
from funds.services.payments.reissue import reissue_payments
from institutions.models import Duty
from institutions.services.lay_out_area import AreaLayout

Tell = Callable[[str], object]
MONTHS = range(1, 13)
State = Clearing.State


def months_of(layout: AreaLayout) -> list[Month]:
    """The months of the invented year that are cleared."""
    return [Month(year_of(layout.area.code), number) for number in MONTHS]


def post_month(month: Month, layout: AreaLayout, cast: Cast, tell: Tell) -> Clearing:
    """Bring ``month`` through adjudication, review, netting and posting, its payments prepared."""
    return _drive(month, layout, cast, tell).to(State.POSTED)


def clear_inline(month: Month, layout: AreaLayout, cast: Cast) -> Clearing:
    """Close ``month``, its jobs done in this process: no worker is needed."""
    return finish(replace(_drive(month, layout, cast, str), inline=True), str)


def pay_month(month: Month, layout: AreaLayout, cast: Cast, tell: Tell) -> Clearing:
    """Pay ``month``, issue again what the bank could not pay, and close it."""
    return finish(_drive(month, layout, cast, tell), tell)


def finish(drive: Drive, tell: Tell) -> Clearing:
    """Close the month under way, what the bank refused issued once more."""
    try:
        return drive.to(State.CLOSED)
    except ClearingRefused:
        if not _issue_again(drive, tell):
            raise
    return drive.to(State.CLOSED)


def _drive(month: Month, layout: AreaLayout, cast: Cast, tell: Tell) -> Drive:
    return Drive(
        area=layout.area,
        month=month,
        insutype=SCHEME,
        people=People(*(cast.at(layout.city, duty) for duty in (Duty.FINANCE, Duty.REVIEW, Duty.APPROVE))),
        bank=answer,
        tell=tell,
    )


def is_ready_to_pay(month: Month, layout: AreaLayout, cast: Cast) -> bool:
    """Posted, and its payments prepared."""
    drive = _drive(month, layout, cast, str)
    clearing = drive.clearing()
    if clearing is None or clearing.state not in (State.POSTED, State.PAID, State.CLOSED):
        return False
    return drive.payments_prepared(clearing)


def _issue_again(drive: Drive, tell: Tell) -> int:
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
