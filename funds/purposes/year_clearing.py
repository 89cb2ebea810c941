"""What pages of the year's clearing with institutions are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "year_clearings": _(
        "Each year's final reckoning with institutions, scheme by scheme. Open a year once it is over; "
        "its months must be cleared."
    ),
    "open_year": _(
        "Begins a year's reckoning with institutions. It can be computed once all months are cleared."
    ),
    "year_clearing": _(
        "One year: what is left of the common budgets, which institutions confirmed or objected, and "
        "what comes next."
    ),
    "compute_year": _(
        "Works out what each institution gets or gives back for the year. What was computed before is "
        "replaced."
    ),
    "send_year": _(
        "Gives every institution its statement of the year; counters then enter what institutions sign "
        "or object to."
    ),
    "institution_years": _(
        "All institutions of the year: what was due, what deductions took, what is paid or taken back "
        "at year end."
    ),
    "institution_year": _(
        "One institution's year, every step with its clause. Print it to sign; enter the institution's "
        "confirmation or objection."
    ),
    "confirm_year": _(
        "Enter that the institution signed its year's statement, with the number of the paper."
    ),
    "object_year": _(
        "Enter what the institution objects to in writing. A reviewer of the city answers before the "
        "year can be reviewed."
    ),
    "answer_year": _(
        "Reject the objection, or uphold it: then the whole year is computed anew and sent out again."
    ),
    "review_year": _(
        "What is due goes into the next monthly statements, and what was overpaid is taken back there. "
        "Not by whoever computed."
    ),
    "send_back_year": _("The year is computed anew. What institutions have confirmed so far is void."),
    "year_what_if": _(
        "See what each institution would get under another point value or other bands. Nothing is stored."
    ),
}
