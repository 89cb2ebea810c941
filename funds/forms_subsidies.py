"""What is asked for about subsidies: whose year is shown, what came in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField, MoneyInput
from enrollment.reads.subsidy_bill import RESIDENT_SCHEMES
from enrollment.views.subsidy_bill import schemes, years
from funds.models import Government
from institutions.models import Agency

QUARTERS = [(number, str(number)) for number in range(1, 5)]


class YearForm(forms.Form):
    """Bound to the query; what is left out is ``latest``, everybody."""

    year = forms.TypedChoiceField(label=_("Year of cover"), coerce=int)
    insutype = forms.ChoiceField(label=_("Scheme"), choices=schemes)
    county = forms.TypedChoiceField(label=_("County"), coerce=int, required=False, empty_value=None)

    def __init__(self, asked: Any, *, counties: Sequence[tuple[int, str]], latest: int) -> None:
        given = {"year": latest, "insutype": RESIDENT_SCHEMES[0]}
        super().__init__(given | {name: asked[name] for name in asked}, auto_id="filter_%s")
        self.fields["year"].choices = years()  # type: ignore[attr-defined]
        self.fields["county"].choices = [("", _("all")), *counties]  # type: ignore[attr-defined]


class ReceiptForm(forms.Form):
    county = forms.ModelChoiceField(Agency.objects.none(), label=_("County"))
    insutype = forms.ChoiceField(label=_("Scheme"), choices=schemes)
    year = forms.TypedChoiceField(label=_("Year of cover"), coerce=int, choices=years)
    quarter = forms.TypedChoiceField(label=_("Quarter"), coerce=int, choices=QUARTERS)
    payer = forms.ChoiceField(label=_("Paying government"), choices=Government.choices)
    direct = forms.BooleanField(
        label=_("Direct central funds"), required=False,
        help_text=_("Central money that comes as the centre says, not by quarter: it is told apart."),
    )  # fmt: skip
    amount = MoneyInput(label=_("Amount"), min_value=0)
    received_on = DayField(label=_("Money received on"))
    voucher_no = LineField(label=_("Voucher"), max_length=40)

    def __init__(self, *given: Any, counties: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["county"].queryset = counties  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = self.cleaned_data
        if found.get("direct") and found.get("payer") not in (None, Government.CENTRAL):
            self.add_error("direct", _("Direct funds are the central government's."))
        return found
