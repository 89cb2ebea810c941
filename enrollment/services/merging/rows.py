"""A person looks into one row: says what the file left out, sets it aside, or puts it back. The file's words stay."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.scoping import system_scope
from config.spreadsheets.certificates import RESIDENT_CARD
from enrollment.models import LegacyRow
from enrollment.rules.merging.numbers import FAULTY, read_number
from institutions.models import User

from .lock import MergingRefused, lock_open, require_deciding, required_reason
from .neighbourhood import rows_around
from .store import rematch


@transaction.atomic
def complete_row(
    *, row: LegacyRow, certno: str, birth: dt.date | None, reason: str, acting_user: User
) -> LegacyRow:
    """The row with a certificate number, a birth date, or both; it is matched anew at once.

    Duty register at its county or the city. Raises ``MergingRefused`` where the number is not sound, contradicts
    the birth date, or nothing is given, ``DutyMissing``.
    """
    text = required_reason(reason)
    number = read_number(RESIDENT_CARD, certno.strip().upper())
    if certno.strip() and number.mark == FAULTY:
        raise MergingRefused(_("This is no sound identity-card number."))
    if not certno.strip() and birth is None:
        raise MergingRefused(_("Give the certificate number or the birth date."))
    with system_scope():
        locked = _locked(row, acting_user)
        known = number.born or read_number(locked.psn_cert_type, locked.certno).born
        if known is not None and birth is not None and birth != known:
            raise MergingRefused(_("The identity card tells another birth date: %(day)s."), day=known)
        if number.number:
            locked.psn_cert_type, locked.certno, locked.certificate = (
                RESIDENT_CARD,
                number.number,
                number.mark,
            )
            locked.gend = number.gender
        locked.birth = known or birth
        return _changed(locked, text, acting_user)


@transaction.atomic
def set_aside(*, row: LegacyRow, reason: str, acting_user: User) -> LegacyRow:
    """The row, meaning nobody: no person and no cover come of it, and the report says so. Duty and refusals alike."""
    text = required_reason(reason)
    with system_scope():
        locked = _locked(row, acting_user)
        if locked.set_aside:
            raise MergingRefused(_("This row is set aside already."))
        locked.set_aside = text
        return _changed(locked, text, acting_user)


@transaction.atomic
def put_back(*, row: LegacyRow, reason: str, acting_user: User) -> LegacyRow:
    """The row, counting again. Duty and refusals alike."""
    text = required_reason(reason)
    with system_scope():
        locked = _locked(row, acting_user)
        if not locked.set_aside:
            raise MergingRefused(_("This row is not set aside."))
        locked.set_aside = ""
        return _changed(locked, text, acting_user)


def _locked(row: LegacyRow, acting_user: User) -> LegacyRow:
    require_deciding(county=row.county, area=row.merging.area, acting_user=acting_user)
    lock_open(row.merging_id)
    return (
        LegacyRow.unscoped.select_for_update(of=("self",)).select_related("county", "merging").get(pk=row.pk)
    )


def _changed(row: LegacyRow, reason: str, acting_user: User) -> LegacyRow:
    before = rows_around(row.merging_id, [row.pk])
    row.change_reason, row.changed_by = reason, acting_user
    row.full_clean(validate_unique=False)
    row.save()
    rows = sorted({*before, *rows_around(row.merging_id, [row.pk])})
    rematch(merging=row.merging, rows=rows, acting_user=acting_user)
    row.refresh_from_db()
    return row
