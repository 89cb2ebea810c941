"""What people owe the fund, and what it owes them without a case."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "overpayments": _(
        "What people were paid too much and must give back: recorded, confirmed, agreed upon, paid back; "
        "late instalments show here."
    ),
    "record_overpayment": _(
        "Record who was paid too much, how much and why. It is owed only when a second person has confirmed it."
    ),
    "overpayment": _(
        "The debt, its instalments, what came back and what is still owed, and what can be done now."
    ),
    "confirm_overpayment": _(
        "Confirms the overpayment as a second person: from then on the person owes the amount to the fund."
    ),
    "withdraw_overpayment": _(
        "Takes back an overpayment nobody has confirmed: nothing was paid too much, nothing is owed."
    ),
    "agree_overpayment": _(
        "Spreads what is still owed evenly over monthly instalments; a former agreement is replaced."
    ),
    "receive_overpayment": _(
        "Enter money that came to the fund's account, by the bank's slip. It counts once a second person "
        "has checked it."
    ),
    "check_recovery": _(
        "Confirms the receipt against the bank's statement, as a second person. With the last of the "
        "money the debt ends."
    ),
    "drop_recovery": _("Takes out a receipt that was entered by mistake and that nobody has checked."),
    "ask_write_off": _(
        "Ask to give up what cannot be recovered, with the reason. Somebody else who approves decides."
    ),
    "decide_write_off": _(
        "Approves or refuses what another person asked for. What is written off is not recovered any more."
    ),
    "payable": _(
        "An amount owed to a person, to which account it goes, and whether the bank paid it. After a "
        "failure enter another account here."
    ),
    "payable_account": _(
        "Enter the account to use instead, after the bank could not pay. A second person checks it, then "
        "the payment is issued again."
    ),
    "check_payable_account": _(
        "Compare the new account with the bank card, as a second person. From then on the payment can be "
        "issued again."
    ),
}
