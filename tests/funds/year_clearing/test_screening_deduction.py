"""A decided finding of the screening through whole months: greater than a method's part, than the month, never lost."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from claims.models import BillFinding, GroupCatalogue, Settlement
from claims.services.findings.review import confirm, propose
from config.money import to_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Payment, Statement
from funds.reads.trial_balance import trial_balance
from funds.services.clearing.close import obligations_left

from .conftest import YearTown, group

APRIL, MAY = Month(2020, 4), Month(2020, 5)


def decided_finding(town: YearTown, bill_of: Settlement, yuan: str) -> None:
    """Replied to, first reviewed by the clerk, second by the reviewer, in April."""
    cast, day = town.cast, dt.date(2020, 4, 20)
    with system_scope():
        finding = BillFinding.unscoped.create(
            bill=bill_of.bill, check_key="long_stay", params={"days": 99, "limit": 90}, found_at=timezone.now(),
            amount=Decimal(yuan), state="replied", due_on=dt.date(2020, 4, 10),
        )  # fmt: skip
    with acting_as(cast.clerk_east):
        propose(
            finding=finding, amount=Decimal(yuan), reason="理由不成立", acting_user=cast.clerk_east, today=day
        )
    with acting_as(cast.reviewer_east):
        confirm(finding=finding, acting_user=cast.reviewer_east, today=day)


def expense(town: YearTown) -> int:
    with system_scope():
        lines = trial_balance(books=town.town.books, month=Month(2020, 6)).lines
    return {line.code: line.closing for line in lines}["5001"]


def shown(statement: Statement) -> tuple[int, ...]:
    names = ("by_method", "det_sumamt", "det_later", "dpst_sumamt", "act_dfr_amt")
    return tuple(to_fen(getattr(statement, name)) for name in names)


def test_a_screening_deduction_goes_through_methods_and_months(year_town: YearTown) -> None:
    town, cast = year_town.town, year_town.cast
    hospital = cast.hospital_east
    with system_scope():
        march = Settlement.unscoped.filter(institution=hospital, insu_county=cast.east).latest("hifp_pay")
        dip = GroupCatalogue.objects.get(method="dip")
    before = expense(year_town)
    # DIP owes 200.00 for a stay billed at 300.00; other care is 100.00 by item: 300.00 in all, 450.00 are deducted.
    stay = town.settle(hospital, cast.east, 30_000, month=APRIL)
    town.settle(hospital, cast.west, 10_000, month=APRIL)
    with system_scope():
        group(stay, dip, 10, 20_000)
    decided_finding(year_town, march, "450.00")
    april = town.pay_everything(town.cleared(APRIL))
    assert shown(year_town.statement(hospital, APRIL)) == (-10_000, 30_000, 15_000, 0, 0)
    with system_scope():
        assert not Payment.objects.filter(clearing=april).exclude(amount__gt=0).exists()
        assert not Payment.objects.filter(statement=year_town.statement(hospital, APRIL)).exists()
    assert expense(year_town) == before
    # May bears the 150.00 that stayed, and the deposit is reckoned on what is left.
    town.settle(hospital, cast.east, 50_000, month=MAY)
    may = town.pay_everything(town.cleared(MAY))
    assert shown(year_town.statement(hospital, MAY)) == (0, 15_000, 0, 1_750, 33_250)
    # What two months owed less 450.00, to the fen, and nothing left between the books.
    assert expense(year_town) - before == 20_000 + 10_000 + 50_000 - 45_000
    with system_scope():
        assert obligations_left(may, town.books) == obligations_left(april, town.books) == 0
