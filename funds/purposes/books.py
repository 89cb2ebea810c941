"""What pages of the fund's books are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "trial_balance": _(
        "Opening, movement and closing of every account; debits and credits must be equal. Open an "
        "account for its entries."
    ),
    "money_flow": _(
        "Where the month's money came from, through which accounts it went and what it was spent for; "
        "open an account for its entries."
    ),
    "accounts": _("Every account of the fund's books with its balance today; open one for its entries."),
    "account": _(
        "The account's entries of a month with the balance after each; open a voucher to see where it "
        "comes from."
    ),
    "entry": _(
        "One voucher: debit and credit, who made and checked it, the business it comes from, and what "
        "reversed it."
    ),
    "accounting_months": _(
        "Which months of which books are open, closed or wait for a second person; open one to close it."
    ),
    "ask_book": _(
        "Finance asks for a book of a scheme to be opened, with its first month; another person of the unit opens it."
    ),
    "open_asked_book": _(
        "The book is open from its first month on, and money can be booked. Not by whoever asked."
    ),
    "refuse_book": _("The book is not opened; say why. It may be asked for anew."),
    "accounting_month": _(
        "What is done for closing this month and what is still missing; ask for closing or reopening here."
    ),
    "ask_close": _(
        "Finance says everything of the month is booked and answers for warnings; once another person "
        "agrees, nothing more is booked into it."
    ),
    "ask_reopen": _(
        "Ask to open the latest closed month again and say why. Filed statements stay; new ones become "
        "a new version."
    ),
    "agree_month": _(
        "With your agreement the closing or reopening is done at once. Not by whoever asked for it."
    ),
    "refuse_month": _("The month stays as it is; finance reads your reason and may ask again."),
    "financial_statements": _(
        "Balance sheet, income and expenditure and notes of the chosen book and month, drawn from the "
        "ledger; print or file them here."
    ),
    "file_statements": _(
        "Keeps a copy as it is now, for good; the months must be closed. Later changes show beside it."
    ),
    "filed_statements": _(
        "Every statement that was filed, with day and version; open one to compare it with the books "
        "of today."
    ),
    "filed_statement": _(
        "The statement as it was filed beside what the books say now: a difference means the books "
        "changed since."
    ),
}
