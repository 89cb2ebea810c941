"""Personal accounts, their batches and requests."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "personal_accounts": _(
        "Personal accounts and what each holds. Open one for its yearly statement, for sharing with "
        "relatives, and for requests."
    ),
    "personal_account": _(
        "What the account holds, the year's movements, with whom it is shared, and which requests wait "
        "for review."
    ),
    "open_account": _(
        "Opens an account for somebody who has none yet; monthly credits open it by themselves as well."
    ),
    "authorise_relative": _(
        "The holder lets a relative share the account from a day on. No money moves yet: each sharing is "
        "an act of its own."
    ),
    "share_account": _(
        "Moves an amount from the holder's account to the relative, whose bills it helps to pay from now on."
    ),
    "end_sharing": _("Ends the authorisation from the day given. What was shared stays with the relative."),
    "account_request": _(
        "Ask for a transfer, a payment in cash or an inheritance of the account. No money moves before a "
        "second person's review."
    ),
    "account_requests": _(
        "Requests for transfers, payments in cash and inheritances. A second person reviews or refuses each."
    ),
    "review_account_request": _(
        "Confirms the request as a second person: the money moves, and what leaves the fund is owed to "
        "the payee."
    ),
    "refuse_account_request": _("Refuses the request as a second person, with the reason; nothing moves."),
    "account_batches": _(
        "Monthly credits and yearly interest in batches. Have one prepared, look it through; a second "
        "person reviews, then it is posted."
    ),
    "account_batch": _(
        "Who gets how much in this batch. Look it through before a second person has it posted; it can be"
        " discarded until then."
    ),
    "start_credits": _(
        "Prepares the month's credits for everybody covered; who has the month already is passed over. "
        "Nothing moves before the review."
    ),
    "start_interest": _(
        "Prepares the interest of a finished year on the balances of the whole year. Nothing moves before"
        " the review."
    ),
    "review_account_batch": _(
        "Posts the movements of the batch for good, as a second person; mistakes are put right only by "
        "further movements."
    ),
    "discard_account_batch": _("Gives up what the batch has not moved yet; what has moved stays."),
}
