"""What a counter asks for when somebody leaves for another area or arrives from one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField, MonthField

from .forms import CATEGORIES, CURRENT_BASIC


class LeaveForm(forms.Form):
    place_code = forms.RegexField(r"^[0-9]{6}$", label=_("District code of the other area"))
    place = LineField(label=_("Other area"), max_length=100)
    day = DayField(label=_("From which day"), help_text=_("The first day no longer covered here."))


class ArriveForm(forms.Form):
    place_code = forms.RegexField(r"^[0-9]{6}$", label=_("District code of the other area"))
    place = LineField(label=_("Other area"), max_length=100)
    number = LineField(label=_("Certificate of the insurance"), max_length=40)
    insutype = forms.ChoiceField(label=_("Scheme"), choices=CURRENT_BASIC)
    psn_type = forms.ChoiceField(label=_("Person category"), choices=CATEGORIES)
    first = MonthField(label=_("First month"))
    last = MonthField(label=_("Last month"))
    months = forms.IntegerField(
        label=_("Months counted"), required=False, min_value=1, help_text=_("Empty when no month lacks.")
    )
    day = DayField(
        label=_("First day not covered there"), help_text=_("Cover here begins on it, without a gap.")
    )
    account = forms.DecimalField(
        label=_("Personal account money to come"),
        required=False,
        min_value=0,
        max_digits=16,
        decimal_places=2,
        help_text=_("It is booked on the person's account page when it has come."),
    )
