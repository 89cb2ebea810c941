"""The account a person is paid to: one enters it, another checks it against the card."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import PersonAccount
from claims.services.counters import counter_for
from config.errors import DomainError
from institutions.models import Duty, User
from institutions.services.duties import require_another


class AccountRefused(DomainError):
    """The account cannot be entered or checked so."""


@transaction.atomic
def check_account(*, account: PersonAccount, acting_user: User) -> PersonAccount:
    """Confirm what another person entered; duty to review. The same again changes nothing."""
    account = (
        PersonAccount.objects.select_for_update(of=("self",))
        .select_related("insu_county__area", "entered_by")
        .get(pk=account.pk)
    )
    counter_for(account, acting_user, Duty.REVIEW)
    require_another(user=acting_user, previous=account.entered_by, act=_("Account of a person"))
    if account.checked_by_id is None:
        account.checked_by, account.checked_at = acting_user, timezone.now()
        account.save(update_fields=["checked_by", "checked_at"])
    return account
