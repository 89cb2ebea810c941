"""Years reckoned again."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "redos": _(
        "Years whose bills come out otherwise after a cancel, a late bill or a later registration. A "
        "second person books or rejects each redo."
    ),
    "redo": _(
        "Each bill of the year before and after, with the reason and both reckonings. Nothing is booked "
        "until a second person approves."
    ),
    "approve_redo": _(
        "Books the differences exactly as shown, as a second person; where a month is cleared already, "
        "they count in the first month still open."
    ),
    "approve_redos": _(
        "Books every redo of the filter that another person prepared; what you prepared yourself is left "
        "to somebody else."
    ),
    "reject_redo": _(
        "Leaves all settlements of the year as they stand, for the reason you give; the redo comes back "
        "only when it comes out otherwise."
    ),
    "refresh_redo": _(
        "Reckons the waiting redo once more by what is known now; if nothing is left to change, the redo goes."
    ),
    "ask_redo": _(
        "Reckons all bills of this person's year again in order. Differences wait for a second person; "
        "without any, everything stays as it is."
    ),
    "find_redos": _(
        "Reckons the bills of a whole year again for everybody, in the background; people with "
        "differences appear among the redos for review."
    ),
}
