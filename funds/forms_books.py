"""What is asked for about books themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import LineField, MonthField
from funds.forms_fund_budgets import scheme_choices
from funds.models import Book


class BookForm(forms.Form):
    """Which book, from when on, on what basis, by which paper; ``kept``: schemes whose book is open or asked for."""

    insutype = forms.ChoiceField(label=_("Scheme"))
    first = MonthField(label=_("First month"))
    basis = forms.ChoiceField(label=_("Basis"), choices=Book.Basis.choices, initial=Book.Basis.CASH)
    evidence = LineField(label=_("Reference number of the document"), max_length=80)

    def __init__(self, *given: Any, kept: set[str], **more: Any) -> None:
        super().__init__(*given, **more)
        insutype: Any = self.fields["insutype"]
        insutype.choices = [(code, name) for code, name in scheme_choices() if code not in kept]
