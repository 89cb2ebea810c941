"""What the pages of assessment and credit of institutions are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "assessments": _(
        "The year's assessment of all institutions: figures, sheets, review, approval, publication at a "
        "glance."
    ),
    "assessment_sheets": _(
        "Sheets of the year by institution and state; act on many at once from the board."
    ),
    "published_assessments": _(
        "What was published: score, grade and what follows from it for the money held back."
    ),
    "assessment": _(
        "One institution's sheet: every indicator with its figure, points and evidence, and how it went."
    ),
    "open_assessment": _(
        "Opens a sheet for every institution designated in a year that is over; asked again, it adds "
        "who is missing."
    ),
    "compute_assessment": _(
        "Computes from bills and cases what can be computed; sheets whose score was told keep theirs."
    ),
    "enter_assessment_value": _(
        "Enters an indicator nobody can compute, with what proves it; entered again, it replaces the first."
    ),
    "conclude_assessment": _("Tells the institution its first score; it may object."),
    "conclude_assessments": _("Tells every institution whose sheet is complete its first score at once."),
    "agree_to_assessment": _("Records that the institution accepts its score; the review can begin."),
    "object_to_assessment": _("Records the institution's objection; it must be answered before the review."),
    "answer_assessment": _(
        "Answers the objection; upheld, it sets new points and the score is worked out anew."
    ),
    "hear_assessment": _("Records the hearing: who was there, what was said, what follows."),
    "review_assessment": _("A second person confirms the score; somebody else approves it."),
    "review_assessments": _("Reviews every sheet that is ready, all or none."),
    "approve_assessment": _("The score is final; money held back is settled by it."),
    "approve_assessments": _(
        "Approves every reviewed sheet at once; whoever reviewed a sheet cannot approve it."
    ),
    "send_back_assessment": _(
        "Back to collecting figures, with the reason; the score is worked out and told anew."
    ),
    "drop_assessment": _(
        "Takes the institution out of the year's assessment with a reason; nothing is published of it."
    ),
    "publish_assessment": _("Publishes the list and what follows from each score; kept for good."),
    "credit_events": _(
        "Events that cost institutions and physicians credit points; each is confirmed by a second person."
    ),
    "credit_event": _(
        "One event: evidence, points by the policy of its day, and whether its repair was asked."
    ),
    "credit_standings": _(
        "Points left and rating of the year for every institution and physician with an event."
    ),
    "new_credit_event": _(
        "Enters an event with its evidence; points are taken only when a second person confirmed it."
    ),
    "confirm_credit_event": _("Takes the points; whoever entered the event cannot confirm it."),
    "refuse_credit_event": _("The event is not confirmed; no points are taken, the reason stays."),
    "ask_credit_repair": _("The subject asks to have points back; show what was mended."),
    "grant_credit_repair": _("Gives the points back as the policy says; whoever asked cannot grant it."),
    "refuse_credit_repair": _("The points stay taken; the reason is told."),
}
