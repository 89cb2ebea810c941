"""Bills people paid themselves."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "reimbursements": _(
        "Cases of people who paid for care themselves and ask for their share. Receive, enter bills, "
        "settle, review; then the money is paid."
    ),
    "register_reimbursement": _(
        "Takes in the case of somebody who paid a bill; any counter of the area may do it. Enter the "
        "bills next."
    ),
    "reimbursement": _(
        "The whole case: papers, bills and how each was reckoned, the account, the payment, and what can "
        "be done now."
    ),
    "reimbursement_papers": _(
        "Note which papers came and which are missing. The time to finish runs from the day on which none"
        " is missing."
    ),
    "add_reimbursement_scan": _(
        "Keep a scan of an invoice, a list of charges or another paper with this case, for whoever reviews it."
    ),
    "enter_case_bill": _(
        "Enter one bill the person brought: institution, days and amounts; fee lines can follow. It can "
        "be changed until the case is settled."
    ),
    "reimbursement_bill": _(
        "One bill of the case with its fee lines. Put it right here until the case is settled; afterwards"
        " it only shows."
    ),
    "enter_fee_line": _(
        "Enter the bill's fee lines one by one; a line with a number used already replaces the earlier one."
    ),
    "remove_case_bill": _(
        "Takes an unsettled bill out of the case together with its fee lines; it can be entered again."
    ),
    "remove_fee_line": _("Takes one fee line out of a bill that is not settled yet."),
    "settle_reimbursement": _(
        "Settles all bills of the case in the order of entry, or none: the bill that cannot be settled is"
        " named. A second person reviews next."
    ),
    "return_reimbursement": _(
        "Cancels the settlements of the case and opens its bills again; ceilings they used are free "
        "again. Put them right and settle anew."
    ),
    "review_reimbursement": _(
        "Confirms the settled case as a second person. From then on the amount is owed; a checked account"
        " must be there."
    ),
    "withdraw_reimbursement": _("Ends a case that is not settled; its bills can be brought again."),
    "reimbursement_account": _(
        "Enter the bank account the money goes to. A second person checks it against the card before "
        "anything is paid."
    ),
    "check_case_account": _(
        "Compare every digit with the bank card, as a second person. Without this check the case is not paid."
    ),
    "reimbursement_slip": _(
        "For the person to take along: what was handed in, and by when the case is finished."
    ),
    "reimbursement_notice": _(
        "For the person to take along: which papers are missing, and by when they are to be handed in."
    ),
    "reimbursement_receipt": _(
        "For the person: what each payer bears of every bill, and what is left to the person, on one sheet."
    ),
}
