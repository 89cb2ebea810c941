"""The second person's part in what the sheets brought: accounts and deductions."""

from __future__ import annotations

from claims.models import Deduction
from claims.services.review_deduction import review_deduction
from config.demo.staff import Cast
from config.scoping import acting_as, system_scope
from institutions.models import Agency, Duty, PayeeAccount
from institutions.services.lay_out_area import AreaLayout
from institutions.services.payee_accounts import approve_payee_account, paying_agency


def approve_payee_accounts(layout: AreaLayout, cast: Cast) -> int:
    """Put every waiting account of the area in force; how many."""
    waiting = PayeeAccount.objects.filter(
        approved_by__isnull=True, withdrawn_by__isnull=True, institution__area=layout.area
    )
    with system_scope():  # to find out who is to approve each
        accounts = list(waiting.select_related("institution__county", "institution__area").order_by("pk"))
    for account in accounts:
        approver = cast.at(paying_agency(account.institution), Duty.APPROVE)
        with acting_as(approver):
            approve_payee_account(account=account, acting_user=approver)
    return len(accounts)


def review_deductions(layout: AreaLayout, cast: Cast) -> int:
    """Confirm every deduction of the area that waits; how many."""
    reviewed = 0
    for agency in (layout.city, *layout.units):
        reviewer = cast.at(agency, Duty.REVIEW)
        with acting_as(reviewer):
            waiting = Deduction.objects.filter(reviewed_by__isnull=True).select_related("institution__county")
            for deduction in [one for one in waiting if _payer(one) == agency]:
                review_deduction(deduction=deduction, acting_user=reviewer)
                reviewed += 1
    return reviewed


def _payer(deduction: Deduction) -> Agency:
    return paying_agency(deduction.institution)
