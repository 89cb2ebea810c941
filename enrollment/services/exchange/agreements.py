"""The city agency agrees with an office on what is exchanged, and ends what was agreed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrollment.models import ExchangeAgreement
from enrollment.spreadsheets.exchange.layouts import layout_of
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_city_duty

from .agreed import ExchangeRefused


@transaction.atomic
def make_agreement(
    *,
    area: PoolingArea,
    counterpart: str,
    counterpart_name: str,
    layout: str,
    purpose: str,
    agreed_by: str,
    begins: dt.date,
    acting_user: User,
    ends: dt.date | None = None,
) -> ExchangeAgreement:
    """The new agreement, in force from ``begins`` up to, not including, ``ends``.

    The direction is the layout's. Duty approve at the city agency. Raises ``ExchangeRefused`` where the layout is not
    for such an office (nobody gets columns their task does not need), ``ValidationError``, ``DutyMissing``.
    """
    require_city_duty(user=acting_user, duty=Duty.APPROVE, area=area)
    columns = layout_of(layout)
    if counterpart not in columns.counterparts:
        raise ExchangeRefused(
            _("“%(layout)s” is not exchanged with this kind of office."), layout=columns.label
        )
    agreement = ExchangeAgreement(
        area=area, counterpart=counterpart, counterpart_name=counterpart_name.strip(), layout=layout,
        direction=columns.direction, purpose=purpose.strip(), agreed_by=agreed_by.strip(), begins=begins, ends=ends,
        made_by=acting_user,
    )  # fmt: skip
    agreement.full_clean()
    agreement.save()
    return agreement


@transaction.atomic
def end_agreement(
    *, agreement: ExchangeAgreement, day: dt.date, reason: str, acting_user: User
) -> ExchangeAgreement:
    """The agreement, over from ``day`` on: today at the earliest, for what was exchanged under it was agreed.

    Duty approve at the city agency. Raises ``ExchangeRefused``, ``ValidationError``, ``DutyMissing``.
    """
    require_city_duty(user=acting_user, duty=Duty.APPROVE, area=agreement.area)
    agreement.refresh_from_db(from_queryset=ExchangeAgreement.objects.select_for_update())
    if agreement.ends is not None and agreement.ends <= day:
        raise ExchangeRefused(_("The agreement ends on %(day)s already."), day=agreement.ends)
    if day < timezone.localdate():
        raise ExchangeRefused(_("An agreement ends today at the earliest."))
    agreement.ends, agreement.ended_reason = day, reason.strip()
    if not agreement.ended_reason:
        raise ExchangeRefused(_("Say why the agreement ends."))
    agreement.full_clean()
    agreement.save(update_fields=["ends", "ended_reason"])
    return agreement
