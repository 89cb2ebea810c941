"""Working capital of the year after: proposed for all, agreed in two counties, lent in one, partly returned."""

from __future__ import annotations

from decimal import Decimal

from config.demo.topics.paying import pay
from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.scoping import system_scope
from funds.models import CapitalLoan
from funds.services.capital.agree import agree_loan, approve_loan, drop_loan
from funds.services.capital.faults import CapitalRefused, NothingLent
from funds.services.capital.prepare import prepare_capital_payments
from funds.services.capital.propose import lenders_of, propose_capital
from funds.services.capital.repay import check_repayment, enter_return
from institutions.models import Agency, Duty


def fill(stage: Stage) -> int:
    """How many loans; none where the documents lend nothing."""
    with system_scope():
        if CapitalLoan.objects.filter(lender__area=stage.area).exists():
            return 0
    year = stage.year + 1
    try:
        act(stage.at(Duty.FINANCE), propose_capital, lenders=lenders_of(stage.city), year=year)
    except (NothingLent, CapitalRefused):
        return 0
    with system_scope():
        loans = list(
            CapitalLoan.objects.filter(lender__area=stage.area, year=year).select_related(
                "lender", "institution"
            )
        )
    lenders = [unit for unit in stage.units() if any(loan.lender == unit for loan in loans)]
    for number, lender in enumerate(lenders[:2]):
        own = [loan for loan in loans if loan.lender == lender]
        _agree(stage, own, approve=not number)
        if not number:
            _lend(stage, lender, own)
    return len(loans)


def _agree(stage: Stage, loans: list[CapitalLoan], *, approve: bool) -> None:
    """Agreed; approved where asked. The last of several does not want it."""
    finance, approver = stage.at(Duty.FINANCE), stage.at(Duty.APPROVE)
    for loan in loans:
        if loan is loans[-1] and len(loans) > 2:
            act(finance, drop_loan, loan=loan, reason=said()["capital"]["dropped"])
            continue
        agreed = act(
            finance, agree_loan, loan=loan, agreement_no=said()["capital"]["agreement"].format(loan=loan.pk),
            agreed_on=stage.day(1, 8, years_on=1),
        )  # fmt: skip
        if approve:
            act(approver, approve_loan, loan=agreed)


def _lend(stage: Stage, lender: Agency, loans: list[CapitalLoan]) -> None:
    """Paid in January; the first gives a part back, which a second person has checked."""
    finance = stage.at(Duty.FINANCE)
    batch = act(finance, prepare_capital_payments, lender=lender, insutype=SCHEME)
    pay(stage, batch, stage.day(1, 20, years_on=1))
    with system_scope():
        loan = CapitalLoan.objects.get(pk=loans[0].pk)
    amount = (loan.amount / 4).quantize(Decimal("0.01"))
    returned = act(
        finance, enter_return, loan=loan, amount=amount, received_on=stage.day(1, 28, years_on=1),
        evidence=said()["capital"]["slip"],
    )  # fmt: skip
    act(stage.at(Duty.REVIEW), check_repayment, repayment=returned)
