"""Forms around collection, its reconciliation and the fund's accounts at the bank."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.forms import DayField, LineField, MoneyInput, MonthField
from funds.models import CollectionDifference, FundAccount
from institutions.models import User


def scheme_choices(schemes: Iterable[str]) -> list[tuple[str, Any]]:
    return [(scheme, name_of("insutype", scheme)) for scheme in sorted(set(schemes))]


class CompareForm(forms.Form):
    month = MonthField(label=_("Month"))


class TransferForm(forms.Form):
    insutype = forms.ChoiceField(label=_("Scheme"))
    day_of_receipts = DayField(label=_("Last day of the receipts moved"))
    moved_on = DayField(label=_("Moved on"))
    number = LineField(label=_("Number of the transfer slip"), max_length=40)
    amount = MoneyInput(label=_("Amount, yuan"), min_value=0)

    def __init__(self, *args: Any, schemes: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["insutype"]
        field.choices = scheme_choices(schemes)


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(User.objects.none(), label=_("In charge"))

    def __init__(self, *args: Any, owners: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["owner"]
        field.queryset = owners


class ExplainForm(forms.Form):
    explanation = LineField(label=_("Explanation"), max_length=300)


class ExplainAllForm(ExplainForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(forms.Form):
    closing = forms.ChoiceField(label=_("How it was closed"), choices=CollectionDifference.Closing.choices)
    closing_note = LineField(label=_("Evidence"), max_length=300)


class BankAccountForm(forms.Form):
    insutype = forms.ChoiceField(label=_("Scheme"))
    kind = forms.ChoiceField(label=_("Kind"), choices=FundAccount.Kind.choices)
    account_name = LineField(label=_("Account name"), max_length=120)
    account_no = LineField(label=_("Account number"), max_length=34)
    bank_name = LineField(label=_("Bank"), max_length=120)
    bank_code = LineField(label=_("Bank code"), max_length=14, required=False)
    opening = MoneyInput(label=_("Balance before the first line, yuan"))
    valid_from = DayField(label=_("In force from"))

    def __init__(self, *args: Any, schemes: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["insutype"]
        field.choices = scheme_choices(schemes)
