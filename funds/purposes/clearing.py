"""What pages of the monthly clearing with institutions are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "clearings": _(
        "The months cleared with institutions. Finance of the city starts a month here; open one to "
        "see how far it is."
    ),
    "clearing": _(
        "One month on its way: what each county has done, who owes whom between counties, and the step "
        "that waits for somebody."
    ),
    "start_clearing": _(
        "Every institution's statement of the month is computed. The month takes no further bills; "
        "late ones fall into the next open month."
    ),
    "restart_clearing": _(
        "For a month that was sent back or failed: its statements are computed anew, and whoever "
        "starts it may not review it."
    ),
    "review_clearing": _(
        "Confirm the month's statements. Amounts between counties, entries and payment instructions "
        "follow at once; who started it may not review."
    ),
    "send_back_clearing": _(
        "The month takes bills and deductions again and is then started anew. Possible only until it "
        "is posted."
    ),
    "continue_clearing": _(
        "The statements stay confirmed: only netting, posting or payment instructions that stopped go "
        "on. Mend first what stopped them."
    ),
    "close_clearing": _(
        "Declares a fully paid month finished; a closed month is never opened again. The accounting "
        "month is closed apart from this."
    ),
    "statements": _(
        "What each institution gets for the month: open one for approved, deducted, withheld and paid "
        "amounts. Once sent, mark them as sent here."
    ),
    "send_statements": _(
        "Enter on which day and by which way the statements went to the institutions: all the list "
        "showed that were not sent yet, or those you tick."
    ),
    "send_statement": _(
        "Enter on which day and by which way this statement went to the institution; sent once more, it is "
        "a further sending."
    ),
    "confirm_statement": _("The institution says the statement is right: enter the day."),
    "object_to_statement": _(
        "The institution says the statement is wrong: enter its words; the city is told on its desk and answers."
    ),
    "answer_statement": _(
        "Enter what the city told the institution, and when. Not by whoever entered the objection."
    ),
    "withdraw_sending": _(
        "A sending entered by mistake stops counting; the statement stands as before, the entry is kept "
        "with your reason."
    ),
    "statement": _(
        "What the institution gets for the month, line by line: approved, deducted, withheld, paid. "
        "Print it for the institution."
    ),
    "statement_bills": _(
        "The settled bills the statement was added up from, one by one: look here when the institution "
        "doubts an amount."
    ),
    "institution_statements": _(
        "One institution's monthly statements, the latest first; open one to see what a month's amount "
        "is made of."
    ),
    "payments": _(
        "The payment batches that came out of this month's clearing; each waits for approval, then for "
        "the bank's answers."
    ),
}
