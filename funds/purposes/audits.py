"""What pages of audits, unusual outlays and the separation of duties are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "audits": _(
        "Internal audits of the agency: an auditor plans one, another approves, samples are drawn, "
        "findings are followed until closed."
    ),
    "plan_audit": _(
        "Say what is audited, of whom and which days; another auditor approves before samples are drawn."
    ),
    "audit": _(
        "One audit: samples with their results, findings, report. What may be done next stands above."
    ),
    "approve_audit": _("Samples may be drawn then. Not by whoever planned the audit."),
    "withdraw_audit": _("The audit does not take place; only while no sample was drawn."),
    "draw_audit_sample": _(
        "Draws objects by lot out of all of a kind; what was drawn from is frozen, so anyone can prove "
        "the draw."
    ),
    "audit_sample": _(
        "The objects drawn: look through each and note its result; the draw can be proved by drawing again."
    ),
    "audit_paper": _("Note what you saw of this object: no fault, or a fault with its kind and amount."),
    "make_audit_finding": _(
        "Puts faults together into one finding: the unit must answer and put it right by the policy's day."
    ),
    "draw_up_audit_report": _(
        "All papers need a result and all faults a finding; from then on no paper changes. Another "
        "auditor issues the report."
    ),
    "return_audit_report": _(
        "You do not agree with the report: the audit is under way again and its papers can be changed."
    ),
    "issue_audit_report": _(
        "The report stays as it is for good; findings go on until each is closed. Not by whoever drew it up."
    ),
    "audit_findings": _(
        "What audits found to put right, with whose turn it is and until when; open one to answer or decide."
    ),
    "audit_finding": _(
        "One finding with its answers and evidence; the unit answers, auditors decide, a second "
        "auditor closes."
    ),
    "audit_finding_answer": _(
        "Say what it was and what was put right, and attach the evidence; auditors decide on it."
    ),
    "audit_finding_accept": _(
        "Say how the finding is decided; a second auditor closes it. Not by whoever answered."
    ),
    "audit_finding_send_back": _("The audited unit answers the finding again; say what is missing."),
    "audit_finding_close": _(
        "The finding is put right and stays closed. Not by whoever answered or decided on it."
    ),
    "audit_finding_keep_open": _(
        "You do not agree to closing: the audited unit answers the finding again; say why."
    ),
    "rush": _(
        "Outlays of the last months of a year that are out of line: the unit explains each, the city "
        "decides, a second person closes."
    ),
    "look_at_rush": _(
        "Looks through an ended month's outlays of every unit; what is unusual opens a finding the "
        "unit must explain."
    ),
    "rush_finding": _(
        "One unusual outlay: why it stands out, earlier years beside it, its entries, and the unit's answer."
    ),
    "rush_answer": _(
        "The unit's finance says what the outlay was for and attaches the evidence; the city decides on it."
    ),
    "rush_accept": _(
        "The city's finance says how the outlay is decided; a second person closes it. Not by whoever "
        "answered."
    ),
    "rush_send_back": _("The unit explains the outlay again; say what is missing."),
    "rush_close": _(
        "The outlay is explained and the finding stays closed. Not by whoever answered or decided on it."
    ),
    "rush_keep_open": _("You do not agree to closing: the unit explains the outlay again; say why."),
    "separation": _(
        "Who holds which duties, and whether one person prepared and approved the same thing. Only to "
        "look at."
    ),
}
