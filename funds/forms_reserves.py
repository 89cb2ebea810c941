"""What is asked for about reserves: the paper of a movement, and what a distribution looks at."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import LineField
from institutions.models import Agency

from .forms_settlements import WhoseYearForm


class PaperForm(forms.Form):
    evidence = LineField(label=_("Reference number of the document"), max_length=80)


class DistributionForm(WhoseYearForm, PaperForm):
    """Two percentages for each county."""

    def __init__(self, *given: Any, counties: Sequence[Agency], **more: Any) -> None:
        super().__init__(*given, **more)
        self.counties = counties
        for one in counties:
            for name, label in (("rate", _("Collection rate, %%")), ("performance", _("Performance, %%"))):
                self.fields[f"{name}_{one.pk}"] = forms.DecimalField(
                    label=f"{one}: {label}".replace("%%", "%"), min_value=Decimal(0), max_value=Decimal(200),
                    max_digits=6, decimal_places=2,
                )  # fmt: skip

    @property
    def rates(self) -> dict[int, tuple[int, int]]:
        """(collection rate, performance) in ten-thousandths by county id."""
        found = self.cleaned_data
        return {
            one.pk: (int(found[f"rate_{one.pk}"] * 100), int(found[f"performance_{one.pk}"] * 100))
            for one in self.counties
        }
