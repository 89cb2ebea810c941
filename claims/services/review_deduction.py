"""A second person confirms a deduction; only then a clearing withholds it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import Deduction
from config.errors import DomainError
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_at_or_above
from institutions.services.payee_accounts import paying_agency


class DeductionRefused(DomainError):
    """The deduction cannot be reviewed as it stands."""


@transaction.atomic
def review_deduction(*, deduction: Deduction, acting_user: User) -> Deduction:
    """Confirm ``deduction``; needs the duty to review at the agency that pays the institution, or at its city."""
    deduction = Deduction.objects.select_for_update(of=("self",)).get(pk=deduction.pk)
    payer = paying_agency(deduction.institution)
    require_at_or_above(user=acting_user, duties=(Duty.REVIEW,), agency=payer)
    require_another(user=acting_user, previous=deduction.handled_by, act=_("Deduction"))
    if deduction.reviewed_by_id is not None:
        raise DeductionRefused(_("%(reference)s is already reviewed."), reference=deduction.reference)
    deduction.reviewed_by = acting_user
    deduction.save(update_fields=["reviewed_by"])
    return deduction
