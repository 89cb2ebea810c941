"""What pages of balances from before pooling, handovers and merged books are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "check_opening": _(
        "Compare the county's figure with the audit report attached to it; then the city takes it "
        "over. Not by whoever entered it."
    ),
    "return_opening": _(
        "The county enters the audited balance anew; say what is wrong with it. Only before it is booked."
    ),
    "confirm_opening": _(
        "The city takes the county's audited balance over; another person then approves and books it."
    ),
    "book_opening": _(
        "The audited balance stands in the ledger from now on and cannot be sent back. Not by whoever "
        "took it over."
    ),
    "use_opening": _(
        "Enter an advance out of the balance, money handed up, or a payment on the county's gap; "
        "another person books it."
    ),
    "charge_opening": _(
        "Charges all paid bills of care before pooling, not charged yet, to the county's balance; "
        "another person books it."
    ),
    "book_opening_use": _(
        "What was entered is booked against the county's balance or gap. Not by whoever entered it."
    ),
    "refuse_opening_use": _(
        "What was entered on the balance is wrong: nothing is booked, and bills charged with it wait again."
    ),
    "make_handover": _(
        "Begins a county's list of money, assets or records; one of money takes its items from the "
        "checked audited balance."
    ),
    "put_handover_item": _("One more thing the county hands over; only while the list is open to changes."),
    "handover_found": _("What the receiver really found of this item; where it differs, say why."),
    "remove_handover_item": _(
        "Takes an item entered wrongly off the list; the others keep their numbers. Not after the list "
        "is closed to changes."
    ),
    "seal_handover": _(
        "Nothing of the list changes any more; giver, receiver and supervisor sign it next. Money must "
        "equal the audited balance."
    ),
    "sign_handover": _(
        "The county's people sign as giver, the city's as receiver, the city's auditor as supervisor. "
        "One person signs once."
    ),
    "paper_signature": _(
        "For an office that does not work in this system: enter who signed on paper and attach the scan."
    ),
    "begin_book_merging": _(
        "The unit's old books, as the policy names them, begin their way into the one book; arrears "
        "and benefits are cleared next."
    ),
    "enter_legacy_arrear": _(
        "Enter what somebody still owes an old fund, by the papers; a second person confirms it."
    ),
    "confirm_legacy_arrear": _(
        "The papers prove the debt to the old fund; payments on it can be entered then. Not by whoever "
        "entered it."
    ),
    "drop_legacy_arrear": _(
        "The debt to the old fund was entered wrongly and counts no more; only before it is confirmed."
    ),
    "pay_legacy_arrear": _(
        "Enter money that came in on a confirmed debt to the old fund; another person books it."
    ),
    "decide_arrear_payment": _(
        "Books the payment as income of the old fund, or of the one fund once the books are merged. "
        "Not by whoever entered it."
    ),
    "list_legacy_benefits": _(
        "Lists what old funds have not paid or cleared yet; listed again, it adds new ones and marks "
        "what was paid."
    ),
    "carry_legacy_benefits": _("What old funds still owe goes on into the one fund, which pays it; say why."),
    "propose_book_closing": _(
        "Finance finds everything cleared up; unpaid benefits are listed once more, then a second "
        "person closes."
    ),
    "close_book_merging": _(
        "All accounts go over into the one book and the old books take nothing any more. Not by "
        "whoever proposed it."
    ),
}
