"""Maternity allowances."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "maternity_allowances": _(
        "Maternity allowances from the registered birth to the payment: reckoned by one person, reviewed "
        "by a second, then paid."
    ),
    "register_maternity": _(
        "Enter the birth and the employer's mean monthly base; any counter of the area may do it. The "
        "allowance is reckoned next."
    ),
    "maternity_allowance": _(
        "The birth, the days and amount with their clauses, the account and the payment, and what can be "
        "done now."
    ),
    "change_maternity": _("Put the facts of the birth right; only until the allowance is reckoned."),
    "calculate_maternity": _(
        "Fixes days and amount by the policy of the day of the birth. A second person reviews them next."
    ),
    "review_maternity": _(
        "Confirms the allowance as a second person. From then on it is owed; a checked account must be there."
    ),
    "return_maternity": _(
        "Opens a reckoned allowance again, so that its facts can be put right and it is reckoned anew."
    ),
    "withdraw_maternity": _("Ends an allowance nobody has reckoned yet, for the reason you give."),
    "maternity_account": _(
        "Enter the account of the woman, or of the employer who paid her wage. A second person checks it "
        "before anything is paid."
    ),
    "check_maternity_account": _(
        "Compare every digit with the bank card, as a second person. Without this check the allowance is "
        "not paid."
    ),
    "maternity_decision": _(
        "For the woman and her employer: days and amount of the allowance, with their clauses."
    ),
}
