"""What the funds really pay of in-scope inpatient costs, month by month, beside the aim of the policy (HG-05)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.access import requires
from config.listing import Column, Table
from config.money import from_fen
from config.periods import Month
from funds.models import Clearing
from funds.reads.inpatient_ratio import PaidShare, paid_shares
from institutions.access import AgencyRequest

from .capital import scheme_of
from .ledger import month_asked

TONES = {"within": "ok", "below": "warn", "above": "warn"}
STANDINGS = {"within": _("As aimed at"), "below": _("Below the aim"), "above": _("Above the aim")}


def _aim_in_words(row: PaidShare) -> str:
    """75% ± 5, with its clause."""
    if row.aim is None:
        return "—"
    said = f"{row.aim.about / 100:g}% ± {row.aim.within / 100:g}"
    return f"{said} 〔{row.aim.given.clause}〕" if row.aim.given.clause else said


COLUMNS = (
    Column("insutype", _("Scheme"), get=scheme_of),
    Column("county", _("Insured in"), get=lambda row: row.county or _("Together")),
    Column("stays", _("Stays"), "number"),
    Column("in_scope", _("In-scope costs"), "money", get=lambda row: from_fen(row.in_scope)),
    Column("basic", _("Paid by the pooled fund"), "money", get=lambda row: from_fen(row.basic)),
    Column("share", _("Payment ratio"), "percent"),
    Column("share_of_funds", _("With all funds"), "percent"),
    Column("aim", _("Aimed at"), get=_aim_in_words),
    Column(
        "standing", _("Standing"), "badge", get=lambda row: STANDINGS.get(row.standing, "—"),
        tone=lambda row: TONES.get(row.standing, "plain"),
    ),
)  # fmt: skip


@requires()
def inpatient_ratio(request: AgencyRequest) -> HttpResponse:
    """By county and scheme of a month; sums are of what the reader may see."""
    area: Any = request.assignment.agency.area
    month = month_asked(request, _latest(area)) or Month.of(timezone.localdate())
    rows = paid_shares(area, month)
    context = {
        "title": _t("Payment ratio of inpatient care"),
        "month": month,
        "before": Month.of(month.first - dt.timedelta(days=1)),
        "off": [row for row in rows if row.standing in ("below", "above")],
        "shares": Table(_t("By scheme and county"), COLUMNS, rows, unit=_t("yuan")),
        "assumed": sorted({row.aim.given.assumed for row in rows if row.aim and row.aim.given.assumed}),
    }
    return render(request, "funds/inpatient_ratio.html", context)


def _latest(area: Any) -> Month | None:
    """The last month that was cleared."""
    cleared = (
        Clearing.objects.filter(area=area).exclude(state=Clearing.State.COLLECTING).order_by("-month").first()
    )
    return Month.of(cleared.month) if cleared else None
