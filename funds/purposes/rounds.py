"""What pages of the monthly round of money and of sweeps are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "rounds": _(
        "Each month's money from plan to transfer: counties plan, the city applies to finance, money "
        "comes in and goes on. Open next month here."
    ),
    "open_round": _(
        "Opens the steps of the month for the city and its counties, with the days the policy names."
    ),
    "round": _(
        "One month at a glance: where every unit's steps stand, what was planned, came in and was spent."
    ),
    "round_step": _(
        "One step of one unit: whose turn, until when, and its figures or money; what may be done now "
        "stands above."
    ),
    "fill_round_step": _(
        "Figures are filled in from the books; correct what you know better. Saving does not hand the "
        "paper in."
    ),
    "submit_round_step": _(
        "Hands the paper to the second person; it can be changed only if it is sent back."
    ),
    "accept_round_step": _(
        "The paper counts and the next step can build on it. Not by whoever handed it in; see whether "
        "it keeps within the budget."
    ),
    "send_back_round_step": _(
        "The unit corrects the paper and hands it in again; say what is wrong. An accepted one too, "
        "while nothing builds on it."
    ),
    "enter_appropriation": _(
        "Enter what finance paid, by the bank's slip, up to what was applied for; booked once another "
        "person approved it."
    ),
    "book_appropriation": _(
        "The money is booked and can go on to the counties; their days begin. Not by whoever entered it."
    ),
    "refuse_appropriation": _(
        "The payment of finance was entered wrongly: nothing is booked; say why, it may be entered anew."
    ),
    "transfer_appropriation": _(
        "What each county gets of the money, filled in by what is open of its plan; another person "
        "approves before it moves."
    ),
    "book_transfers": _(
        "All waiting transfers of this money are booked, county by county. Not by whoever prepared them."
    ),
    "refuse_transfers": _(
        "All waiting transfers of this money go back; nothing is booked. Finance prepares them anew."
    ),
    "sweeps": _(
        "County accounts that must be at zero: balance before, swept up, balance after. Enter and "
        "confirm sweeps and interest here."
    ),
    "confirm_sweep": _(
        "You saw the sweep on the bank's statement: it is booked then. Not by whoever entered it."
    ),
    "refuse_sweep": _("The sweep was entered wrongly: nothing is booked; say why, it may be entered anew."),
    "enter_interest": _(
        "Enter interest the bank credited to an account, by its slip; booked once another person of "
        "the city confirmed it."
    ),
    "confirm_interest": _(
        "You saw the interest on the bank's statement: it is booked then. Not by whoever entered it."
    ),
    "refuse_interest": _(
        "The interest was entered wrongly: nothing is booked; say why, it may be entered anew."
    ),
}
