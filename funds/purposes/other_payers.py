"""What pages of money laid out for insurer and medical aid are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "other_payers": _(
        "What the agency laid out on one-stop bills for insurer, medical aid and other funds, and "
        "claims back from them."
    ),
    "payer_claims": _(
        "Laid out for serious-illness insurer and medical aid by month: claimed, come back, still open "
        "and how old. Enter receipts here."
    ),
    "given_back": _(
        "Money that came back from insurer and medical aid; finance enters it, a second person checks "
        "it into the books."
    ),
    "check_given_back": _(
        "Compare the money with the bank's slip: once checked, it is booked against the claim. Not by "
        "whoever entered it."
    ),
    "drop_given_back": _(
        "For money given back that was entered wrongly: it never reaches the books; say why. Only "
        "before it is checked."
    ),
    "payer_lists": _(
        "Monthly bill lists of insurer and medical aid beside what the clearing laid out: explain "
        "differences, confirm, claim."
    ),
    "payer_list": _(
        "One month of one payer by outcome: explain what differs, then confirm; the claim can be "
        "printed once confirmed."
    ),
    "payer_list_lines": _(
        "Every bill of the payer's list beside ours; filter by outcome and explain the differing ones."
    ),
    "compare_payer_list": _(
        "Compares the payer's list again with what is settled by now, after bills were mended."
    ),
    "explain_payer_line": _(
        "Say what this bill's difference is; the month cannot be claimed while one is unexplained."
    ),
    "explain_payer_outcome": _(
        "One sentence for all bills of this payer's list with the same outcome that nobody has explained yet."
    ),
    "confirm_payer_list": _(
        "What both sides agree on is claimed from the payer then; the list does not change. Not by "
        "whoever explained a difference."
    ),
}
