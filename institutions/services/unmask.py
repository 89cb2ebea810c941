"""Show a person's number whole: needs the duty and a purpose, and leaves a row before anything is shown."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import Agency, Duty, Unmasking, User
from institutions.services.duties import require_duty

SHORTEST_REASON = 4


class UnmaskRefused(DomainError):
    """No number is shown without a reason somebody else can check."""


@transaction.atomic
def unmask(
    *,
    record: models.Model,
    subject: str,
    fields: Sequence[str],
    purpose: str,
    reason: str,
    agency: Agency,
    address: str,
    acting_user: User,
) -> list[Unmasking]:
    """Keep that ``fields`` of ``record``, called ``subject``, are shown whole to ``acting_user`` at ``agency``.

    Raises ``DutyMissing`` (see full numbers, at ``agency``), :class:`UnmaskRefused` without fields or a reason.
    """
    require_duty(user=acting_user, duty=Duty.UNMASK, agency=agency)
    if not fields or purpose not in Unmasking.Purpose.values:
        raise UnmaskRefused(_("Say which numbers are needed and what for."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise UnmaskRefused(_("Say in words why it is needed: the case, the call, the letter."))
    return [
        Unmasking.unscoped.create(
            user=acting_user, agency=agency, subject_type=record._meta.label_lower, subject_id=record.pk,
            subject=subject[:200], field=field, purpose=purpose, reason=reason.strip(), address=address,
        )
        for field in fields
    ]  # fmt: skip
