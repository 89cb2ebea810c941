"""What pages of the supervision committee and of consulted experts are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "committee_sessions": _(
        "Sessions of the supervision committee: the fund's figures are laid before it, its opinions "
        "are answered."
    ),
    "committee_session": _(
        "One session: members called, the fund's figures laid before them, and their opinions with our "
        "answers."
    ),
    "lay_papers": _(
        "The fund's figures are kept as they are now and go to the members. Not by whoever prepared "
        "the session."
    ),
    "session_opinion": _(
        "What a member said and what we answer; the answer goes out once a second person approved it."
    ),
    "approve_answer": _("The answer goes to the member. Not by whoever wrote it."),
    "return_answer": _("The answer to the member is written anew; say what is wrong with it."),
    "consultations": _(
        "Major questions put to experts drawn by lot; open one to see the lot, opinions and decision."
    ),
    "consultation": _(
        "One question: experts drawn, what each said, our conclusion, the decision and what came of it."
    ),
    "approve_question": _("Experts may be drawn for the question then. Not by whoever proposed it."),
    "return_conclusion": _("The conclusion from the experts' opinions is drawn anew; say why."),
    "decide_question": _("The conclusion holds; its effect is looked at later. Not by whoever concluded."),
}
