"""Inspection cases and reports by the public."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "inspection_cases": _(
        "Cases from inspections, findings, reports and other clues: hear, propose, decide, and carry out "
        "what was decided."
    ),
    "inspection_case": _(
        "What is known, what was stated, what was proposed and decided, what is carried out, and what can"
        " be done now."
    ),
    "case_of_finding": _(
        "Opens a case from the finding on a bill. The finding is closed by it; what follows is decided in"
        " the case."
    ),
    "case_of_institution": _("Opens a case against this institution from another clue: say what is known."),
    "case_of_person": _("Opens a case against this insured person from another clue: say what is known."),
    "case_of_report": _("Opens a case from the report, once; it names the report, never who made it."),
    "case_scan": _("Keep a scan of evidence, a statement or a decision with the case."),
    "case_ask": _(
        "Tells the facts to whoever the case is about. They have the working days of the policy; nothing "
        "is proposed while these run."
    ),
    "case_statement": _(
        "Enter what they stated and when; a further statement replaces it, and the course keeps both."
    ),
    "case_propose": _(
        "Propose what is recovered, fined, suspended, handed over or taken in points; grounds alone close"
        " the case. Another person decides."
    ),
    "case_return": _("Does not agree with the proposal, as another person: it is proposed anew."),
    "case_decide": _(
        "Decides as another person. Recovery is withheld from the institution, or owed by the person; the"
        " rest is put on its way."
    ),
    "case_fine_paid": _("Note by receipt and day that the fine was paid to the treasury; once only."),
    "case_handover": _(
        "Note that the authority took the case, on which day and how it acknowledged it; once only."
    ),
    "case_suspend_physician": _(
        "Ask for a physician's suspension out of this decided case; physician and reason stand there "
        "already. Another person decides."
    ),
    "public_reports": _(
        "Reports of the public and of supervisors. Each has one handler who checks it; another person "
        "confirms the result."
    ),
    "receive_report": _(
        "Take in a report; without a name it is anonymous. You become its handler, and only you can see "
        "who made it."
    ),
    "public_report": _(
        "What is reported, how far it is checked, the reward, and what can be done now. Who made it is "
        "not shown."
    ),
    "reporter": _(
        "Shows who made the report, to its handler only. Every look is noted in the course of the report."
    ),
    "report_result": _("Say whether the report is true and for how many yuan. Another person confirms it."),
    "report_return": _("Does not agree with the result, as another person: the report is checked again."),
    "confirm_report": _(
        "Confirms the result as another person. A verified report that is not anonymous is rewarded as "
        "the policy says."
    ),
    "report_reward_paid": _(
        "Note by day and voucher that the bureau paid the reward out of its budget, not the fund. Another"
        " person checks it."
    ),
    "confirm_report_reward": _(
        "Confirms as another person, having seen the voucher, that the reward was paid."
    ),
    "return_report_reward": _("The voucher does not show the payment: the reward is open again."),
    "hand_report_over": _(
        "Give the report to another handler, with the reason. From then on only the receiver sees who made it."
    ),
    "case_of_target": _("Opens a case from what the inspection found at this institution, once."),
}
