"""Price applications, evaluations and inquiries."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "price_applications": _(
        "Applications of institutions for new price items or for items to leave: papers, experts, public "
        "notice, decision, catalogue."
    ),
    "apply_price_entry": _(
        "Enter an institution's application for a new price item. The city checks the papers and accepts "
        "it or sends it back."
    ),
    "apply_price_exit": _(
        "Enter the application for a price item to leave; the city may begin one without an institution."
    ),
    "price_application": _(
        "What is asked, the experts' opinions, the notice and the decision, and what can be done now."
    ),
    "print_price_application": _("The application on paper, as it stands now."),
    "return_price": _(
        "Papers are missing: tell the institution which. The application waits until they are handed in."
    ),
    "hand_in_price": _("Note that the missing papers came; the days to accept begin anew."),
    "accept_price": _(
        "The papers are complete: the city accepts the application, and the experts' opinions can be entered."
    ),
    "withdraw_price": _("The institution no longer wants it: the application ends here."),
    "price_opinion": _(
        "Enter one expert's score and opinion; a second entry replaces the expert's first. No expert of "
        "the applying institution."
    ),
    "conclude_price": _(
        "Ends the experts' review: by their scores the application passes or is refused. Enough experts "
        "must have answered."
    ),
    "publish_price": _(
        "Puts up the public notice for the days of the policy; objections are noted when it is over."
    ),
    "close_price": _(
        "The notice is over: note what was objected and how it was answered. The decision is proposed next."
    ),
    "propose_price": _("Propose code, price, class and first day. A second person who approves decides."),
    "decide_price": _(
        "Grant, refuse or send back as a second person. What is granted is then drafted for the catalogue."
    ),
    "draft_price": _(
        "Puts what was granted into the draft of the catalogue; it holds once a second person puts the "
        "draft in force."
    ),
    "price_evaluations": _(
        "The yearly evaluation of service prices, a round for each year. Open one for its figures, items "
        "and result."
    ),
    "open_price_evaluation": _("Opens the round of a year that is over. Compute its figures next."),
    "price_evaluation": _(
        "The report of the round: which items are raised, kept or lowered, the fees they concern, and by "
        "which limits."
    ),
    "evaluated_prices": _(
        "Every item of the round with its figures and suggested result. Conclude on it where you would "
        "decide otherwise."
    ),
    "compute_price_evaluation": _(
        "Reckons the figures of every item anew from settled bills; conclusions entered before are lost."
    ),
    "conclude_evaluated_price": _(
        "Raise, keep or lower this item; give the reason where it is not what was suggested."
    ),
    "propose_price_evaluation": _(
        "Propose whether prices are adjusted, and on which grounds. Items without a conclusion keep the "
        "suggestion; another person decides."
    ),
    "decide_price_evaluation": _(
        "Decides as proposed or sends it back; somebody who took no part in the round. No price changes "
        "by this."
    ),
    "price_inquiries": _(
        "Letters and talks in which suppliers or institutions explain a price. Open one, note the reply, "
        "close it with its result."
    ),
    "open_inquiry": _(
        "Ask a supplier or an institution about a price, by letter or in a talk; a talk may go on from an"
        " earlier letter."
    ),
    "price_inquiry": _("Whom we asked about which price, what was answered, and what came of it."),
    "print_inquiry": _("The letter, or the record of the talk, on paper for whoever is asked."),
    "reply_inquiry": _("Record what was answered or said in the talk; a later record replaces it."),
    "close_inquiry": _(
        "Says as a second person what came of it; a new price only where the price was lowered."
    ),
    "withdraw_inquiry": _("Withdraws an inquiry or talk that was opened by mistake."),
}
