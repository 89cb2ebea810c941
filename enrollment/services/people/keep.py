"""Register a person at a counter, and correct what the register says (the history keeps what it said before)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.scoping import system_scope
from enrollment.models import Coverage, Person
from enrollment.rules.identity import person_number, pinyin_of
from enrollment.services.coverage.history import lock_person
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty_in_area


class PersonRefused(DomainError):
    """The person cannot be registered or corrected so."""


@transaction.atomic
def register_person(
    *,
    county: Agency,
    psn_cert_type: str,
    certno: str,
    psn_name: str,
    brdy: dt.date,
    gend: str,
    acting_user: User,
    tel: str = "",
    addr: str = "",
) -> Person:
    """Somebody the register does not know yet, of ``county``. Duty to register in its area.

    Raises :class:`PersonRefused` where the certificate is somebody's of the area already, ``DutyMissing``.
    """
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=county.area)
    _require_sound(brdy)
    _require_free(psn_cert_type, certno, county)
    person = Person(
        psn_no=person_number(county.code, psn_cert_type, certno), psn_cert_type=psn_cert_type, certno=certno,
        psn_name=psn_name, pinyin=pinyin_of(psn_name), brdy=brdy, gend=gend, tel=tel, addr=addr,
        county=county,
    )  # fmt: skip
    with system_scope():
        person.full_clean()
        person.save()
    return person


@transaction.atomic
def correct_person(
    *,
    person: Person,
    psn_cert_type: str,
    certno: str,
    psn_name: str,
    brdy: dt.date,
    gend: str,
    acting_user: User,
    tel: str = "",
    addr: str = "",
) -> Person:
    """What the register says, by the certificate shown; the person number stays. Duty to register in the area.

    Raises :class:`PersonRefused` where the certificate is another's, or the birth would lie after a covered day.
    """
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=person.county.area)
    with system_scope():
        held = lock_person(person.pk)
        _require_sound(brdy)
        _require_free(psn_cert_type, certno, held.county, but=held)
        before = Coverage.objects.filter(person=held, effective=True, period__startswith__lt=brdy)
        if brdy != held.brdy and before.exists():
            raise PersonRefused(_("Cover began before %(day)s: correct the coverage first."), day=brdy)
        told = {
            "psn_cert_type": psn_cert_type, "certno": certno, "psn_name": psn_name, "pinyin": pinyin_of(psn_name),
            "brdy": brdy, "gend": gend, "tel": tel, "addr": addr,
        }  # fmt: skip
        for name, value in told.items():
            setattr(held, name, value)
        held.full_clean()
        held.save()
    return held


def _require_sound(born: dt.date) -> None:
    if born > timezone.localdate():
        raise PersonRefused(_("The day of birth lies ahead."))


def _require_free(psn_cert_type: str, certno: str, county: Agency, but: Person | None = None) -> None:
    # Whoever brings a certificate may know that it is taken, but of whose register only within the area.
    with system_scope():
        known = (
            Person.objects.filter(psn_cert_type=psn_cert_type, certno=certno)
            .exclude(pk=but and but.pk)
            .first()
        )
    if known is not None:
        where = known.county if known.county.area_id == county.area_id else _("another area")
        raise PersonRefused(_("This certificate is registered in %(where)s already."), where=where)
