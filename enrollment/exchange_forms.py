"""What is asked when an exchange is agreed, ended, and when a file is taken in or handed out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField, MonthField
from enrollment.models import Counterpart, LayoutCode


class AgreementForm(forms.Form):
    counterpart = forms.ChoiceField(label=_("Kind of office"), choices=Counterpart.choices)
    counterpart_name = LineField(label=_("Office"), max_length=80)
    layout = forms.ChoiceField(
        label=_("Layout"), choices=LayoutCode.choices, help_text=_("It also says which way the file goes.")
    )
    purpose = LineField(label=_("Purpose"), max_length=200)
    agreed_by = LineField(
        label=_("Agreed by"),
        max_length=120,
        help_text=_("Who signed for both sides, and the paper's number."),
    )
    begins = DayField(label=_("In force from"))
    ends = DayField(
        label=_("In force until"),
        required=False,
        help_text=_("The first day no longer covered; empty: open."),
    )


class EndForm(forms.Form):
    day = DayField(label=_("From which day"), help_text=_("The first day on which nothing is exchanged."))
    reason = LineField(label=_("Reason"), max_length=200)


class HandOutForm(forms.Form):
    month = MonthField(label=_("Month"))
    purpose = LineField(label=_("Purpose"), max_length=200)


class TakeInForm(HandOutForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("xlsx or csv, up to 300,000 rows"),
    )


class AnswerForm(HandOutForm):
    agreement = forms.ModelChoiceField(label=_("Exchange agreement"), queryset=None)

    def __init__(self, *args: Any, agreements: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["agreement"]
        field.queryset = agreements
        self.order_fields(["agreement", "month", "purpose"])
