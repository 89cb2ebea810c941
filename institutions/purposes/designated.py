"""What the pages of institutions, agreements and payee accounts are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "institutions": _(
        "Designated hospitals and pharmacies of the area; open one for its agreement, accounts, bills "
        "and statements."
    ),
    "institution": _(
        "One institution: who it is, whether it is designated today, where its money goes, and all its "
        "business with us."
    ),
    "prepare_account": _(
        "Enters where the institution is paid from a day on; a second person approves before any "
        "payment goes there."
    ),
    "approve_account": _(
        "From its first day all payments go to this account and the one before ends; whoever entered it "
        "cannot approve."
    ),
    "withdraw_account": _(
        "Takes back an account that was entered wrongly, before anybody approved it; it stays listed with the reason."
    ),
    "agreements": _(
        "Applications and agreements by where they stand: papers, evaluation, notice, signature, "
        "running, run out."
    ),
    "agreement": _(
        "One agreement from application to its end: papers, evaluation, objections, text, decisions."
    ),
    "apply_for_agreement": _(
        "Enters an institution's first application; the papers and conditions the policy asks for are "
        "listed at once."
    ),
    "accept_agreement": _("Papers are complete: the evaluation can begin."),
    "return_agreement": _("Back to the institution for what is missing; the application stays."),
    "refuse_agreement": _("Ends the application without an agreement; the institution is told the reason."),
    "withdraw_agreement": _(
        "The institution takes its application back; it stays designated as it was before."
    ),
    "agreement_papers": _("Notes which papers came in; what is missing stays marked."),
    "agreement_scan": _("Keeps a scan with the paper it proves; an earlier scan stays kept."),
    "conclude_evaluation": _("Passes or fails the application by the evaluators' sheets."),
    "evaluate_again": _(
        "Another round for an institution that did not pass, once the days the policy asks are over."
    ),
    "publish_notice": _("Publishes who passed; objections can come in for the days the policy says."),
    "close_notice": _(
        "After its last day, with every objection answered and none upheld, the agreement can be negotiated."
    ),
    "record_objection": _(
        "Enters an objection to the notice; it must be answered before the notice can be closed."
    ),
    "answer_objection": _(
        "Answers the objection; if it is upheld the notice cannot be closed and the application has to "
        "be refused."
    ),
    "propose_agreement": _("Fills the city's text for this institution; a second person signs."),
    "send_back_agreement": _("Back to negotiation with a reason; nothing is signed."),
    "sign_agreement": _(
        "From its first day the institution is designated by this agreement; whoever proposed it cannot sign."
    ),
    "print_agreement": _(
        "The agreement for paper, to be signed by both sides; what is not agreed yet stays open to write on."
    ),
    "meet_condition": _("Notes that a condition of the agreement is met, with the evidence."),
    "change_agreement": _(
        "Applies for a change of a running agreement; the old one holds until the changed one begins."
    ),
    "renew_agreement": _("Applies for the next term before this one runs out."),
    "ask_decision": _("Asks to suspend, resume or terminate the agreement; somebody who approves decides."),
    "decide_agreement": _(
        "Decides what was asked; approved, bills of care from the day named on are settled accordingly."
    ),
    "end_run_out": _(
        "Closes every agreement whose term is over; on which days it designated does not change."
    ),
    "sign_taken_in": _("Signs all agreements taken in from a sheet at once, all or none."),
    "agreement_texts": _(
        "Model agreements by kind of institution and first day; the city writes them, everybody signs "
        "on them."
    ),
    "agreement_text": _("One model agreement; once reviewed it never changes, a new version follows it."),
    "draft_agreement_text": _(
        "Begins a new version with the words of the last one; a second person reviews it."
    ),
    "review_agreement_text": _(
        "From its first day agreements are signed on this text, and it never changes again."
    ),
    "unlock_user": _(
        "Opens the door again for somebody locked out by failed sign-ins, with a reason; nobody unlocks themselves."
    ),
}
