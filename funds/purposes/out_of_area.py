"""What pages of care outside the area are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "out_of_area": _(
        "The province's monthly lists of our people's care elsewhere: compare with ours, explain "
        "differences, confirm, then pay."
    ),
    "out_of_area_month": _(
        "One month of the province's list beside our settlements, by outcome: explain what differs, "
        "then confirm to the province."
    ),
    "out_of_area_lines": _(
        "Every bill of the province's list beside ours; filter by outcome and explain the differing ones."
    ),
    "compare_out_of_area": _(
        "Compares the province's list again with what is settled by now, after bills were mended."
    ),
    "explain_out_of_area": _(
        "Say what this bill's difference is; the month cannot be confirmed while one is unexplained."
    ),
    "explain_out_of_area_outcome": _(
        "One sentence for all bills of the same outcome that nobody has explained yet."
    ),
    "confirm_out_of_area": _(
        "The month is owed to the province then and its list does not change. The clearing must be "
        "posted; not by whoever explained a difference."
    ),
    "province": _(
        "What the province holds of ours beside the ledger: advances, amounts owed, money given back, "
        "and its account."
    ),
    "province_account": _(
        "Enter the account we pay the province to; it is paid to once another person approved it."
    ),
    "approve_province_account": _("The account is paid to from its first day on. Not by whoever entered it."),
    "province_advance": _(
        "Enter the advance a notice of the province asks for; what our policy reckons stands beside "
        "it. It then waits for payment."
    ),
    "withdraw_advance": _(
        "For an advance entered wrongly: no batch pays it any more. Not possible once a payment was prepared."
    ),
    "pay_province": _(
        "Puts everything owed to the province out of one scheme into one batch; another person approves it."
    ),
    "province_receipt": _(
        "Enter money the province gave back, by the bank's slip. It is booked once a reviewer checked it."
    ),
    "check_province_receipt": _(
        "Compare the money given back with the bank's slip: once checked it is booked. Not by whoever "
        "entered it."
    ),
    "withdraw_province_receipt": _(
        "For money from the province entered wrongly and not checked yet: it is never booked; the "
        "reason is kept."
    ),
    "withdraw_province_account": _(
        "For an account of the province entered wrongly; possible only before a second person approved it."
    ),
}
