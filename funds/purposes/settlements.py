"""What acts of the year's settlement and of payments for gaps are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "draw_up_settlement": _(
        "Draws up who gets surpluses and who bears gaps of a year that is over, from the books as they "
        "stand; departments then agree."
    ),
    "redraw_settlement": _(
        "Draws the lists up anew from today's books, with the reason; the old version is kept and "
        "departments agree again."
    ),
    "agree_settlement": _(
        "Enter that a department agreed, with the number of its paper; when all have agreed, a second "
        "person approves."
    ),
    "approve_settlement": _(
        "All departments agreed; with your approval finance can post the year. Not by whoever drew it up."
    ),
    "post_settlement": _(
        "Reserves and balances move in the books and governments are asked to pay their gaps. A posted "
        "year stays as it is."
    ),
    "gap_demand": _(
        "The notice to a government to pay for its gap, on paper; a city's or region's lists all "
        "counties it pays for. Print and send it."
    ),
    "enter_gap_payment": _(
        "Enter what a government paid for its gap, by the voucher and up to what is open; a second "
        "person checks it."
    ),
    "check_gap_payment": _(
        "Compare the payment for the gap with the voucher: once checked, it is booked. Not by whoever "
        "entered it."
    ),
    "refuse_gap_payment": _(
        "The payment for the gap was entered wrongly: nothing is booked and the demand is open again "
        "by that amount."
    ),
    "dun_gap": _(
        "Writes to a government that is late, with what is short today; one letter a day. Print it and "
        "send it."
    ),
    "gap_letter": _("The letter to a government late with its gap, as it was written; print and send it."),
}
