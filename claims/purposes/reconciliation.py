"""Reconciliation, clearing applications, objections."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "reconciliations": _(
        "Institutions' monthly statements compared with what we settled. Open one and decide on its "
        "differences until it is reconciled."
    ),
    "reconciliation": _(
        "Totals of both sides for the month and the differences by kind; decide on them, compare again, "
        "or give the result to the institution."
    ),
    "reconciliation_differences": _(
        "The bills on which the institution and we differ in this month; decide on each with its reason."
    ),
    "compare_reconciliation": _(
        "Compares the month again with what is settled by now. Differences found again keep their "
        "decision, others go."
    ),
    "decide_difference": _(
        "Say what this difference comes to, with the reason. Bill and payment stay as they are; a "
        "correction is an act of its own."
    ),
    "decide_differences": _(
        "Decides all open differences of one kind for one reason. Bills and payments stay as they are."
    ),
    "clearing_applications": _(
        "What institutions apply for in a month. A second person accepts or returns each, beside what was"
        " settled and reconciled."
    ),
    "clearing_application": _(
        "What the institution applies for, beside what was settled and reconciled in the month."
    ),
    "accept_clearing_application": _(
        "Accepts the application as a second person; where the figures differ or the month is not "
        "reconciled, a reason is needed."
    ),
    "return_clearing_application": _(
        "Returns the application to the institution with the reason; it may apply again."
    ),
    "institution_objections": _(
        "Objections of institutions to deductions, findings, assessments or statements. Assign them; "
        "another person answers."
    ),
    "enter_objection": _(
        "Enter the institution's objection and what it is against. That stays as it is until another "
        "person has answered."
    ),
    "institution_objection": _("What is objected to and why, who answers it, the answer, and what followed."),
    "assign_objection": _("Give it to somebody who reviews and who did not enter it."),
    "uphold_objection": _(
        "The objection is right. Nothing changes by this: a deduction is given back, or whatever follows "
        "is done, by its own act."
    ),
    "reject_objection": _(
        "The objection is not right; the grounds are told, and what it is against stays as it is."
    ),
    "follow_objection": _(
        "Note which act followed the upheld objection. A deduction given back is noted by itself."
    ),
    "withdraw_objection": _("The institution takes its objection back; what it was against stays as it is."),
    "give_deduction_back": _(
        "Propose how much of the deduction is given back after the upheld objection. Another person "
        "confirms it."
    ),
    "confirm_deduction_reversal": _(
        "Confirms as another person; the next clearing pays the amount on a line of its own, and the "
        "objection is followed."
    ),
    "refuse_deduction_reversal": _(
        "Does not agree as another person; the deduction stays, and another amount may be proposed."
    ),
}
