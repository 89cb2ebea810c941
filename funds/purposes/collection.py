"""What pages of contributions received and their comparison are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "book_receipts": _(
        "Contributions matched or accepted by counters and not booked yet: look through them, then "
        "book all of them at once."
    ),
    "book_accounts": _(
        "Movements of personal accounts that no entry tells of yet: look through them, then book all "
        "of them at once."
    ),
    "book_recoveries": _(
        "What people were overpaid and paid back and is not in the books yet: look through it, then "
        "book all of it at once."
    ),
    "collection_month": _(
        "A month's contributions as tax, treasury, finance and we have them: compare, work off "
        "differences, sign."
    ),
    "compare_collection": _(
        "Compares what tax, treasury, finance and we have of the month. Known differences keep owner "
        "and explanation."
    ),
    "collection_records": _(
        "The single records that tax, treasury and finance reported and ours, by voucher; look one up here."
    ),
    "collection_differences": _(
        "What the four tell differently, with owner and age: give out, explain, close with evidence."
    ),
    "collection_difference": _(
        "What each of the four tells under this voucher number, and how the difference was worked off."
    ),
    "give_difference": _(
        "Make somebody of the county or city responsible for finding out where the difference comes from."
    ),
    "explain_difference": _(
        "Say where the difference comes from; a reviewer then closes it. May be written anew until then."
    ),
    "explain_differences": _(
        "One reason for all open differences of the list as filtered; check the filter first."
    ),
    "close_difference": _(
        "Say how the explained difference ended and by what evidence. Not by whoever explained it."
    ),
    "treasury_transfers": _(
        "Contributions that reached the treasury and what finance moved to the special account; record "
        "each slip here."
    ),
    "record_transfer": _(
        "Record finance's slip: it is booked at once from treasury to special account. What the "
        "treasury still holds stands above."
    ),
}
