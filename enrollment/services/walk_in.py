"""Somebody of another county at our counter (NB-27): found by name and certificate, shown what an act needs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty


class NobodyFound(DomainError):
    """Name and certificate do not both belong to one insured person of the area."""


def find_walk_in(
    *, certno: str, psn_name: str, agency: Agency, acting_user: User, psn_cert_type: str = "01"
) -> Person:
    """The person of the agency's whole area with this certificate **and** name.

    Whoever knows only one of them learns nothing: both wrong and one wrong are answered alike. Raises
    ``NobodyFound`` and ``DutyMissing``.
    """
    require_duty(user=acting_user, duty=Duty.REGISTER, agency=agency)
    with system_scope():
        found: Person | None = (
            Person.objects.filter(
                psn_cert_type=psn_cert_type,
                certno=certno,
                psn_name=psn_name,
                canonical__isnull=True,
                county__area_id=agency.area_id,
            )
            .select_related("county")
            .first()
        )
    if found is None:
        raise NobodyFound(_("Nobody insured in this area has this certificate and this name."))
    return found
