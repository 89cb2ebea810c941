"""Payment budgets of counties and institutions."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "budgets": _(
        "Payment budgets by year and scheme. The city sets the counties' caps, a second person approves, "
        "then counties negotiate."
    ),
    "draft_budget": _(
        "Works out a draft from last year's payments, in the background. Then set the caps and hand them "
        "in for approval."
    ),
    "budget": _(
        "The whole budget with the caps of all counties. The city changes caps until they are handed in."
    ),
    "submit_budget": _("Hands the caps in for approval; nothing can be changed meanwhile."),
    "approve_budget": _(
        "Approves the caps as a second person; counties then see theirs and negotiate with their institutions."
    ),
    "return_budget": _("Sends the caps back to be changed, with the reason."),
    "drop_budget": _("This draft is not pursued; it is kept with the reason, and another can be drafted."),
    "budget_use": _(
        "What was used of the budget by institution and month, as last counted, with what is warned of."
    ),
    "count_budget_use": _("Counts anew, in the background, what the pooled fund has paid of every budget."),
    "county_budget": _(
        "The county's cap and the budget of each of its institutions, negotiated row by row; hand it in "
        "when all are agreed or set."
    ),
    "budget_share": _(
        "How this budget came about: the rounds of negotiation, its months, and later adjustments."
    ),
    "new_budget_share": _(
        "Add an institution or method that had nothing last year. In a decided budget it starts with "
        "nothing until it is adjusted."
    ),
    "hand_in_county_budget": _(
        "Hands in the negotiated budgets; all must be agreed or set, within the cap. Somebody who took no"
        " part decides."
    ),
    "decide_county_budget": _(
        "Decides the institutions' budgets and splits them into months. Not by whoever negotiated or "
        "handed them in."
    ),
    "return_county_budget": _("Sends the county's result back to be negotiated further, with the reason."),
    "adjust_county_budget": _(
        "Propose more or less for the county, out of or into the reserve. A second person at the city decides."
    ),
    "adjust_budget_share": _(
        "Propose more or less for this budget from a month on, within the county's cap. A second person "
        "decides."
    ),
    "decide_budget_adjustment": _("Agrees to the adjustment as a second person; it counts from then on."),
    "refuse_budget_adjustment": _(
        "Does not agree to the adjustment, as a second person; the budget stays, and the reason is kept."
    ),
}
