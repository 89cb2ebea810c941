"""Payment groups, grouped cases, single-case reviews."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "grouped_cases": _(
        "Settled stays with the group and points they got. Open one for its formula; group a month to "
        "bring in more."
    ),
    "grouped_case": _(
        "What the record says, which group took the case and why, and its points and money by formula."
    ),
    "grouped_case_sums": _(
        "Grouped cases added up by institution, month and group; each line leads to its cases, and all "
        "can be downloaded."
    ),
    "ungrouped_cases": _(
        "Cases a month's grouping could not place, with the reason. Put records or catalogue right, then "
        "group the month again."
    ),
    "not_grouped": _(
        "Stays settled after their month was grouped, or in months never grouped; they are paid as billed"
        " until the month is grouped again."
    ),
    "group_month": _(
        "Groups all settled stays of a clearing month anew, in the background; bills and settlements stay"
        " as they are."
    ),
    "group_catalogues": _(
        "Catalogues of payment groups, drafts and those in force, by method and year. A second person "
        "puts a draft in force."
    ),
    "group_catalogue": _(
        "The groups of this version with weights or points. A draft can be changed; in force it never changes."
    ),
    "payment_group": _("Takes this one group out of the draft; catalogues in force stay as they are."),
    "institution_factors": _(
        "Factors of single institutions in this version; whoever has none goes by the policy's factor of "
        "its level."
    ),
    "describe_groups": _(
        "Say from when the draft is to hold, what a weight or point is worth, and which document it follows."
    ),
    "discard_groups": _(
        "Throws the draft away with all its groups; an import that brought them can be repeated."
    ),
    "enforce_groups": _(
        "Puts the draft in force as a second person; it never changes afterwards. Months grouped already "
        "stay until grouped again."
    ),
    "case_reviews": _(
        "Cases whose points do not fit, handed in by institutions: experts judge, one person proposes, "
        "another decides."
    ),
    "apply_case_review": _(
        "Enter the institution's application for one grouped case; the policy may limit how many it has "
        "in a year."
    ),
    "case_review": _(
        "The application, the experts' opinions, what was proposed and decided, and what can be done now."
    ),
    "case_opinion": _(
        "Enter what one expert says of the case; a second entry replaces the first. No expert of the "
        "applying institution."
    ),
    "propose_case_review": _(
        "Propose the points of the case, or none to refuse it. At least one expert must have answered; "
        "another person decides."
    ),
    "decide_case_review": _(
        "Takes the proposal or sends it back, as a second person. Granted points replace those of the "
        "case at once."
    ),
    "withdraw_case_review": _("The institution takes its application back; the case keeps its points."),
}
