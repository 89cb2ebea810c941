"""Another account for what the bank could not pay, where the amount has no case of its own that keeps one."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from claims.models import Payable, PersonAccount
from claims.services.payables import PayableRefused
from claims.services.person_accounts import check_for, enter_for
from institutions.models import User


def without_case() -> QuerySet[Payable]:
    """Amounts whose account stood on the request they come from: personal accounts, contributions given back."""
    found: QuerySet[Payable] = Payable.objects.filter(
        dfr_souc__in=(
            Payable.Kind.ACCOUNT_PAID_OUT,
            Payable.Kind.ACCOUNT_TRANSFER,
            Payable.Kind.CONTRIBUTION,
        )
    )
    return found


@transaction.atomic
def enter_another_account(*, payable: Payable, acting_user: User, **account: str) -> PersonAccount:
    """See :func:`enter_for`; raises :class:`PayableRefused` for what keeps its account in a case."""
    held = _held(payable)
    return enter_for(held, held, acting_user=acting_user, **account)


@transaction.atomic
def check_another_account(*, payable: Payable, acting_user: User) -> PersonAccount:
    """See :func:`check_for`: from then on the payment can be issued again."""
    held = _held(payable)
    return check_for(held, held, acting_user=acting_user)


def _held(payable: Payable) -> Payable:
    held = without_case().select_for_update(of=("self",)).filter(pk=payable.pk).first()
    if held is None:
        raise PayableRefused(_("The account of amount %(number)s is kept with its case."), number=payable)
    return held
