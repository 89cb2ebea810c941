"""What the pages of people, their cover and their transfers are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "people": _(
        "Everybody registered in your area's register; find by certificate or name, open a file to "
        "enrol or change."
    ),
    "new_person": _(
        "Only for somebody the register does not know: a certificate is registered once in the whole "
        "area. Enrol afterwards."
    ),
    "person": _(
        "One person's whole file: identity, cover, contributions, bills and certificates, and what can "
        "be done from here."
    ),
    "correct_person": _(
        "Change what the register says after the certificate shown; the person number stays, the old "
        "values stay in the history."
    ),
    "person_contributions": _(
        "Month by month: what was due, what was paid and when, for employer, person and government."
    ),
    "merge_person": _(
        "One of the two files becomes a pointer to the other; cover goes over where its days are free. "
        "Can be taken back."
    ),
    "undo_merge": _(
        "Makes two people of them again with the cover each had; no longer possible once a cover was "
        "changed since."
    ),
    "walk_in": _(
        "Serve somebody insured in another county: certificate and name must both be right, and the "
        "case goes to the home county."
    ),
    "enrol": _("Begins a basic cover for somebody without one; nobody has two basic covers on one day."),
    "enrol_late": _(
        "Enrolment in the middle of the year: what is to pay and from when benefits begin follow from "
        "the policy and are shown first."
    ),
    "enrol_newborn": _(
        "Enrols a newborn child; from which day it is covered follows from the birth and the day of the "
        "application."
    ),
    "counter_enrolments": _(
        "Everybody enrolled in the middle of the year or as a newborn, with what is to pay and whether "
        "it came."
    ),
    "change_category": _(
        "The cover goes on from a day with another category or payer, e.g. on retirement or with a new "
        "employer."
    ),
    "change_scheme": _(
        "The cover goes on from a day under the other basic scheme; supplements of the old one end."
    ),
    "move_coverage": _(
        "The cover goes on in another county of the area; that county handles everything from the day on."
    ),
    "end_coverage": _("Ends the cover; the day entered is the first one no longer covered."),
    "void_coverage": _(
        "For a cover that should never have been: it counts as if it had not existed, but stays visible "
        "because bills refer to it."
    ),
    "hold_benefits": _(
        "Stops the benefits of a cover from a day on until they are let go on; the cover itself stays."
    ),
    "resume_benefits": _(
        "Lets benefits go on from a day; if what was owed came in time, for the days between as well."
    ),
    "enter_standing": _(
        "A standing such as poverty relief or aid category holds for a period and decides subsidies and "
        "benefits in it."
    ),
    "end_standing": _(
        "The day entered is the first on which the standing no longer holds; benefits before it stay as "
        "they were."
    ),
    "transfers": _(
        "Months and cover taken to other areas or brought from there; open one to print its certificate."
    ),
    "transfer": _(
        "The certificate of months paid and days covered, to print and give to the person or the other area."
    ),
    "arrive": _(
        "Enter the other area's certificate: its months count as transferred, and cover goes on without "
        "a gap where it can."
    ),
    "leave": _(
        "Ends the latest cover and certifies every month and day of it; afterwards nothing more can be "
        "paid here for it."
    ),
    "refunds": _(
        "Contributions given back for a year not begun: prepared, decided by a second person, then paid."
    ),
    "refund": _("One refund: why, how much by which rule, to which account, and where it stands."),
    "refund_contribution": _(
        "Prepares giving a year's contribution back to the person or the heirs; a second person decides."
    ),
    "approve_refund": _(
        "The year's cover ends or never begins, and the amount waits to be paid; whoever prepared it "
        "cannot approve."
    ),
    "refuse_refund": _(
        "Turns the refund down with a reason; the cover stays, and a new refund may be prepared."
    ),
    "window": _(
        "Enrolment for the coming year, village by village: how many enrolled, how many of last year "
        "are missing."
    ),
    "window_enrolled": _("Everybody of this village or unit enrolled for the coming year."),
    "window_missing": _(
        "Insured last year and not yet for the coming one: the list to call on, printed or as a sheet."
    ),
    "retirements": _("Cases of retirees' benefits: months counted, decision, and what is still to pay."),
    "retire": _(
        "Judges by the months counted today whether benefits go on without contributions; a second "
        "person decides."
    ),
    "retirement": _(
        "One retiree's case: months by source, what the rule asks, the decision and what was paid since."
    ),
    "confirm_retirement": _(
        "Decides the case on the months it was prepared with; if months changed since, it has to be "
        "prepared anew."
    ),
    "return_retirement": _(
        "Sends the case back with a reason; also one decided already, as long as nothing was paid on it."
    ),
    "retirement_letter": _(
        "The decision for the person to take home, with the months counted and the rule applied."
    ),
    "accept_once": _(
        "Shows what paying the missing months at once costs today; accepting keeps this amount for the "
        "payment."
    ),
    "pay_once": _("Records that the accepted amount came; from then on no contributions are due."),
    "pay_month": _(
        "Records one month paid on after retirement; with the last missing one benefits go on without "
        "contributions."
    ),
    "year_list": _("Periods counted towards retirement in your area, with their source and evidence."),
    "years": _("Which months of this person count, by source, and which are still missing."),
    "count_years": _(
        "Enters months from before or from elsewhere with their evidence; no month counts twice."
    ),
    "withdraw_years": _("These months no longer count; the record stays with the reason."),
}
