"""What the pages of policy are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "policies": _(
        "Documents and their versions: drafted, reviewed, in force, superseded; everything is computed "
        "by what is in force on the day."
    ),
    "policy": _(
        "One version of a document: each parameter with clause, value and days, and whether the text "
        "says it or we assume it."
    ),
    "policy_in_force": _("Everything that applies in your area on a day, whatever document it comes from."),
    "compare_policies": _("Two packages row by row: what changed, what is new, what is gone."),
    "service_list": _(
        "What every counter of the area does, with the same papers, time and steps everywhere; a line leads to the page"
        " where it is done."
    ),
    "load_policy": _("Upload a package file: it becomes a draft, or every fault is told with its line."),
    "review_policy": _(
        "A second person has compared the draft with the document; afterwards it is never edited."
    ),
    "enforce_policy": _(
        "From its first day everything is computed by this version; days already over only with a "
        "stated reason."
    ),
    "policy_proposals": _(
        "What counties propose to change, and what the city answered; only the city changes policy."
    ),
    "policy_proposal": _("One proposal: parameters, reasons, cost, evidence, and where it stands."),
    "new_policy_proposal": _(
        "Proposes another value for a parameter in force, with reasons and what it would cost a year."
    ),
    "add_proposal_parameter": _("One more parameter of the same document joins the proposal."),
    "remove_proposal_parameter": _("Takes the parameter out of the proposal; the last one stays."),
    "attach_policy_proposal": _(
        "Adds a document that proves the proposal; without evidence it cannot be sent."
    ),
    "rewrite_policy_proposal": _(
        "Write the proposal anew before it is checked, or after the city asked back."
    ),
    "send_policy_proposal": _("A second person checks the proposal, and it goes to the city."),
    "take_up_policy_proposal": _("Tells the county that the city works on its proposal."),
    "ask_back_policy_proposal": _("Back to the county with what is to add; it is written and checked anew."),
    "adopt_policy_proposal": _(
        "Ties the proposal to the draft that changes every parameter it names; in force only by the "
        "usual review."
    ),
    "decline_policy_proposal": _(
        "Not adopted, with the reason and the number of the reply; nothing changes."
    ),
    "policy_notices": _(
        "Decisions of the city that came to your county: read them, then say how they are carried out."
    ),
    "policy_notice": _(
        "One decision: what changes from when and why, and which counties read and carry it out."
    ),
    "read_policy_notice": _(
        "Confirms that your county knows the decision; the city sees the day and the name."
    ),
    "execute_policy_notice": _(
        "Says how your county carries the decision out, once its first day has come; a second person says it."
    ),
}
