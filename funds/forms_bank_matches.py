"""What is asked for when a line of the bank is matched by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import LineField
from funds.models import Leg


class HandMatchForm(forms.Form):
    """``legs`` are the entries offered, by id."""

    legs = forms.TypedMultipleChoiceField(
        label=_("Entries of the books"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    note = LineField(label=_("Why it is the same money"), max_length=200)

    def __init__(self, *args: Any, legs: Sequence[Leg], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["legs"]
        field.choices = [
            (leg.pk, f"{leg.booked_on:%Y-%m-%d}  {leg.debit - leg.credit:,.2f}  {leg.entry.summary}")
            for leg in legs
        ]
        if not legs:
            field.help_text = _("No entry of the books that is left moves money the same way.")
