"""Forms of payments the bank sent back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField


class PaybackForm(forms.Form):
    returned_on = DayField(label=_("Sent back on"))
    reason = LineField(label=_("Bank's reason"), max_length=200)
    evidence = LineField(label=_("Number of the bank's slip"), max_length=200)


class UnclaimedForm(forms.Form):
    reason = LineField(label=_("Why nobody can be paid"), max_length=200)
    evidence = LineField(
        label=_("Papers that prove it"),
        max_length=200,
        help_text=_("Such as the certificate of a closure or a death."),
    )
    consent = LineField(label=_("Number of the finance department's consent"), max_length=120)
    booked_on = DayField(label=_("To be booked on"))
