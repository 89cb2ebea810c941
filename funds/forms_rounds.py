"""Forms of the monthly round and of sweeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.forms import DayField, MoneyInput, MonthField
from config.money import from_fen
from funds.models import RoundLine
from funds.reads.rounds import Key, Prefilled
from funds.services.rounds.papers import Written
from institutions.models import Agency, AgencyAccount


class MonthForm(forms.Form):
    month = MonthField(label=_("Month"))


class PaperForm(forms.Form):
    reference = forms.CharField(label=_("Number of the paper"), max_length=80)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class SlipForm(forms.Form):
    """A slip of the bank for one scheme."""

    insutype = forms.ChoiceField(label=_("Scheme"))
    amount = MoneyInput(label=_("Amount, yuan"))
    day = DayField(label=_("Came in on"))
    evidence = forms.CharField(label=_("Number of the bank's slip"), max_length=80)

    def __init__(self, *args: Any, schemes: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["insutype"]
        field.choices = [(one, name_of("insutype", one)) for one in schemes]


class TransferForm(forms.Form):
    """What each county gets, filled in with what is open of its plan."""

    def __init__(self, *args: Any, shares: Sequence[tuple[int, str, Decimal]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.counties = [pk for pk, _name, _amount in shares]
        for pk, name, amount in shares:
            self.fields[f"county_{pk}"] = MoneyInput(label=name, initial=amount, min_value=Decimal(0))
        self.fields["day"] = DayField(label=_("Transferred on"))
        self.fields["evidence"] = forms.CharField(label=_("Number of the bank's slip"), max_length=80)

    @property
    def amounts(self) -> dict[int, Decimal]:
        return {pk: self.cleaned_data[f"county_{pk}"] for pk in self.counties}


class LineRow(NamedTuple):
    """A row of the form: what it is, what the books say, and its two fields."""

    scheme: str
    kind: str
    figures: Mapping[str, Decimal]
    amount: Any
    note: Any


class LinesForm(forms.Form):
    """All rows of a plan or report."""

    def __init__(
        self,
        *args: Any,
        figures: Mapping[Key, Prefilled],
        lines: Mapping[Key, RoundLine],
        names: Mapping[str, str],
        lowest: Decimal | None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.figures, self.names = figures, names
        for n, (key, one) in enumerate(figures.items()):
            line = lines.get(key)
            label = f"{name_of('insutype', key[0])} {names.get(key[1], key[1])}"
            self.fields[f"amount_{n}"] = MoneyInput(
                label=label, initial=line.amount if line else from_fen(one.suggested), min_value=lowest
            )
            self.fields[f"note_{n}"] = forms.CharField(
                label=_("Note"), required=False, max_length=200, initial=line.note if line else ""
            )

    @property
    def rows(self) -> list[LineRow]:
        return [
            LineRow(
                name_of("insutype", insutype),
                self.names.get(kind, kind),
                {name: from_fen(fen) for name, fen in one._asdict().items()},
                self[f"amount_{n}"],
                self[f"note_{n}"],
            )
            for n, ((insutype, kind), one) in enumerate(self.figures.items())
        ]

    @property
    def written(self) -> dict[Key, Written]:
        return {
            key: Written(self.cleaned_data[f"amount_{n}"], self.cleaned_data[f"note_{n}"])
            for n, key in enumerate(self.figures)
        }


class InterestForm(forms.Form):
    """Interest from a slip: whose account, of which fund."""

    agency = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none(), empty_label=None)
    insutype = forms.ChoiceField(label=_("Scheme"))
    account = forms.ChoiceField(label=_("Bank account"), choices=AgencyAccount.Kind.choices)
    amount = MoneyInput(label=_("Amount, yuan"))
    received_on = DayField(label=_("Came in on"))
    evidence = forms.CharField(label=_("Number of the bank's slip"), max_length=80)

    def __init__(self, *args: Any, agencies: Any, schemes: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        agency: Any = self.fields["agency"]
        agency.queryset = agencies
        insutype: Any = self.fields["insutype"]
        insutype.choices = [(one, name_of("insutype", one)) for one in schemes]


class SweepForm(forms.Form):
    amount = MoneyInput(label=_("Amount, yuan"))
    swept_on = DayField(label=_("Swept on"))
    evidence = forms.CharField(label=_("Number of the bank's slip"), max_length=80)
