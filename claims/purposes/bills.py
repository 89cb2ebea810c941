"""Bills, differences, deductions and quotes."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "bills": _(
        "Every bill received, with what its settlement came to; open one to see each step with its "
        "clause. Bills that cannot be settled wait on their own list."
    ),
    "bill": _(
        "The bill as it was received, what each payer bears, and every step of the reckoning with its "
        "clause; cancels and redos follow below."
    ),
    "waiting": _(
        "Bills that cannot be settled, each with its reason. Put right what is missing, then settle them again."
    ),
    "settle_again": _(
        "Settles this waiting bill by what is known now; if something is still missing it goes on "
        "waiting, with the reason of today."
    ),
    "settle_waiting": _(
        "Settles all bills of the filter again by what is known now; those that still cannot be settled "
        "go on waiting, with the reason of today."
    ),
    "differences": _(
        "Bills that arrived settled and came out otherwise when we reckoned them again. Look at each for "
        "the reason before asking its sender."
    ),
    "difference_sums": _(
        "The differences added up by institution, month and reason; each line leads to its bills, and the"
        " table can be downloaded."
    ),
    "deductions": _(
        "Deductions found by review and inspection. A second person reviews each; then it is withheld "
        "from the institution's statement of its month."
    ),
    "review_deduction": _(
        "Confirms the deduction as a second person: it is withheld from the institution's statement of "
        "that month."
    ),
    "quote": _(
        "Works out what one bill would get, step by step with its clauses. Nothing is stored and nothing "
        "is paid."
    ),
    "quote_sheet": _(
        "Works out a sheet of hypothetical bills; bills of one person and year follow each other. Nothing"
        " is stored and nothing is paid."
    ),
    "cancel_bill": _(
        "Takes the settlement back: ceilings it used are free again. Later bills that change become a "
        "redo for a second person."
    ),
}
