"""What a counter asks for when it counts years or judges a retirement."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField, MonthField
from enrollment.models import ContributionYears


class YearsForm(forms.Form):
    source = forms.ChoiceField(label=_("Source"), choices=ContributionYears.Source.choices)
    first = MonthField(label=_("First month"))
    last = MonthField(label=_("Last month"))
    months = forms.IntegerField(
        label=_("Months counted"), required=False, min_value=1, help_text=_("Empty when no month lacks.")
    )
    evidence = LineField(label=_("Evidence"), max_length=200)


class ReasonForm(forms.Form):
    reason = LineField(label=_("Reason"), max_length=200)


class RetirementForm(forms.Form):
    retired_on = DayField(
        label=_("Retired on"), help_text=_("Of flexible workers: the day of the statutory age.")
    )
    joined_on = DayField(
        label=_("Joined on"),
        required=False,
        help_text=_("The latest time; who left and came back joined anew."),
    )
    pension_since = DayField(
        label=_("Pension here since"), required=False, help_text=_("Empty when none is drawn here.")
    )


class AcceptForm(forms.Form):
    day = DayField(label=_("Accepted on"))


class PaymentForm(forms.Form):
    day = DayField(label=_("Paid on"))
    number = LineField(label=_("Receipt number"), max_length=40)


class MonthPaidForm(forms.Form):
    month = MonthField(label=_("Month"))
    paid_on = DayField(label=_("Paid on"))
    number = LineField(label=_("Receipt number"), max_length=40)
