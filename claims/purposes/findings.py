"""Findings on bills: rules, replies, reviews."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "bill_finding": _(
        "What the rule found on this bill, the lines it is about, and how far it is: put to the "
        "institution, replied, reviewed twice."
    ),
    "check_bills": _(
        "Runs all checks over the settled bills of the months chosen. Bills stay as they are; hits are "
        "listed as findings to be worked off."
    ),
    "screening_rules": _(
        "What each rule compares, how grave a hit is, and the limits in force with their source. A rule "
        "without limits is not run."
    ),
    "ask_finding": _(
        "Puts the finding to the institution, which then has the working days of the policy to reply."
    ),
    "ask_findings": _(
        "Puts every open finding of the filter to its institution; findings of institutions another "
        "agency pays are left to that agency."
    ),
    "dismiss_finding": _(
        "Closes the finding without asking the institution; nothing is deducted, and the reason is kept."
    ),
    "dismiss_findings": _(
        "Closes all open findings of the filter for one reason, without asking the institutions; nothing "
        "is deducted."
    ),
    "reply_finding": _(
        "Enter what the institution answered and when it came; then the finding goes to its first review."
    ),
    "propose_finding": _(
        "First review: say how much is to be deducted, or nothing to close it. Another person then "
        "reviews it again."
    ),
    "confirm_finding": _(
        "Second review: confirms what was proposed. An amount is withheld in the month now collecting; "
        "without one the finding is closed."
    ),
    "return_finding": _("Second review does not agree: the finding goes back and is reviewed first again."),
    "findings": _(
        "What checks and screening found on settled bills. Put findings to the institutions or dismiss "
        "them; replies are reviewed twice."
    ),
}
