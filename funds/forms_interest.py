"""What is asked for about interest at agreed rates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField
from funds.models import AgreedRate, FundAccount


class RateForm(forms.Form):
    """``accounts`` are those the reader's agency keeps."""

    fund_account = forms.ModelChoiceField(
        label=_("Account of the fund"),
        queryset=FundAccount.unscoped.none(),
        empty_label=None,
        help_text=_("One of the bank accounts of the fund that your agency keeps."),
    )
    rate = forms.DecimalField(
        label=_("Agreed rate, % a year"), max_digits=7, decimal_places=4, min_value=0, max_value=99
    )
    day_count = forms.TypedChoiceField(
        label=_("Day count"), coerce=int, choices=AgreedRate.DayCount.choices, initial=360
    )
    settles_on = forms.IntegerField(
        label=_("Interest is settled on day"),
        min_value=1,
        max_value=28,
        initial=20,
        required=False,
        help_text=_("Of the last month of the quarter; empty: its last day."),
    )
    valid_from = DayField(label=_("Valid from"))
    agreement = LineField(label=_("Agreement with the bank"), max_length=100)

    def __init__(self, *args: Any, accounts: QuerySet[FundAccount], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["fund_account"]
        field.queryset = accounts


class ExplainInterestForm(forms.Form):
    """Carries the difference the reader was shown."""

    seen = forms.DecimalField(widget=forms.HiddenInput)
    explanation = LineField(label=_("Explanation"), max_length=300)
