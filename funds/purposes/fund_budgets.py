"""What pages of the fund's budgets and final accounts are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "fund_budgets": _(
        "The year's papers: counties' proposals, the city's budget, changes during the year, final "
        "accounts. Draft and follow them here."
    ),
    "draft_fund_budget": _(
        "Begins the year's paper with lines worked out from last year's ledger, people insured and the "
        "policy; every line can be changed."
    ),
    "fund_budget": _(
        "One paper with its lines: fill them in while it is a draft, then hand it in; its offices and "
        "answers stand below."
    ),
    "hand_in_fund_budget": _(
        "The lines stay as they are from now on; a second person checks the paper and sends it out."
    ),
    "check_fund_budget": _(
        "The paper goes to the offices that review and approve it, one after the other. Not by whoever "
        "drafted or handed it in."
    ),
    "send_back_fund_budget": _(
        "The paper is a draft again and finance corrects it; say what is wrong with it."
    ),
    "answer_fund_budget": _(
        "Enter what the office whose turn it is answered. The last approval puts it in force; "
        "returned, it is a draft again."
    ),
    "drop_fund_budget": _("The draft is given up for good; another one can be begun."),
    "change_fund_budget": _(
        "Begins a change of the approved budget: enter by how much each line changes; it goes the same "
        "steps as a budget."
    ),
    "accounts_fund_budget": _(
        "Drafts the final accounts of a year that is over: the ledger beside the budget in force, each "
        "line rated. December must be closed."
    ),
    "fund_budget_execution": _(
        "Each line month by month beside the budget in force; lines that run ahead or over are marked."
    ),
}
