"""Form of a payment the bank sent back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField


class PaybackForm(forms.Form):
    returned_on = DayField(label=_("Sent back on"))
    reason = LineField(label=_("Bank's reason"), max_length=200)
    evidence = LineField(label=_("Number of the bank's slip"), max_length=200)
