"""What can be wrong with bills and what hangs on them, in words."""

from django.utils.translation import gettext_noop as _noop

from config.spreadsheets.faults import WARNING, register_messages

__all__ = ["WARNING"]

register_messages(
    {
        "person_missing": _noop("give the person number or the certificate number"),
        "person_unknown": _noop("nobody in this area has this number"),
        "person_conflict": _noop("the person number and the certificate belong to different people"),
        "name_differs": _noop("the person with this number is registered under another name"),
        "institution_elsewhere": _noop(
            "an institution of another county, which brings its bills itself; a bill paid at your counter has pay_loc 1"
        ),
        "psn_type_unknown": _noop("not covered on that day: give the person category"),
        "not_covered": _noop("not covered by this scheme on %(day)s: the bill will wait"),
        "bill_settled": _noop("settled already with other content; cancel that settlement first"),
        "bill_differs": _noop("a bill with this number is stored with other facts"),
        "bill_taken": _noop("this number is already used by a bill of another county"),
        "settled_before_care": _noop("settled before the care began"),
        "parts_incomplete": _noop("give all four parts or none"),
        "parts_and_fees": _noop("give the four parts or the fee classes, not both"),
        "parts_differ": _noop("the four parts add up to %(sum)s, the bill to %(total)s"),
        "fees_differ": _noop("the fees add up to %(sum)s, the bill to %(total)s"),
        "cancel_positive": _noop("a cancel carries no positive amount"),
        "cancel_of_nothing": _noop("name the settlement that is cancelled"),
        "cancel_unknown": _noop("there is no such settlement to cancel"),
        "cancel_repeated": _noop("that settlement is cancelled already"),
        "cancel_named_without_flag": _noop("names a cancelled settlement, but the cancel flag is not set"),
        "identity_fails": _noop("the amounts do not agree with each other: %(identities)s"),
        "bill_unknown": _noop("there is no such bill"),
        "line_of_settled_bill": _noop("the bill is settled; its lines stay as they are"),
        "quantity_price": _noop("quantity times price is %(product)s"),
        "share_too_large": _noop("more than the whole"),
        "lines_differ": _noop("all lines of the bill add up to %(sum)s, the bill to %(total)s"),
        "deduction_reviewed": _noop("reviewed already; it stays as it is"),
        "deduction_zero": _noop("a deduction is more than zero"),
        "deduction_taken": _noop("this reference is already used for another institution"),
        "month_not_collecting": _noop("this month's clearing no longer collects; use %(month)s"),
    }
)
