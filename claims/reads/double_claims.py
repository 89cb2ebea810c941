"""Bills of a person that look like ones brought to the counter: the same institution, days that overlap."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from claims.models import STANDING, Bill, Reimbursement, ReimbursementBill, Settlement
from config.scoping import system_scope

_of_bill = Settlement.unscoped.filter(bill=OuterRef("pk"))


def double_claims(case: Reimbursement) -> list[tuple[str, str]]:
    """(number of the case's bill, number of the other) for every other bill that is not cancelled.

    Numbers only: the other bill may belong to a county the reader does not see.
    """
    mine = ReimbursementBill.objects.filter(reimbursement=case, live=True).select_related("bill")
    found = []
    with system_scope():
        for one in mine:
            others = (
                Bill.objects.filter(
                    person=one.bill.person_id,
                    institution=one.bill.institution_id,
                    begndate__lte=one.bill.enddate,
                    enddate__gte=one.bill.begndate,
                )
                .exclude(case__reimbursement=case)
                .filter(~Exists(_of_bill) | Exists(_of_bill.filter(STANDING)))
                .exclude(case__live=False)
            )
            found += [(one.bill.setl_id, number) for number in others.values_list("setl_id", flat=True)]
    return found
