"""What pages of premiums to the serious-illness insurer are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "premiums": _(
        "Premiums paid to the serious-illness insurer: finance works one out, another person approves, "
        "then it goes into a batch."
    ),
    "work_out_premium": _(
        "Heads insured times the policy's premium, less instalments already standing. A second person "
        "then approves."
    ),
    "premium": _(
        "One instalment: heads and amount by county, who worked it out and approved it, and its payment."
    ),
    "approve_premium": _("The premium may be put into a payment batch then. Not by whoever worked it out."),
    "drop_premium": _(
        "This instalment is not paid; say why. Not possible while a payment instruction stands."
    ),
    "pay_premiums": _(
        "Puts every approved premium of a scheme into one batch; another person approves it before the "
        "bank pays."
    ),
    "insurer_accounts": _(
        "The accounts insurers are paid to, each in force from a day; finance enters one, a second "
        "person approves."
    ),
    "insurer_account": _(
        "Enter the account an insurer's premiums are paid to; nothing is paid there until another "
        "person approved it."
    ),
    "approve_insurer_account": _(
        "Premiums are paid to this account from its first day on. Not by whoever entered it."
    ),
    "withdraw_insurer_account": _(
        "For an account entered wrongly; possible only before a second person approved it."
    ),
}
