"""Forms of the acts around working capital."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, MoneyInput, MonthField


class YearForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)


class AgreeForm(forms.Form):
    agreement_no = forms.CharField(label=_("Number of the loan agreement"), max_length=60)
    agreed_on = DayField(label=_("Agreement signed on"))
    carry_over = forms.BooleanField(
        label=_("Carry over what is still open of last year's loan"), required=False
    )

    def __init__(self, *args: Any, may_carry: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_carry:
            del self.fields["carry_over"]


class ReturnForm(forms.Form):
    amount = MoneyInput(label=_("Amount, yuan"))
    received_on = DayField(label=_("Came in on"))
    evidence = forms.CharField(label=_("Number of the bank's slip"), max_length=200)


class SetOffForm(forms.Form):
    amount = MoneyInput(label=_("Amount, yuan"))
    month = MonthField(label=_("Clearing month"))


class WhyForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


def year_now() -> int:
    """The year whose loans are next: from December on the coming one."""
    today: dt.date = timezone.localdate()
    return today.year + 1 if today.month == 12 else today.year
