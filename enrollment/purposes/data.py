"""What the pages of data cleaning, exchange and merging of schemes are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "findings": _(
        "Doubts about enrolment data found by comparison: doubled, missing, contradicting; each is "
        "assigned and decided."
    ),
    "finding": _("One doubt with both sides of the evidence, who has it and until when."),
    "assign_finding": _("Gives the doubt to a person, who then finds it on the desk."),
    "assign_findings": _("Gives everything open in the filtered list to one person at once."),
    "decide_finding": _(
        "Corrected, no fault, or handed to another county: the next comparison checks what was said "
        "corrected."
    ),
    "compare_data": _(
        "Compares registers, cover and files of other departments anew; nothing is changed, doubts are "
        "listed."
    ),
    "cleaning_counts": _("County by county: doubts found, decided, late; who is behind shows here."),
    "exchange_agreements": _(
        "Which department exchanges which columns with us, for what purpose and until when."
    ),
    "exchange_agreement": _(
        "One agreement: columns, purpose, days in force, and every file exchanged under it."
    ),
    "new_exchange_agreement": _(
        "Agrees which layout a department sends or gets; nobody gets columns their task does not need."
    ),
    "end_exchange_agreement": _(
        "From that day no file is exchanged under it; what was exchanged stays in the log."
    ),
    "exchange_files": _(
        "Every file that came in or went out: when, by whom, for what purpose, how many rows."
    ),
    "exchange_file": _("One file: its purpose, rows, who handled it, and the answer to it."),
    "take_exchange_file": _(
        "Takes a department's file in: checked at once like any import, applied only when confirmed."
    ),
    "answer_exchange_file": _(
        "Makes the sheet that tells the office which people of its file are known here; nothing beyond "
        "the agreement."
    ),
    "mergings": _("Old schemes merged into one: rolls matched, people decided, covers taken over, closed."),
    "merging": _("How far each county is, what is still open, and the sums that must hold before closing."),
    "match_merging": _("Matches the old rolls of all counties with the register anew; decisions made stay."),
    "take_over_merging": _(
        "Takes the covers of everybody decided over into the merged scheme; what is undecided stays behind."
    ),
    "close_merging": _(
        "Closes the merging once nobody is open and every sum holds; afterwards nothing of it changes."
    ),
    "legacy_rolls": _("Rolls of the old schemes by county and day, with how many rows are matched."),
    "legacy_roll": _("One roll's rows as the file had them, and who each of them is."),
    "legacy_row": _("One row as the file had it, what is missing or wrong, and who it means."),
    "complete_row": _("Says the certificate or birth date the file lacks; the row is matched again at once."),
    "set_row_aside": _("The row means nobody and counts no more, until it is taken back."),
    "legacy_pairs": _("Rows that may be one person: decide each, the groups follow at once."),
    "legacy_pair": _("Both rows side by side: one person or two? The next pair follows."),
    "found_people": _(
        "Everybody found on the old rolls: who they are in the register and which cover goes on."
    ),
    "found_person": _("The rows that mean one person, and which of the old covers goes on."),
    "choose_cover": _(
        "For somebody insured twice: which cover goes on; without a choice the policy's order holds."
    ),
    "undo_take_over": _(
        "The person waits again to be taken over; no longer possible once the merging is closed."
    ),
}
