"""Say why a quarter's interest is not what the agreed rate gives."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import FundAccount, InterestExplanation
from funds.reads.interest import interest_check
from institutions.models import Duty, User
from institutions.services.duties import require_at_or_above


class InterestRefused(DomainError):
    """The difference cannot be explained so."""


@transaction.atomic
def explain_interest(
    *, fund_account: FundAccount, day: dt.date, seen: Decimal, explanation: str, acting_user: User
) -> InterestExplanation:
    """Of the quarter that ``day`` lies in; ``seen`` is the difference the reader was shown. Finance of agency or city.

    It holds for these two amounts: another slip, and it is asked for anew. Raises :class:`InterestRefused` where
    nothing differs, the quarter is not over, or another difference was shown; ``DutyMissing``.
    """
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=fund_account.agency)
    FundAccount.objects.select_for_update(of=("self",), no_key=True).get(pk=fund_account.pk)
    check = interest_check(fund_account, day)
    if check is None or not check.difference:
        raise InterestRefused(_("The interest is what the agreed rate gives: there is nothing to explain."))
    if check.span.last >= timezone.localdate():
        raise InterestRefused(_("The quarter is not over yet."))
    if check.difference != seen:
        raise InterestRefused(_("The difference changed since you looked at it: look again."))
    if not explanation.strip():
        raise InterestRefused(_("Say what the difference is."))
    found: InterestExplanation
    found, _new = InterestExplanation.objects.update_or_create(
        fund_account=fund_account,
        first=check.span.first,
        defaults={
            "last": check.span.last,
            "reckoned": check.reckoned,
            "received": check.received,
            "explanation": explanation.strip()[:300],
            "explained_by": acting_user,
        },
    )
    return found
