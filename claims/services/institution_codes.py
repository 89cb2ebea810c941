"""What an institution's own code stands for, said by a clerk of its county or city."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from claims.models import CatalogueItem, CatalogueVersion, InstitutionCode
from config.errors import DomainError
from institutions.models import Duty, Institution, User
from institutions.services.duties import require_duty
from institutions.services.payee_accounts import paying_agency


class CodeRefused(DomainError):
    """The meaning cannot be kept; nothing was changed."""


@transaction.atomic
def give_meaning(
    *,
    institution: Institution,
    own_code: str,
    own_name: str,
    code: str,
    valid_from: dt.date,
    acting_user: User,
) -> InstitutionCode:
    """From ``valid_from`` the institution's ``own_code`` means the national ``code`` ("" is own expense).

    An earlier meaning ends the day before. Bills settled already keep what they were settled by; those that wait
    are settled with the next run.
    """
    require_handler(institution, acting_user)
    if (
        code
        and not CatalogueItem.objects.filter(med_list_codg=code, version__in=_versions(institution)).exists()
    ):
        raise CodeRefused(_("No catalogue of the area has the code %(code)s."), code=code)
    later = InstitutionCode.objects.filter(
        institution=institution, medins_list_codg=own_code, period__startswith__gte=valid_from
    ).first()
    if later is not None:
        raise CodeRefused(
            _("%(code)s has a meaning from %(day)s on; correct that one."),
            code=own_code,
            day=later.period.lower,
        )
    earlier = InstitutionCode.objects.select_for_update(of=("self",)).filter(
        institution=institution, medins_list_codg=own_code, period__contains=valid_from
    )
    for one in earlier:
        one.period = DateRange(one.period.lower, valid_from)
        one.save(update_fields=["period"])
    meaning = InstitutionCode(
        institution=institution,
        medins_list_codg=own_code,
        own_name=own_name,
        med_list_codg=code,
        period=DateRange(valid_from, None),
        handled_by=acting_user,
    )
    meaning.full_clean()
    meaning.save()
    return meaning


@transaction.atomic
def correct_meaning(
    *, meaning: InstitutionCode, code: str, last_day: dt.date | None, acting_user: User
) -> InstitutionCode:
    """Correct what a code stands for, or end it after ``last_day``; the history keeps what it was."""
    meaning = (
        InstitutionCode.objects.select_for_update(of=("self",))
        .select_related("institution")
        .get(pk=meaning.pk)
    )
    require_handler(meaning.institution, acting_user)
    if last_day is not None and last_day < meaning.period.lower:
        raise CodeRefused(_("The period ends before it begins."))
    end = last_day + dt.timedelta(days=1) if last_day is not None else None
    meaning.med_list_codg, meaning.period = code, DateRange(meaning.period.lower, end)
    meaning.full_clean()
    meaning.save()
    return meaning


def _versions(institution: Institution) -> list[int]:
    """Versions of the institution's area and of the regions above it, drafts included."""
    areas = [area.pk for area in institution.area.lineage()]
    return list(CatalogueVersion.objects.filter(area__in=areas).values_list("pk", flat=True))


def require_handler(institution: Institution, user: User) -> None:
    """Whoever handles at the agency that pays the institution, or at its city."""
    payer = paying_agency(institution)
    at = payer.parent if payer.parent and Duty.HANDLE in user.duties_at(payer.parent) else payer
    require_duty(user=user, duty=Duty.HANDLE, agency=at)
