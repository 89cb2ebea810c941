"""What a year or a case would cost by other rules."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "what_if": _(
        "Reports on settled years tried with another policy: what each fund, county and group would have "
        "paid. Ask a new one here."
    ),
    "ask_what_if": _(
        "Choose a settled year and the policy to try on it; you first see how many bills are concerned, "
        "then the run starts. Settlements stay as they are."
    ),
    "what_if_report": _(
        "What the year cost and what it would have cost under the policy tried, by fund, county and "
        "group; for discussion only, no settlement changes."
    ),
    "payment_what_if": _(
        "What an institution would be paid for a case or a year by the payment method chosen, with the "
        "formula. Nothing is stored."
    ),
    "payment_what_if_sheet": _(
        "Works out the cases of a sheet by their payment methods, each with its formula. Nothing is stored."
    ),
}
