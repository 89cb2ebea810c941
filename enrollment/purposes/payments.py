"""What the pages of payers, contributions, receipts and arrears are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "payers": _(
        "Employers, villages, schools and people paying for themselves; open one for its members, "
        "statements and receipts."
    ),
    "new_payer": _("Registers who pays for others or for themselves; members are tied to it by their cover."),
    "payer": _("One payer: members, monthly statements, what came in and what is owed."),
    "edit_payer": _(
        "Changes name, contact and dates; number, kind and county stay because statements and receipts "
        "name them."
    ),
    "members": _("Everybody this payer pays for, with category and days of cover."),
    "contribution_months": _(
        "What each payer owes for each month by headcount, base and rate, and how much of it was paid."
    ),
    "contribution_month": _(
        "One month of one payer: how every amount was worked out, and which receipts paid it."
    ),
    "contribution_what_if": _(
        "Works out a contribution for made-up facts under the policy in force, step by step; nothing is "
        "stored."
    ),
    "receipts": _(
        "What the tax office reports as paid: matched to months by itself, the rest waits here for a "
        "decision."
    ),
    "decide_receipt": _(
        "Says whose money it is, or takes a differing amount as it is: oldest months first, the rest "
        "stays in advance."
    ),
    "match_receipts": _(
        "Tries all open receipts again, after statements came or were corrected; what does not fit "
        "stays open."
    ),
    "use_advance": _(
        "Pays the payer's open months out of what was paid too much, the oldest first; the books follow."
    ),
    "arrears": _("Payers who owe months past their due day, with late fee and the day benefits stop."),
    "people_in_arrears": _(
        "The people behind the arrears: who loses benefits, from when, through which payer."
    ),
    "stop_in_arrears": _(
        "Stops benefits of everybody whose payer is in arrears beyond the policy's days; each person is "
        "listed first."
    ),
    "restore_after_arrears": _(
        "Restores benefits of everybody whose arrears are paid; what the policy does not decide is left "
        "for resuming by hand."
    ),
    "subsidy_bill": _(
        "How many residents each government subsidises this year and what it owes; print it or take it "
        "as a sheet."
    ),
    "subsidised_people": _("The residents the subsidy bill counts, name by name, to prove its numbers."),
}
