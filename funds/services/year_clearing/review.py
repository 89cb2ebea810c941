"""The second person's word on a year; from then on the months settle it (docs/decisions/010).

What is still due waits for the institution's next statement, which finds it by itself. What is taken back becomes a
reviewed deduction, which waits from month to month; working capital still out becomes a checked set-off.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models import Deduction
from claims.services.clearing_months import open_month
from config.money import from_fen, to_fen
from config.periods import Month
from funds.models import CapitalRepayment, InstitutionYear, YearClearing
from funds.services.capital.repay import free_of
from funds.services.capital.states import locked as locked_loan
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_city_duty

from .facts import loans_of, refuse_moved_months
from .states import YearRefused, locked_year, year_after


@transaction.atomic
def review_year(*, clearing: YearClearing, acting_user: User) -> YearClearing:
    """Duty review at the city, somebody else than who computed.

    Refused while an institution has neither confirmed nor been answered, or where a month or the working capital
    changed since.
    """
    held = locked_year(clearing)
    require_city_duty(user=acting_user, duty=Duty.REVIEW, area=held.area)
    state = year_after(held, "review")
    require_another(user=acting_user, previous=held.computed_by, act=_("Review of the year"))
    years = list(InstitutionYear.objects.filter(clearing=held).select_related("institution", "county"))
    waiting = [one for one in years if one.state not in InstitutionYear.FINAL]
    if waiting:
        raise YearRefused(
            _("%(count)s institutions have not confirmed: %(names)s."),
            count=len(waiting),
            names="、".join(str(one.institution) for one in waiting[:5]),
        )
    refuse_moved_months(held, years)
    month = open_month(area_id=held.area_id, insutype=held.insutype, month=Month(held.year + 1, 1))
    for year in years:
        _take_back(year, held, month, acting_user)
        _settle_capital(year, held, month, acting_user)
    held.state, held.reviewed_by, held.reviewed_at = state, acting_user, timezone.now()
    held.settled_from = month.first
    held.save()
    return held


def _take_back(year: InstitutionYear, clearing: YearClearing, month: Month, reviewer: User) -> None:
    if to_fen(year.outcome) >= 0:
        return
    Deduction.objects.create(
        institution=year.institution,
        insutype=clearing.insutype,
        clr_month=month.first,
        det_type=Deduction.Kind.OTHER,
        reference=reference_of(year),
        amount=-year.outcome,
        reason=gettext("Taken back by the year-end clearing of %(year)s") % {"year": clearing.year},
        handled_by=clearing.computed_by,
        reviewed_by=reviewer,
    )


def reference_of(year: InstitutionYear) -> str:
    """The number of the deduction that takes a year back; once for a year."""
    return f"YE{year.clearing.year}-{year.clearing.insutype}-{year.pk}"


def _settle_capital(year: InstitutionYear, clearing: YearClearing, month: Month, reviewer: User) -> None:
    """What was counted as lent is set off, in the name of whoever computed it."""
    rest = to_fen(year.capital_settled)
    for loan in loans_of(clearing, year.institution_id):
        held = locked_loan(loan)
        part = min(rest, max(0, to_fen(free_of(held))))
        if part <= 0:
            continue
        CapitalRepayment.objects.create(
            loan=held,
            kind=CapitalRepayment.Kind.SET_OFF,
            state=CapitalRepayment.State.CHECKED,
            amount=from_fen(part),
            clr_month=month.first,
            evidence=gettext("Year-end clearing of %(year)s") % {"year": clearing.year},
            entered_by=clearing.computed_by,
            checked_by=reviewer,
            checked_at=timezone.now(),
        )
        rest -= part
    if rest:
        raise YearRefused(
            _(
                "%(institution)s returned working capital since the year was computed: send it back, compute it anew."
            ),
            institution=year.institution,
        )


@transaction.atomic
def send_back_year(*, clearing: YearClearing, reason: str, acting_user: User) -> YearClearing:
    """Back to be computed anew, with a reason; what institutions confirmed is void. Duty review at the city."""
    held = locked_year(clearing)
    require_city_duty(user=acting_user, duty=Duty.REVIEW, area=held.area)
    state = year_after(held, "send_back")
    if not reason.strip():
        raise YearRefused(_("Say why the clearing is sent back."))
    held.state, held.returned_reason = state, reason.strip()[:300]
    held.save()
    return held
