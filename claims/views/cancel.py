"""Cancel a bill: first what it frees and which later bills change, then the act."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import STANDING, Bill, Settlement
from claims.reads.people import person_of
from claims.services.cancel_settlement import cancel_settlement
from claims.services.preview_cancel import preview_cancel
from config.access import requires
from config.display import joined, money_text
from config.forms import DayField, Fact, LineField, act_page, once
from config.listing import Column, Table
from institutions.access import AgencyRequest

LONGEST_NUMBER = 30


class CancelForm(forms.Form):
    """The day is today, unless the institution took the bill back earlier."""

    setl_id = LineField(label=gettext_lazy("Number of the cancel"), max_length=LONGEST_NUMBER)
    day = DayField(label=gettext_lazy("Taken back on"))
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args: Any, settlement: Settlement, **options: Any) -> None:
        number = f"{settlement.setl_id[: LONGEST_NUMBER - 2]}-C"
        initial = {"setl_id": number, "day": timezone.localdate()}
        super().__init__(*args, initial=initial, **options)
        self.first = timezone.localtime(settlement.setl_time).date()

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if not self.first <= day <= timezone.localdate():
            raise ValidationError(
                _("The day lies between the settlement (%(first)s) and today."),
                params={"first": f"{self.first:%Y-%m-%d}"},
            )
        return day


COLUMNS = (
    Column(
        "bill",
        gettext_lazy("Settlement number"),
        "code",
        get=lambda row: row.bill.setl_id if row.bill else _("at another place"),
    ),
    Column("institution", gettext_lazy("Institution"), get=lambda row: row.bill and row.bill.institution),
    Column("enddate", gettext_lazy("To"), "date", get=lambda row: row.bill and row.bill.enddate),
    Column("fund_before", gettext_lazy("Funds before"), "money"),
    Column("fund_after", gettext_lazy("Funds after"), "money"),
    Column("fund_difference", gettext_lazy("Funds, difference"), "money"),
    Column("person_difference", gettext_lazy("Person, difference"), "money"),
    Column("why", gettext_lazy("Why"), get=lambda row: joined(row.why)),
)


@requires(duty="handle")
@once
def cancel(request: AgencyRequest, bill_id: int) -> HttpResponseBase:
    bill = get_object_or_404(Bill.objects.select_related("institution"), pk=bill_id)
    settlement = (
        Settlement.objects.filter(bill=bill, refd_setl_flag=False, is_current=True)
        .select_related("insu_county__area", "bill__institution")
        .order_by("-pk")
        .first()
    )
    if settlement is None:
        messages.warning(request, _("This bill is not settled: there is nothing to cancel."))
        return redirect("claims:bill", bill.pk)
    form = CancelForm(request.POST or None, settlement=settlement)

    def take_back() -> str:
        cancelled = cancel_settlement(
            settlement=settlement,
            acting_user=request.user,
            setl_id=form.cleaned_data["setl_id"],
            setl_time=_moment(form.cleaned_data["day"]),
            reason=form.cleaned_data["reason"],
        )
        return reverse("claims:bill", args=[cancelled.bill_id])

    return act_page(
        request,
        title=_("Cancel bill %(number)s") % {"number": bill.setl_id},
        **_what_happens(settlement),
        form=form,
        do=take_back,
        label=_("Cancel the bill"),
        said=_("The bill is cancelled."),
        danger=True,
        cancel_url=reverse("claims:bill", args=[bill.pk]),
    )


def _what_happens(settlement: Settlement) -> dict[str, Any]:
    facts = [
        Fact(_("Full name"), person_of(settlement.bill)),
        Fact(_("Institution"), settlement.bill.institution),
        Fact(_("Total medical fee"), money_text(-settlement.medfee_sumamt)),
        Fact(_("Funds together"), money_text(-settlement.fund_pay_sumamt)),
        Fact(_("Borne by the person"), money_text(-settlement.psn_part_amt)),
    ]
    if not Settlement.objects.filter(STANDING, pk=settlement.pk).exists():
        return {"facts": facts}
    preview = preview_cancel(settlement)
    if not preview.changed:
        return {"facts": facts, "warnings": [_("No other bill of the year comes out otherwise.")]}
    facts += [
        Fact(_("Other bills that change"), len(preview.changed)),
        Fact(_("Funds, difference"), money_text(preview.fund_difference)),
        Fact(_("Person, difference"), money_text(preview.person_difference)),
    ]
    warning = _("The other bills keep what they were paid until a second person of the county where the person is"
                " insured approves the redo that this opens.")  # fmt: skip
    warnings = [warning]
    if preview.waiting:
        warnings.append(
            _("A redo of this year waits already; what is shown here contains it and takes its place.")
        )
    table = Table(_("Bills that come out otherwise"), COLUMNS, preview.changed, unit=_("yuan"))
    return {"facts": facts, "affects": table, "warnings": warnings}


def _moment(day: dt.date) -> dt.datetime:
    """Now for today; for an earlier day its last second, so that the cancel comes after what it cancels."""
    if day == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))
