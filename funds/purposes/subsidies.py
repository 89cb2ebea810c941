"""What pages of fiscal subsidies are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "subsidies": _(
        "What each government owes in subsidies this year, what came in and what is late; late ones "
        "lead to a letter."
    ),
    "subsidy_receipts": _(
        "Subsidies that reached the fiscal special account: finance enters them, a second person "
        "checks them into the books."
    ),
    "enter_subsidy": _(
        "Enter what a government paid in for a county's people, by the voucher; a second person checks "
        "it into the books."
    ),
    "check_subsidy": _(
        "Compare the subsidy with the voucher: once checked, it is in the books. Not by whoever entered it."
    ),
    "drop_subsidy": _(
        "For a subsidy entered wrongly: it never reaches the books; say why. Only before it is checked."
    ),
    "subsidy_letters": _("Letters written to governments whose subsidy is late; open one to print it."),
    "subsidy_letter": _(
        "The letter to a government that is late, with what was short on the day it was written; print "
        "and send it."
    ),
}
