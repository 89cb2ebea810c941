"""What pages of the fund's accounts at the bank are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "bank_accounts": _(
        "The fund's accounts at banks: open one for its statement beside the books; new ones are "
        "entered and approved by two people."
    ),
    "prepare_bank_account": _(
        "Enter a new account of the fund, or another one for the same money from a day; it waits for "
        "another person's approval."
    ),
    "approve_bank_account": _(
        "The account is in force from its first day; the one before it ends then. Not by whoever entered it."
    ),
    "withdraw_bank_account": _(
        "For an account of the fund entered wrongly: nobody can approve it any more; the reason stays "
        "with it."
    ),
    "fund_account": _(
        "The bank's lines of a month beside the books: match them, and see what is left on either side."
    ),
    "match_bank": _(
        "Finds the bank's lines again in the books; what is left can be matched by hand. Doing it "
        "again does no harm."
    ),
    "match_by_hand": _(
        "Say which entries are this line of the bank, and why; sums must agree. It can be undone."
    ),
    "hand_matches": _("Every match made by hand, with who and why; undo one here if it was wrong."),
    "undo_hand_match": _(
        "Takes a match by hand back, with the reason: the bank's line and the entries are free to be "
        "matched again."
    ),
    "bank_reconciliation": _(
        "The bank's balance beside the books' at month end, with every outstanding item between them."
    ),
    "bank_reconciliation_print": _("The month's bank reconciliation on paper, to be signed and filed."),
    "agreed_rates": _(
        "Interest rates agreed with banks, account by account; finance enters one, a second person "
        "puts it in force."
    ),
    "enter_rate": _(
        "Enter the rate of the agreement with the bank and its first day; it waits for another "
        "person's approval."
    ),
    "approve_rate": _(
        "Interest is reckoned by this rate from its first day; the rate before ends. Not by whoever "
        "entered it."
    ),
    "withdraw_rate": _(
        "A rate that was entered wrongly is taken back before anybody approved it; why stays in the list."
    ),
    "interest": _(
        "Each account's interest of the quarter: reckoned by the agreed rate beside what the bank "
        "credited; explain differences."
    ),
}
