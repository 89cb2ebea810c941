"""What is asked for about the serious-illness insurer and medical aid."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField, MoneyInput
from enrollment.views.subsidy_bill import schemes, years
from funds.forms_out_of_area import ProvinceAccountForm
from funds.models import Insurer, PayerRemittance
from institutions.models import Agency


class ClaimsForm(forms.Form):
    """Bound to the query; what is left out is ``latest`` and everybody."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    part = forms.ChoiceField(label=_("Paying side"), required=False)
    only_open = forms.BooleanField(label=_("Only open ones"), required=False)

    def __init__(self, asked: Any, *, latest: int) -> None:
        given = {"year": latest}
        super().__init__(given | {name: asked[name] for name in asked}, auto_id="filter_%s")
        self.fields["year"].choices = years()  # type: ignore[attr-defined]
        self.fields["part"].choices = [("", _("all")), *PayerRemittance.Payer.choices]  # type: ignore[attr-defined]


class GivenBackForm(forms.Form):
    amount = MoneyInput(label=_("Amount"), min_value=0)
    received_on = DayField(label=_("Money received on"))
    evidence = LineField(label=_("Evidence"), max_length=60)


class PremiumForm(forms.Form):
    """``unit`` pays; the insurers are those it keeps an account of."""

    insutype = forms.ChoiceField(label=_("Scheme"), choices=schemes)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, choices=years)
    instalment = forms.IntegerField(label=_("Instalment"), min_value=1, max_value=12, initial=1)
    payee = forms.ModelChoiceField(
        label=_("Insurer"),
        queryset=Insurer.unscoped.none(),
        empty_label=None,
        help_text=_("Insurers are entered with their account."),
    )

    def __init__(self, *args: Any, unit: Agency, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].initial = timezone.localdate().year
        payee: Any = self.fields["payee"]
        payee.queryset = Insurer.objects.filter(unit=unit)
        if not payee.queryset.exists():
            payee.help_text = _("No insurer is entered yet: enter its account first.")


class InsurerAccountForm(ProvinceAccountForm):
    field_order = ("name",)

    name = LineField(label=_("Insurer"), max_length=100)


class ConfirmListForm(forms.Form):
    """Carries what the reader was shown as claimed."""

    seen = forms.DecimalField(widget=forms.HiddenInput)
