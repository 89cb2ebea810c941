"""What is asked for about balances from before pooling, handover lists and mergings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField, MoneyInput
from funds.forms_out_of_area import SchemeForm
from funds.models import Handover, HandoverSignature, Held, LegacyArrear, MergedBook, Opening, OpeningUse


class OpeningForm(SchemeForm):
    """An audit report: a figure for each part it names."""

    paper = LineField(label=_("Audit report"), max_length=120, help_text=_("Number and title."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for held in Held:
            self.fields[held.value] = MoneyInput(label=held.label, min_value=0, required=False)

    @property
    def lines(self) -> Mapping[str, Decimal]:
        found = {held: self.cleaned_data.get(held) for held in Held.values}
        return {held: amount for held, amount in found.items() if amount}


class PaperForm(forms.Form):
    title = LineField(label=_("Title of the scan"), max_length=200)
    upload = forms.FileField(label=_("Scan"), help_text=_("PDF, PNG, JPEG or TIFF, at most 20 MB."))


class EvidenceForm(forms.Form):
    evidence = LineField(label=_("Evidence"), max_length=120)


class UseForm(EvidenceForm):
    """All uses but spending bill by bill."""

    kind = forms.ChoiceField(label=_("Kind"))
    back = forms.BooleanField(
        label=_("Comes back"), required=False, help_text=_("What was tied up is free again.")
    )
    amount = MoneyInput(label=_("Amount"), min_value=0)
    happened_on = DayField(label=_("Day"))
    field_order = ("kind", "back", "amount", "happened_on", "evidence")

    def __init__(self, *args: Any, kinds: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["kind"]
        field.choices = [(one, OpeningUse.Kind(one).label) for one in kinds]


class HandoverForm(forms.Form):
    """A new list; of money it names the audited balance."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Handover.Kind.choices)
    opening = forms.ModelChoiceField(
        Opening.unscoped.none(), label=_("Balance from before pooling"), required=False,
        help_text=_("For a list of money."),
    )  # fmt: skip
    title = LineField(label=_("Title"), max_length=120)
    giver = LineField(label=_("Handed over by"), max_length=120, help_text=_("The office."))
    receiver = LineField(label=_("Office taking over"), max_length=120)
    supervisor = LineField(label=_("Supervised by"), max_length=120)

    def __init__(self, *args: Any, openings: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["opening"]
        field.queryset = openings


class ItemForm(forms.Form):
    name = LineField(label=_("Item"), max_length=160)
    quantity = forms.DecimalField(
        label=_("Quantity"), max_digits=14, decimal_places=2, initial=1, min_value=0
    )
    unit = LineField(label=_("Unit of quantity"), max_length=20, required=False)
    amount = MoneyInput(label=_("Amount"), required=False, min_value=0)


class FoundForm(forms.Form):
    found_quantity = forms.DecimalField(
        label=_("Quantity found"), max_digits=14, decimal_places=2, required=False, min_value=0
    )
    found_amount = MoneyInput(label=_("Amount found"), required=False, min_value=0)
    difference = LineField(label=_("Difference found"), max_length=200, required=False)


class PartForm(forms.Form):
    part = forms.ChoiceField(label=_("Signs as"), choices=HandoverSignature.Part.choices)


class PaperSignatureForm(PartForm):
    name = LineField(label=_("Name of the signer"), max_length=60)
    signed_on = DayField(label=_("Day of signature"))
    scan = forms.FileField(label=_("Scan"), help_text=_("PDF, PNG, JPEG or TIFF, at most 20 MB."))


class ArrearForm(EvidenceForm):
    source = forms.ModelChoiceField(MergedBook.unscoped.none(), label=_("Old book"))
    kind = forms.ChoiceField(label=_("Kind"), choices=LegacyArrear.Kind.choices)
    debtor = LineField(label=_("Owed by"), max_length=120)
    of_year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    amount = MoneyInput(label=_("Amount"), min_value=0)
    field_order = ("source", "kind", "debtor", "of_year", "amount", "evidence")

    def __init__(self, *args: Any, sources: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["source"]
        field.queryset = sources


class ArrearPaymentForm(forms.Form):
    amount = MoneyInput(label=_("Amount"), min_value=0)
    received_on = DayField(label=_("Came in on"))
    evidence = LineField(label=_("Number of the bank's slip"), max_length=80)
