"""What pages of payments to institutions and people are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "batches": _(
        "Everything sent or to be sent to the bank, batch by batch: who waits for approval, what is "
        "under way, what failed."
    ),
    "batch": _(
        "Every payment of the batch with its account and how it ended. Approve it, fetch the bank's "
        "file, issue failed ones again."
    ),
    "approve_batch": _(
        "Last look before money moves: afterwards the file can go to the bank. Whoever prepared the "
        "batch may not approve it."
    ),
    "reissue": _(
        "Payments that failed or came back go into a new batch, to the accounts approved today; another person "
        "approves it."
    ),
    "payables": _(
        "What counters have reviewed for people and is owed to them, such as reimbursements and "
        "allowances; from here it goes into a batch."
    ),
    "prepare_people": _(
        "Puts everything a payer owes people of a scheme into one batch; another person approves it "
        "before it goes to the bank."
    ),
    "pay_procurement": _(
        "Puts everything approved out of procurement into one batch of a payer and scheme; another "
        "person approves it."
    ),
    "procurement_balances": _(
        "What was paid to suppliers for institutions and is not set off yet, beside the ledger; both "
        "must agree."
    ),
    "sent_back": _(
        "What the bank paid and sent back later: entered from its slip, checked by a second person, then issued again."
    ),
    "check_payback": _(
        "The money is booked back for its payee and can be issued again; whoever entered the slip cannot check it."
    ),
    "withdraw_payback": _("For a slip entered wrongly; possible only before a second person checked it."),
    "enter_unclaimed": _(
        "For money that came back and that nobody is left to be paid; it waits for the approval of a second person."
    ),
    "approve_unclaimed": _(
        "What is held for the payee becomes other income; whoever entered it cannot approve it."
    ),
    "withdraw_unclaimed": _(
        "For a payee who was found after all, or a wrong entry; possible only before the approval."
    ),
    "enter_payback": _(
        "Enter the bank's slip of a paid payment that came back; nothing is booked until a second person checks it."
    ),
}
