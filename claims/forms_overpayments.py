"""What clerks type about an overpayment."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms import codes
from claims.models import Overpayment
from config.forms import DayField, LineField, MoneyInput

FEN = Decimal("0.01")


class OverpaymentForm(forms.Form):
    number = LineField(label=_("Person or certificate number"), max_length=50)
    name = LineField(
        label=_("Full name"), max_length=50, help_text=_("Exactly as registered; any county of the area.")
    )
    insutype = forms.ChoiceField(label=_("Scheme"), choices=lambda: codes("insutype"), initial="390")
    setl_id = LineField(
        label=_("Settlement number"), required=False, max_length=30,
        help_text=_("Of the settlement that paid too much, where there is one."),
    )  # fmt: skip
    source = forms.ChoiceField(label=_("Found by way of"), choices=Overpayment.Source, initial="entry")
    amount = MoneyInput(label=_("Amount"), min_value=FEN)
    reason = LineField(label=_("Reason"), max_length=300)
    tel = LineField(label=_("Telephone"), required=False, max_length=50)


class AgreementForm(forms.Form):
    agreement_no = LineField(label=_("Agreement"), max_length=60)
    agreed_on = DayField(label=_("Agreed on"))
    parts = forms.IntegerField(label=_("Instalments"), min_value=1, max_value=120, initial=1)
    first_due = DayField(label=_("First due on"), help_text=_("The others follow month by month."))
    may_offset = forms.BooleanField(
        label=_("Kept back from later payments"), required=False,
        help_text=_("The person agreed that what the fund owes them later is set against it."),
    )  # fmt: skip


class ReceiptForm(forms.Form):
    amount = MoneyInput(label=_("Amount"), min_value=FEN)
    received_on = DayField(label=_("Came in on"))
    evidence = LineField(label=_("Evidence"), max_length=200, help_text=_("Number of the bank's slip."))


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Decision on the write-off"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Write off")), ("no", _("Refuse the write-off"))],
    )
