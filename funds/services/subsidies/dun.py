"""Write a letter to a government whose part of a quarter's subsidy is late or short (NB-15)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.services.case_numbers import next_number
from funds.models import SubsidyDunning
from funds.reads.subsidies import subsidy_year
from funds.rules.subsidies import LATE, SHORT
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty

from .faults import SubsidyRefused
from .receive import keeper_of


@transaction.atomic
def dun_subsidy(
    *, county: Agency, insutype: str, year: int, quarter: int, payer: str, acting_user: User
) -> SubsidyDunning:
    """The letter, with what is short today. Duty finance where the books are kept; one letter a day.

    Raises :class:`SubsidyRefused` where nothing is late, ``DutyMissing``.
    """
    today = timezone.localdate()
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=keeper_of(county, today))
    # One letter at a time: whoever comes second finds the first one's.
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=county.pk)
    found = subsidy_year(area=county.area, year=year, insutype=insutype, today=today, county=county.pk)
    due = next((one for one in found.dues if (one.payer, one.quarter) == (payer, quarter)), None)
    if due is None or due.state not in (LATE, SHORT):
        raise SubsidyRefused(_("Nothing of this quarter is late."))
    if due.dunned == today:
        raise SubsidyRefused(_("A letter was written today already."))
    return SubsidyDunning.objects.create(  # type: ignore[no-any-return]
        number=next_number("CB"), county=county, insutype=insutype, year=year, quarter=quarter, payer=payer,
        due_on=due.due_on, due=due.due, short=due.open, clause=due.clause, written_by=acting_user,
    )  # fmt: skip
