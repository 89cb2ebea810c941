"""What pages of the common funds, trends and the inpatient ratio are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "book_reserve": _(
        "The money moves between the common fund and the counties in the books. Not by whoever entered it."
    ),
    "refuse_reserve": _(
        "Nothing of this movement of the common fund is booked; say why, it may be proposed anew."
    ),
    "distribute_reserve": _(
        "Shares out among counties what a year's settlement collected, by what the policy weighs; a "
        "second person books it."
    ),
    "fund_curves": _(
        "How reserves and counties' balances went by month and year, drawn from the ledger; the city "
        "sees all, a county its own."
    ),
    "inpatient_ratio": _(
        "What the funds really paid of in-scope inpatient costs by county and month, beside the aim of "
        "the policy."
    ),
}
