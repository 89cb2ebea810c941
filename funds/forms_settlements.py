"""What is asked for about year settlements: whose year, agreements, payments."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.forms_budgets import schemes
from config.forms import DayField, LineField, MoneyInput


def past_years() -> list[tuple[int, str]]:
    last = timezone.localdate().year - 1
    return [(year, str(year)) for year in range(last, last - 6, -1)]


class WhoseYearForm(forms.Form):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, choices=past_years)
    insutype = forms.ChoiceField(label=_("Scheme"), choices=schemes)


class DrawAgainForm(forms.Form):
    reason = LineField(label=_("Why it is drawn up again"), max_length=300)


class AgreementForm(forms.Form):
    office = forms.ChoiceField(label=_("Department"))
    agreed_on = DayField(label=_("Day of agreement"))
    paper = LineField(label=_("Reference number of the document"), max_length=80)

    def __init__(self, *given: Any, offices: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["office"].choices = offices  # type: ignore[attr-defined]


class GapPaymentForm(forms.Form):
    amount = MoneyInput(label=_("Amount"), min_value=Decimal("0.01"))
    received_on = DayField(label=_("Came in on"))
    evidence = LineField(label=_("Voucher"), max_length=80)
