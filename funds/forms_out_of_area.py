"""Forms of the acts around care outside the area."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.forms import DayField, LineField, MoneyInput


class ExplainForm(forms.Form):
    explanation = LineField(label=_("Explanation"), max_length=300)


class ExplainAllForm(ExplainForm):
    """Carries how many the reader was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """Carries what the reader was shown as owed."""

    seen = forms.DecimalField(widget=forms.HiddenInput)
    notice = LineField(label=_("Notice of the province"), max_length=100)
    due_on = DayField(label=_("To be paid by"))


class SchemeForm(forms.Form):
    """``schemes``: codes of the area's schemes."""

    insutype = forms.ChoiceField(label=_("Scheme"))

    def __init__(self, *args: Any, schemes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["insutype"]
        field.choices = [(one, name_of("insutype", one)) for one in schemes]


class AdvanceForm(SchemeForm):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    amount = MoneyInput(label=_("Amount, yuan"))
    notice = LineField(label=_("Notice of the province"), max_length=100)
    due_on = DayField(label=_("To be paid by"))


class ProvinceReceiptForm(SchemeForm):
    amount = MoneyInput(label=_("Amount, yuan"))
    received_on = DayField(label=_("Came in on"))
    evidence = LineField(label=_("Number of the bank's slip"), max_length=200)


class ProvinceAccountForm(forms.Form):
    account_name = LineField(label=_("Account name"), max_length=120)
    account_no = LineField(label=_("Account number"), max_length=34)
    bank_name = LineField(label=_("Bank"), max_length=120)
    bank_code = LineField(label=_("Bank code"), max_length=14, required=False)
    valid_from = DayField(label=_("Valid from"))
