"""What pages of working capital lent to institutions are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "capital": _(
        "Money lent to institutions for the year, from the proposal to what comes back. Open a loan "
        "for its next step."
    ),
    "propose_capital": _(
        "Works out each institution's loan from last year's cleared payments. Loans agreed already "
        "stay as they are."
    ),
    "capital_loan": _(
        "One institution's loan: how the amount came about, agreement, payment, what came back, and "
        "its entries."
    ),
    "capital_print": _("The loan agreement for both sides to sign; once it is signed, finance enters it."),
    "agree_capital": _(
        "Enter the signed agreement. Last year's open loan may be carried over into it; another person "
        "approves."
    ),
    "approve_capital": _(
        "The loan may be paid then; what is carried over from last year moves at once. Not by whoever "
        "proposed it or entered the agreement."
    ),
    "pay_capital": _(
        "Puts all approved loans of one lender and scheme into one batch; another person approves it "
        "before the bank pays."
    ),
    "drop_capital": _(
        "The loan is not given; say why. Not possible once its payment was ordered or last year's rest "
        "was carried over."
    ),
    "return_capital": _(
        "Enter money the institution paid back, by the bank's slip. It counts and is booked once "
        "another person checked it."
    ),
    "set_off_capital": _(
        "Takes the repayment out of what a monthly clearing pays the institution; another person "
        "checks it first."
    ),
    "check_capital": _(
        "Money returned is booked at once; a set-off waits for the clearing. Not by whoever entered "
        "the repayment."
    ),
    "refuse_capital": _(
        "The repayment was entered wrongly: say why; nothing is booked and the loan stays open by that "
        "amount."
    ),
    "capital_balances": _(
        "What each county's institutions still have of their loans, beside the ledger; both must agree."
    ),
}
